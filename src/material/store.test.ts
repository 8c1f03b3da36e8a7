import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { sweepBlobs } from "../kernel/blob/index.ts";
import { inTransaction, runStatement } from "../kernel/db/index.ts";
import { anonymous } from "../kernel/http/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { doc, docx, jpg, pdf, png } from "./files.fixture.ts";
import {
  filesOf,
  findFile,
  findFiles,
  linkFile,
  openFile,
  requireUploader,
  type StoredFile,
  storeFile,
  sweepFiles,
  unlinkFile,
} from "./index.ts";
import {
  applicant,
  chaozhou,
  coming,
  countRows,
  day,
  emptyTables,
  haikou,
  materialHouse,
  monday,
  neighbour,
} from "./material.fixture.ts";

let ground: TestDb;
let place: Awaited<ReturnType<typeof materialHouse>>;
before(async () => {
  ground = await openTestDb(import.meta.url);
  place = await materialHouse(ground.db);
});
after(async () => {
  await ground.close();
  await place.close();
});
beforeEach(async () => {
  await emptyTables(ground.db);
  place.clock.set(monday);
});

const give = (bytes: Buffer, name = "营业执照.pdf", more: object = {}) =>
  storeFile(place.house, { hall: chaozhou, by: applicant, name, stream: coming(bytes), ...more });
const link = (file: StoredFile, use = "case:1") =>
  inTransaction(ground.db, (tx) => linkFile(place.house, tx, { hall: file.hall, id: file.id, use }));
const unlink = (file: StoredFile, use = "case:1") =>
  inTransaction(ground.db, (tx) => unlinkFile(place.house, tx, { hall: file.hall, id: file.id, use }));
const nothing = { files: 0, links: 0, uploads: 0, parts: 0, blobs: 0 };

/** After a refusal: no row, no blob, no object, nothing half received. */
async function assertNoTrace(before: readonly string[] = []): Promise<void> {
  assert.deepEqual(await countRows(ground.db), nothing);
  assert.deepEqual((await place.objects()).sort(), [...before].sort());
}

test("[C7] a file is stored under its name, with its type by content, its pages and both digests, and can be read again", async () => {
  const bytes = pdf({ pages: 3 });
  const file = await give(bytes, "  营业执照（副本）.PDF");
  const { id, ...facts } = file;
  assert.deepEqual(facts, {
    hall: chaozhou,
    name: "营业执照（副本）.pdf",
    type: "pdf",
    mediaType: "application/pdf",
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    sm3: createHash("sm3").update(bytes).digest("hex"),
    scan: "unscanned",
    pages: 3,
    uploader: `citizen:${applicant.id}`,
    uploadedAt: place.clock.now(),
  });
  assert.deepEqual(await findFile(ground.db, chaozhou, id), file);
  const read = await (await openFile(place.house, chaozhou, id)).toArray();
  assert.ok(Buffer.concat(read).equals(bytes));
});

