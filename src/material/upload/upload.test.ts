import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { sweepBlobs } from "../../kernel/blob/index.ts";
import type { Serving } from "../../kernel/http/index.ts";
import { openTestDb, type TestDb } from "../../kernel/testing/index.ts";
import { jpg, pdf } from "../files.fixture.ts";
import { filesOf, openFile, sweepFiles } from "../index.ts";
import { chaozhou, countRows, day, emptyTables, materialHouse, monday } from "../material.fixture.ts";
import { tusClient, uploadServer } from "./upload.fixture.ts";

let ground: TestDb;
let place: Awaited<ReturnType<typeof materialHouse>>;
let serving: Serving;
let isFailing = false;
before(async () => {
  ground = await openTestDb(import.meta.url);
  place = await materialHouse(ground.db);
  serving = await uploadServer(place.house, { failing: () => isFailing });
});
after(async () => {
  await serving.close();
  await ground.close();
  await place.close();
});
beforeEach(async () => {
  isFailing = false;
  place.clock.set(monday);
  await emptyTables(ground.db);
});

const client = () => tusClient(serving);
const nothing = { files: 0, links: 0, uploads: 0, parts: 0, blobs: 0 };
const large = (name: string) => pdf({ name, more: "x".repeat(200_000) });

async function begun(bytes: Buffer, name = "申请书.pdf"): Promise<string> {
  const answer = await client().begin(bytes.length, name);
  assert.equal(answer.status, 201);
  return answer.headers.get("location") ?? "";
}

async function linked(): Promise<Buffer[]> {
  const files = await filesOf(ground.db, chaozhou, "draft:applicant:1");
  return await Promise.all(
    files.map(async ({ id }) => Buffer.concat(await (await openFile(place.house, chaozhou, id)).toArray())),
  );
}

/** What is under way is asked for until it stands still. */
async function settled(path: string, expected: number): Promise<void> {
  for (let turn = 0; turn < 200 && (await client().offset(path)) !== expected; turn += 1) await wait(20);
  assert.equal(await client().offset(path), expected);
}

test("the protocol, its extensions and its limits are told", async () => {
  const answer = await client().ask("OPTIONS", client().door());
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get("tus-version"), "1.0.0");
  assert.equal(answer.headers.get("tus-extension"), "creation,termination,expiration,checksum");
  assert.match(answer.headers.get("tus-checksum-algorithm") ?? "", /sha1/);
  assert.equal(answer.headers.get("tus-max-size"), String(200 * 1024 * 1024));
});

test("[C7] a file sent in pieces is put together, judged, stored and linked; the page learns how to show it", async () => {
  const bytes = large("pieces");
  const path = await begun(bytes);
  const { send, ask } = client();
  for (let at = 0; at < bytes.length; at += 70_000) {
    const answer = await send(path, at, bytes.subarray(at, at + 70_000));
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get("upload-offset"), String(Math.min(at + 70_000, bytes.length)));
    assert.equal(answer.headers.get("tus-resumable"), "1.0.0");
    assert.ok(answer.headers.get("upload-expires"));
  }
  const [content] = await linked();
  assert.ok(content?.equals(bytes));
  const { file, received } = await (await ask("GET", path)).json();
  assert.equal(received, bytes.length);
  assert.equal(file.name, "申请书.pdf");
  assert.match(file.note, /KB，未查杀/);
  const rows = await countRows(ground.db);
  assert.deepEqual([rows.files, rows.links, rows.parts], [1, 1, 0]);
  place.clock.advance(day + 1);
  await sweepBlobs(place.house);
  assert.equal((await countRows(ground.db)).blobs, 1, "the pieces are gone, the file stays");
});

test("an upload that was cut off goes on where it broke, with what had arrived", async () => {
  const bytes = large("cut off");
  const path = await begun(bytes);
  await client().breakOff(path, 0, bytes.subarray(0, 120_000), bytes.length);
  await settled(path, 120_000);
  const answer = await client().send(path, 120_000, bytes.subarray(120_000));
  assert.equal(answer.status, 204);
  const [content] = await linked();
  assert.ok(content?.equals(bytes));
});

