import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, beforeEach, test } from "node:test";
import { fixedClock } from "../clock/index.ts";
import { parseHallCode } from "../codes/index.ts";
import { inTransaction, runStatement } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { createLog } from "../log/index.ts";
import { createOutbox, createWorker } from "../outbox/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import {
  type BlobFacts,
  type BlobStore,
  blobSchedules,
  createBlobStore,
  keepBlob,
  openBlob,
  receiveBlob,
  releaseBlob,
  sweepBlobs,
} from "./index.ts";

const chaozhou = parseHallCode("445100");
const haikou = parseHallCode("460100");
const day = 86_400_000;

let ground: TestDb;
let folder: string;
before(async () => {
  ground = await openTestDb(import.meta.url);
  folder = await mkdtemp(join(tmpdir(), "wangting-blobs-"));
});
after(async () => {
  await ground.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => runStatement(ground.db, "DELETE FROM kernel.blob /* scatter: a test begins afresh */", []));

function openHouse(change: Partial<BlobStore> = {}) {
  const clock = fixedClock("2026-03-31T23:30:00+08:00");
  const blobs = { ...createBlobStore({ kind: "fs", folder }), ...change };
  return {
    db: ground.db,
    clock,
    log: createLog({ level: "silent" }),
    outbox: createOutbox({ clock, hears: [] }),
    blobs,
  };
}
type TestHouse = ReturnType<typeof openHouse>;

const pdf = "application/pdf";
const send = (house: TestHouse, bytes: Buffer, hall = chaozhou, mediaType = pdf): Promise<BlobFacts> =>
  receiveBlob(house, { hall, stream: Readable.from([bytes]), mediaType, limit: 1_000_000 });
const keep = (house: TestHouse, ref: BlobFacts) => inTransaction(house.db, (tx) => keepBlob(tx, ref));
const release = (house: TestHouse, ref: BlobFacts) => inTransaction(house.db, (tx) => releaseBlob(house, tx, ref));
const rows = () =>
  runStatement<{ hall: string; sha256: string; state: string; uses: number; month: string }>(
    ground.db,
    "SELECT hall, sha256, state, uses, month FROM kernel.blob ORDER BY hall, sha256 /* scatter: a test looks */",
    [],
  );
const read = async (house: TestHouse, ref: BlobFacts, options?: Parameters<typeof openBlob>[3]) =>
  Buffer.concat(await (await openBlob(house, house.db, ref, options)).stream.toArray());

test("a received file is known by its content, lies under the month in Beijing, and can be read whole and in part", async () => {
  const house = openHouse();
  const bytes = randomBytes(200_000);
  const facts = await send(house, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  assert.deepEqual(facts, { hall: chaozhou, sha256, size: 200_000, mediaType: pdf });
  assert.deepEqual(await rows(), [{ hall: chaozhou, sha256, state: "pending", uses: 0, month: "202603" }]);
  assert.ok((await read(house, facts)).equals(bytes));
  assert.ok((await read(house, facts, { verify: true })).equals(bytes));
  assert.ok((await read(house, facts, { range: { first: 5, last: 9 } })).equals(bytes.subarray(5, 10)));
  for (const [first, last] of [
    [0, 200_000],
    [-1, 3],
    [4, 3],
    [0.5, 3],
  ] as const) {
    await assert.rejects(read(house, facts, { range: { first, last } }), { code: "blob/bad-range" });
  }
});

test("a file over the limit is refused at the byte beyond it and leaves no trace", async () => {
  const house = openHouse();
  let sent = 0;
  async function* endless() {
    for (;;) {
      sent += 1_000;
      yield Buffer.alloc(1_000);
    }
  }
  const file = { hall: chaozhou, stream: endless(), mediaType: pdf, limit: 5_000 };
  await assert.rejects(receiveBlob(house, file), { kind: "invalid", code: "blob/too-large" });
  assert.equal(sent, 6_000);
  assert.deepEqual(await rows(), []);
  assert.deepEqual(await readdir(house.blobs.spoolFolder), []);
  assert.equal((await send(house, Buffer.alloc(1_000_000))).size, 1_000_000, "the limit itself is allowed");
});

test("a sender that breaks off, or names no media type, leaves no trace", async () => {
  const house = openHouse();
  async function* broken() {
    yield Buffer.alloc(10);
    throw new Error("aborted");
  }
  const file = { hall: chaozhou, stream: broken(), mediaType: pdf, limit: 5_000 };
  await assert.rejects(receiveBlob(house, file), /aborted/);
  await assert.rejects(send(house, Buffer.from("x"), chaozhou, "text/html; charset=x\r\nx: y"), {
    code: "blob/bad-media-type",
  });
  assert.deepEqual(await rows(), []);
  assert.deepEqual(await readdir(house.blobs.spoolFolder), []);
});

test("who decides the type sees the whole file on the disk; a refusal leaves no trace", async () => {
  const house = openHouse();
  const bytes = randomBytes(1_000);
  const stream = () => Readable.from([bytes]);
  const facts = await receiveBlob(house, {
    hall: chaozhou,
    stream: stream(),
    limit: 5_000,
    async mediaType({ path, size }) {
      assert.ok((await readFile(path)).equals(bytes));
      assert.equal(size, 1_000);
      assert.deepEqual(await rows(), []);
      return "image/png";
    },
  });
  assert.equal(facts.mediaType, "image/png");
  const refused = receiveBlob(house, {
    hall: haikou,
    stream: stream(),
    limit: 5_000,
    mediaType: async () => {
      throw new HallError("invalid", "case/refused", "不收");
    },
  });
  await assert.rejects(refused, { code: "case/refused" });
  assert.equal((await rows()).length, 1);
  assert.deepEqual(await readdir(house.blobs.spoolFolder), []);
});

test("the same content is one row and one object in a hall, and another in the next hall", async () => {
  const house = openHouse();
  const bytes = randomBytes(1_000);
  const [first] = await Promise.all([send(house, bytes), send(house, bytes), send(house, bytes)]);
  house.clock.advance(day);
  const again = await send(house, bytes, chaozhou, "image/png");
  assert.deepEqual(again, first, "the first receipt decides month and media type");
  await send(house, bytes, haikou);
  assert.deepEqual(
    (await rows()).map((row) => [row.hall, row.month]),
    [
      [chaozhou, "202603"],
      [haikou, "202604"],
    ],
  );
});

test("kept by two, a content outlives the release of one; nobody keeps what was never received", async () => {
  const house = openHouse();
  const facts = await send(house, randomBytes(10));
  await keep(house, facts);
  await keep(house, facts);
  await release(house, facts);
  house.clock.advance(2 * day);
  assert.equal(await sweepBlobs(house), 0);
  assert.equal((await read(house, facts)).length, 10);
  await release(house, facts);
  await assert.rejects(release(house, facts), RangeError);
  await assert.rejects(keep(house, { ...facts, sha256: "0".repeat(64) }), { code: "blob/not-received" });
  await assert.rejects(openBlob(house, house.db, { hall: haikou, sha256: facts.sha256 }), { code: "blob/not-found" });
});

test("keeping stands or falls with the row it is for", async () => {
  const house = openHouse();
  const facts = await send(house, randomBytes(10));
  const undone = inTransaction(house.db, async (tx) => {
    await keepBlob(tx, facts);
    throw new HallError("conflict", "case/closed", "已经办结");
  });
  await assert.rejects(undone, { code: "case/closed" });
  assert.deepEqual(
    (await rows()).map((row) => [row.state, row.uses]),
    [["pending", 0]],
  );
});

test("what nobody keeps for 24 hours is swept, object and row; a new receipt gives it another 24", async () => {
  const house = openHouse();
  const bytes = randomBytes(10);
  const [forgotten, kept] = [await send(house, bytes), await send(house, randomBytes(11))];
  await keep(house, kept);
  house.clock.advance(day);
  await send(house, bytes);
  assert.equal(await sweepBlobs(house), 0);
  house.clock.advance(day + 1);
  assert.equal(await sweepBlobs(house), 1);
  await assert.rejects(openBlob(house, house.db, forgotten), { code: "blob/not-found" });
  assert.deepEqual(
    (await rows()).map((row) => row.sha256),
    [kept.sha256],
  );
  assert.deepEqual(await send(house, bytes), forgotten, "it can be received anew");
  assert.ok((await read(house, forgotten)).equals(bytes));
});

test("a sweep broken off between object and row is finished by the next; until then the content is busy", async () => {
  let away = true;
  const real = createBlobStore({ kind: "fs", folder });
  const house = openHouse({
    async remove(key) {
      await real.remove(key);
      if (away) throw new HallError("unavailable", "blob/store-away", "文件存储暂时不可用，请稍后再试");
    },
  });
  const bytes = randomBytes(10);
  const facts = await send(house, bytes);
  house.clock.advance(day + 1);
  await assert.rejects(sweepBlobs(house), { code: "blob/store-away" });
  await assert.rejects(keep(house, facts), { code: "blob/not-received" });
  await assert.rejects(send(house, bytes), { kind: "unavailable", code: "blob/busy" });
  away = false;
  assert.equal(await sweepBlobs(house), 1);
  assert.deepEqual(await rows(), []);
});

test("a store that is away leaves a row that says pending, so that nothing lies in the store unknown", async () => {
  const house = openHouse({
    put: async () => {
      throw new HallError("unavailable", "blob/store-away", "文件存储暂时不可用，请稍后再试");
    },
  });
  await assert.rejects(send(house, randomBytes(10)), { kind: "unavailable" });
  assert.deepEqual(
    (await rows()).map((row) => row.state),
    ["pending"],
  );
  assert.deepEqual(await readdir(house.blobs.spoolFolder), []);
  house.clock.advance(day + 1);
  assert.equal(await sweepBlobs(house), 1);
});

test("a content that changed on the disk breaks off a verified reading and says so", async () => {
  const house = openHouse();
  const facts = await send(house, randomBytes(1_000));
  await writeFile(join(folder, chaozhou, "202603", facts.sha256), randomBytes(1_000));
  await assert.rejects(read(house, facts, { verify: true }), { kind: "unavailable", code: "blob/damaged" });
  assert.equal((await read(house, facts)).length, 1_000, "unasked, nothing is hashed");
});

test("the sweep is regular work of the house, and takes along what a crash left in the spool", async () => {
  const house = openHouse();
  await send(house, randomBytes(10));
  const left = join(house.blobs.spoolFolder, "left.part");
  await writeFile(left, "half");
  await utimes(left, house.clock.now(), house.clock.now());
  const worker = createWorker(house, { hall: chaozhou, subscriptions: [], schedules: blobSchedules });
  assert.equal((await worker.runDue()).done, 0);
  house.clock.advance(day + 3_600_000);
  assert.deepEqual((await worker.runDue()).errors, []);
  assert.deepEqual(await rows(), []);
  assert.deepEqual(await readdir(house.blobs.spoolFolder), []);
});