test("SM3 is the one of GB/T 32905: its own example", () => {
  const digest = createHash("sm3").update("abc").digest("hex");
  assert.equal(digest, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
});

test("a name without an ending gets the one of its content", async () => {
  assert.equal((await give(jpg(), "身份证")).name, "身份证.jpg");
  assert.equal((await give(jpg(), "身份证.jpeg")).name, "身份证.jpeg");
});

test("what is refused leaves no trace: wrong type, wrong name, too large, hostile, empty, nobody", async () => {
  const before = await place.objects();
  await assert.rejects(give(pdf(), "a.exe"), { code: "material/type-not-allowed" });
  await assert.rejects(give(Buffer.from("<svg onload=x>"), "a.jpg"), { code: "material/type-not-allowed" });
  await assert.rejects(give(jpg(), "a.pdf"), { code: "material/name-mismatch", kind: "invalid" });
  await assert.rejects(give(doc(), "a.docx"), { code: "material/name-mismatch" });
  await assert.rejects(give(png(), "a.png", { rules: { types: ["pdf", "jpg"] } }), {
    code: "material/type-not-allowed",
  });
  await assert.rejects(give(png(), "a", { rules: { types: ["pdf", "jpg"] } }), { code: "material/type-not-allowed" });
  await assert.rejects(give(pdf(), "../a.pdf"), { code: "material/bad-name" });
  await assert.rejects(give(Buffer.alloc(0)), { code: "material/empty" });
  await assert.rejects(give(docx([{ name: "word/vbaProject.bin", content: "x" }]), "a.docx"), {
    code: "material/active-content",
  });
  await assert.rejects(give(pdf({ more: "x".repeat(3000) }), "a.pdf", { rules: { mostBytes: 2000 } }), {
    code: "blob/too-large",
  });
  await assert.rejects(give(pdf(), "a.pdf", { size: 30_000_000 }), { code: "material/too-large" });
  await assert.rejects(give(pdf(), "a.pdf", { by: anonymous }), { code: "material/not-signed-in" });
  await assertNoTrace(before);
});

test("a sender who breaks off leaves no trace", async () => {
  const before = await place.objects();
  async function* broken() {
    yield pdf().subarray(0, 100);
    throw new Error("aborted");
  }
  await assert.rejects(give(pdf(), "a.pdf", { stream: broken() }), /aborted/);
  await assertNoTrace(before);
});

test("the same content sent fifty times at once is fifty files and one blob; another hall keeps its own", async () => {
  const bytes = pdf({ pages: 2, name: "the same" });
  const before = (await place.objects()).length;
  const files = await Promise.all(Array.from({ length: 50 }, (_each, at) => give(bytes, `第 ${at} 份.pdf`)));
  assert.equal(new Set(files.map(({ id }) => id)).size, 50);
  assert.deepEqual(await countRows(ground.db), { ...nothing, files: 50, blobs: 1 });
  assert.equal((await place.objects()).length, before + 1);
  const [blob] = await runStatement<{ uses: number }>(
    ground.db,
    "select uses from kernel.blob where hall = $1 and sha256 = $2",
    [chaozhou, files[0]?.sha256],
  );
  assert.equal(blob?.uses, 50);
  await give(bytes, "a.pdf", { hall: haikou });
  assert.equal((await countRows(ground.db)).blobs, 2);
});

test("a file and what it is given for stand or fall together", async () => {
  const within = async () => {
    throw new Error("the draft is gone");
  };
  await assert.rejects(give(pdf({ name: "falls" }), "a.pdf", { within }), /draft is gone/);
  const rows = await countRows(ground.db);
  assert.equal(rows.files, 0);
  assert.equal(rows.blobs, 1, "the content waits, seen by nobody");
  place.clock.advance(day + 1);
  assert.equal(await sweepBlobs(place.house), 1);
  assert.equal((await countRows(ground.db)).blobs, 0);
});

test("what nothing refers to for seven days is swept; what is linked stays, also after it was linked twice", async () => {
  const [forgotten, kept, shared] = [
    await give(pdf({ name: "1" })),
    await give(pdf({ name: "2" })),
    await give(pdf({ name: "3" })),
  ];
  await link(kept);
  await link(kept);
  await link(shared, "case:1");
  await link(shared, "case:2");
  await unlink(shared, "case:1");
  place.clock.advance(7 * day);
  assert.deepEqual(await sweepFiles(place.house), { files: 0, uploads: 0 });
  place.clock.advance(1);
  assert.deepEqual(await sweepFiles(place.house), { files: 1, uploads: 0 });
  assert.equal(await findFile(ground.db, chaozhou, forgotten.id), undefined);
  assert.equal((await findFiles(ground.db, chaozhou, [kept.id, shared.id, forgotten.id])).size, 2);
  await assert.rejects(link(forgotten), { kind: "not-found", code: "material/no-file" });

  await unlink(kept);
  await unlink(shared, "case:2");
  await unlink(shared, "case:2");
  place.clock.advance(7 * day + 1);
  assert.equal((await sweepFiles(place.house)).files, 2);
  place.clock.advance(day + 1);
  await sweepBlobs(place.house);
  assert.deepEqual(await countRows(ground.db), nothing);
});

test("a file linked while the sweep runs is either linked or gone, never a link to nothing", async () => {
  const files: StoredFile[] = [];
  for (let at = 0; at < 20; at += 1) files.push(await give(pdf({ name: `race ${at}` })));
  place.clock.advance(8 * day);
  const [swept, ...links] = await Promise.allSettled([sweepFiles(place.house), ...files.map((file) => link(file))]);
  assert.equal(swept.status, "fulfilled");
  const linked = links.filter(({ status }) => status === "fulfilled").length;
  const rows = await countRows(ground.db);
  assert.equal(rows.links, linked);
  assert.equal(rows.files, linked);
});

test("files come back by what refers to them, in the order they were given", async () => {
  const [one, two] = [await give(pdf({ name: "a" }), "一.pdf"), await give(png(), "二.png")];
  await link(two, "case:9");
  await link(one, "case:9");
  assert.deepEqual(
    (await filesOf(ground.db, chaozhou, "case:9")).map(({ name }) => name),
    ["一.pdf", "二.png"],
  );
  assert.deepEqual(await filesOf(ground.db, haikou, "case:9"), []);
  assert.equal((await findFiles(ground.db, chaozhou, [])).size, 0);
});

test("a neighbour may not use somebody's file", async () => {
  const file = await give(pdf());
  requireUploader(applicant, file);
  assert.throws(() => requireUploader(neighbour, file), { kind: "forbidden", code: "material/not-uploader" });
  assert.throws(() => requireUploader(anonymous, file), { code: "material/not-uploader" });
});

test("an account sends three hundred files an hour and no more", async () => {
  await runStatement(ground.db, "delete from kernel.rate", []);
  const one = () => give(Buffer.alloc(0)).catch((error: { code: string }) => error.code);
  const codes = new Set<unknown>();
  for (let at = 0; at < 300; at += 1) codes.add(await one());
  assert.deepEqual([...codes], ["material/empty"]);
  assert.equal(await one(), "kernel/too-many-requests");
});