test("with a checksum a piece counts whole or not at all", async () => {
  const bytes = large("checksum");
  const path = await begun(bytes);
  const { send, breakOff } = client();
  const sum = (algorithm: string, piece: Buffer) => ({
    "upload-checksum": `${algorithm} ${createHash(algorithm).update(piece).digest("base64")}`,
  });
  const [first, second] = [bytes.subarray(0, 100_000), bytes.subarray(100_000)];
  const wrong = await send(path, 0, first, sum("sha1", second));
  assert.equal(wrong.status, 460);
  assert.equal((await wrong.json()).code, "material/checksum-mismatch");
  await breakOff(path, 0, first.subarray(0, 5_000), first.length, [
    `upload-checksum: ${sum("sha256", first)["upload-checksum"]}`,
  ]);
  await wait(100);
  assert.equal(await client().offset(path), 0);
  assert.deepEqual(await countRows(ground.db), { ...nothing, uploads: 1 });
  assert.equal((await send(path, 0, first, { "upload-checksum": "md5 YWJj" })).status, 400);
  assert.equal((await send(path, 0, first, sum("sha256", first))).status, 204);
  assert.equal((await send(path, 100_000, second, sum("sm3", second))).status, 204);
  assert.equal((await linked()).length, 1);
});

test("who believes another offset is told so, and two who send the same piece at once count once", async () => {
  const bytes = large("offset");
  const path = await begun(bytes);
  const { send } = client();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(path, 0, bytes.subarray(0, 50_000))));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409, 409, 409, 409, 409, 409, 409]);
  assert.equal((await send(path, 10, bytes.subarray(10, 20))).status, 409);
  const last = await Promise.all(Array.from({ length: 8 }, () => send(path, 50_000, bytes.subarray(50_000))));
  assert.equal(last.filter(({ status }) => status === 204).length, 1);
  const rows = await countRows(ground.db);
  assert.deepEqual([rows.files, rows.links, rows.parts], [1, 1, 0]);
  assert.equal((await send(path, bytes.length, Buffer.from("x"))).status, 409);
});

test("what cannot be taken is refused before a byte is sent", async () => {
  const { begin, ask, door } = client();
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
  assert.deepEqual(await codeOf(await begin(30_000_000)), [413, "material/too-large"]);
  assert.deepEqual(await codeOf(await begin(0)), [422, "material/empty"]);
  assert.deepEqual(await codeOf(await begin(10, "a.exe")), [422, "material/type-not-allowed"]);
  assert.deepEqual(await codeOf(await begin(10, "a\u202efdp.exe")), [422, "material/bad-name"]);
  assert.deepEqual(await codeOf(await ask("POST", door(), { "upload-length": "ten" })), [
    400,
    "material/bad-upload-request",
  ]);
  assert.deepEqual(await codeOf(await ask("POST", door(), { "upload-length": "10" })), [
    400,
    "material/bad-upload-request",
  ]);
  const old = await ask("POST", door(), { "tus-resumable": "0.2.2", "upload-length": "10" });
  assert.equal(old.headers.get("tus-version"), "1.0.0");
  assert.deepEqual(await codeOf(old), [412, "material/upload-version"]);
  assert.deepEqual(await countRows(ground.db), nothing);
});

test("a content that is refused at the end leaves no trace but the answer", async () => {
  const bytes = Buffer.concat([jpg(), Buffer.alloc(3_000, 32), Buffer.from("<script>x</script>")]);
  const path = await begun(bytes, "照片.jpg");
  const { send } = client();
  assert.equal((await send(path, 0, bytes.subarray(0, 2_000))).status, 204);
  const answer = await send(path, 2_000, bytes.subarray(2_000));
  assert.equal(answer.status, 422);
  assert.equal((await answer.json()).code, "material/polyglot");
  assert.equal((await client().ask("HEAD", path)).status, 404);
  place.clock.advance(day + 1);
  await sweepBlobs(place.house);
  assert.deepEqual(await countRows(ground.db), nothing);
});

test("more than was announced is not taken", async () => {
  const bytes = large("more");
  const path = await begun(bytes.subarray(0, 1_000));
  const answer = await client().send(path, 0, bytes);
  assert.equal(answer.status, 413);
  assert.equal(await client().offset(path), 0);
});

test("when the linking fails nothing of the file is seen, and the last piece can be sent again", async () => {
  const bytes = large("failing");
  const path = await begun(bytes);
  const { send } = client();
  await send(path, 0, bytes.subarray(0, 100_000));
  isFailing = true;
  assert.equal((await send(path, 100_000, bytes.subarray(100_000))).status, 409);
  assert.deepEqual([(await countRows(ground.db)).files, await client().offset(path)], [0, 100_000]);
  isFailing = false;
  assert.equal((await send(path, 100_000, bytes.subarray(100_000))).status, 204);
  assert.equal((await linked()).length, 1);
});

test("a neighbour can neither see, continue nor cancel an upload, nor can its owner at another place", async () => {
  const bytes = large("mine");
  const path = await begun(bytes);
  const { send, ask } = tusClient(serving, "neighbour");
  const foreign = path.replace("applicant", "neighbour");
  for (const each of [path, foreign]) {
    assert.equal((await ask("HEAD", each)).status, 404, each);
    assert.equal((await ask("DELETE", each)).status, 404);
    assert.equal((await send(each, 0, bytes)).status, 404);
  }
  assert.equal((await client().ask("HEAD", path.replace("materials/1", "materials/2"))).status, 404);
  const nobody = await fetch(serving.url + path, { method: "HEAD" });
  assert.equal(nobody.status, 401);
  assert.equal(await client().offset(path), 0);
});

test("a cancelled upload and one that was not continued for a day are gone with their pieces", async () => {
  const bytes = large("gone");
  const before = await place.objects();
  const [cancelled, forgotten] = [await begun(bytes), await begun(bytes)];
  const { send, ask } = client();
  for (const path of [cancelled, forgotten]) await send(path, 0, bytes.subarray(0, 50_000));
  assert.equal((await ask("DELETE", cancelled)).status, 204);
  assert.equal((await ask("HEAD", cancelled)).status, 404);
  assert.equal(await client().offset(forgotten), 50_000, "the same piece of the other stays");
  place.clock.advance(day);
  assert.equal((await ask("HEAD", forgotten)).status, 404);
  place.clock.advance(1);
  assert.deepEqual(await sweepFiles(place.house), { files: 0, uploads: 1 });
  place.clock.advance(day + 1);
  await sweepBlobs(place.house);
  assert.deepEqual(await countRows(ground.db), nothing);
  assert.deepEqual((await place.objects()).sort(), before.sort());
});

test("a cancelled upload that became a file leaves the file", async () => {
  const bytes = pdf({ name: "stays" });
  const path = await begun(bytes);
  await client().send(path, 0, bytes);
  assert.equal((await client().ask("DELETE", path)).status, 204);
  assert.equal((await linked()).length, 1);
});

test("a last piece that is overtaken by a late one is not taken for a refused file", async () => {
  const bytes = large("overtaken");
  for (let turn = 0; turn < 10; turn += 1) {
    const path = await begun(bytes, `${turn}.pdf`);
    const { send, breakOff, offset } = client();
    await breakOff(path, 0, bytes.subarray(0, 4), bytes.length);
    const whole = await send(path, 0, bytes);
    assert.ok([204, 409].includes(whole.status), String(whole.status));
    const from = await offset(path);
    if (from < bytes.length) assert.equal((await send(path, from, bytes.subarray(from))).status, 204);
  }
  assert.equal((await linked()).length, 10);
});

test("however a file is cut, repeated and broken off on its way, what arrives is the file", async () => {
  const moves = fc.array(
    fc.record({ size: fc.integer({ min: 0, max: 9_000 }), kind: fc.constantFrom("send", "again", "break", "wrong") }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(moves, fc.integer({ min: 1, max: 1e9 }), async (steps, seed) => {
      await emptyTables(ground.db);
      const bytes = pdf({ name: String(seed), more: "y".repeat(15_000) });
      const path = await begun(bytes);
      const { send, breakOff, offset } = client();
      for (const { size, kind } of steps) {
        const from = await offset(path);
        if (from === bytes.length) break;
        const piece = bytes.subarray(from, from + size);
        if (kind === "wrong") await send(path, from + 1, piece);
        else if (kind === "break") await breakOff(path, from, piece, piece.length + 10);
        else await send(path, from, piece);
        if (kind === "again") await send(path, from, piece);
      }
      // What was broken off may still be on its way to the disk.
      for (let turn = 0; turn < 50; turn += 1) {
        const from = await offset(path);
        if (from === bytes.length) break;
        await send(path, from, bytes.subarray(from));
      }
      const [content, ...others] = await linked();
      assert.ok(content?.equals(bytes));
      assert.deepEqual(others, []);
    }),
    { numRuns: 15 },
  );
});
