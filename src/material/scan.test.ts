import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { inTransaction, runStatement } from "../kernel/db/index.ts";
import { freePort, openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { jpg, pdf } from "./files.fixture.ts";
import { findFile, linkFile, materialFileAnswer, openFile, sayScan, scanWaiting, storeFile } from "./index.ts";
import { applicant, chaozhou, coming, countRows, day, emptyTables, materialHouse, monday } from "./material.fixture.ts";
import { clamdScanner } from "./scan/index.ts";
import { type ClamdStandIn, eicar, startClamdStandIn } from "./stand-in/clamd.ts";

let ground: TestDb;
let clamd: ClamdStandIn;
let place: Awaited<ReturnType<typeof materialHouse>>;
before(async () => {
  ground = await openTestDb(import.meta.url);
  clamd = await startClamdStandIn();
  place = await materialHouse(ground.db, { scanner: clamd });
});
after(async () => {
  await ground.close();
  await clamd.close();
  await place.close();
});
beforeEach(async () => {
  clamd.mood = "well";
  place.clock.set(monday);
  await emptyTables(ground.db);
});

const infected = (name = "") => pdf({ more: `% ${eicar} ${name}` });
const give = (bytes: Buffer, name = "a.pdf") =>
  storeFile(place.house, { hall: chaozhou, by: applicant, name, stream: coming(bytes) });
const quick = { idleMs: 200, verdictMs: 200 };

test("a file that was looked through says so; one with a virus is refused and leaves no trace", async () => {
  const file = await give(jpg({ tail: randomBytes(300_000) }), "a.jpg");
  assert.equal(file.scan, "clean");
  assert.equal(sayScan(file.scan), "已查杀");
  await assert.rejects(give(infected()), { kind: "invalid", code: "material/infected" });
  const rows = await countRows(ground.db);
  assert.deepEqual([rows.files, rows.blobs], [1, 1]);
  assert.equal((await place.objects()).length, 1);
});

test("the scanner's answers are read exactly: found, clean, and everything else is no verdict", async () => {
  const scanner = clamdScanner(clamd, quick);
  const scan = (text: string) => scanner.scan(coming(Buffer.from(text), 7));
  assert.deepEqual(await scan("harmless"), { clean: true });
  assert.deepEqual(await scan(`x${eicar}`), { clean: false, threat: "Eicar-Test-Signature" });
  for (const mood of ["silent", "cut", "garbled", "too-small"] as const) {
    clamd.mood = mood;
    await assert.rejects(scan("harmless"), { kind: "unavailable", code: "material/scanner-away" }, mood);
  }
  const closed = clamdScanner({ host: "127.0.0.1", port: await freePort() }, quick);
  await assert.rejects(closed.scan(coming(Buffer.from("x"))), { code: "material/scanner-away" });
  const noSocket = clamdScanner({ path: "/nowhere/clamd.ctl" }, quick);
  await assert.rejects(noSocket.scan(coming(Buffer.from("x"))), { code: "material/scanner-away" });
});

test("while the scanner is away files are taken and say 未查杀; when it is back they are looked through", async () => {
  for (const mood of ["cut", "garbled", "too-small"] as const) {
    clamd.mood = mood;
    const file = await give(pdf({ name: mood }));
    assert.equal(file.scan, "unscanned", mood);
    assert.equal(sayScan(file.scan), "未查杀");
  }
  assert.ok(place.lines.some((line) => line.includes("查杀服务没有回答")));
  assert.equal(await scanWaiting(place.house), 0);
  clamd.mood = "well";
  assert.equal(await scanWaiting(place.house), 0, "each was put off");
  place.clock.advance(10 * 60_000);
  assert.equal(await scanWaiting(place.house), 3);
  assert.equal(await scanWaiting(place.house), 0);
});

test("an outage of a day loses nothing: everything is looked through afterwards, asked about less and less meanwhile", async () => {
  clamd.mood = "cut";
  const file = await give(pdf({ name: "outage" }));
  let asked = 0;
  for (let slot = 0; slot < 144; slot += 1) {
    const before = place.lines.length;
    await scanWaiting(place.house);
    asked += place.lines.length - before;
    place.clock.advance(10 * 60_000);
  }
  assert.ok(asked >= 5 && asked <= 10, `asked ${asked} times`);
  clamd.mood = "well";
  place.clock.advance(day);
  assert.equal(await scanWaiting(place.house), 1);
  assert.equal((await findFile(ground.db, chaozhou, file.id))?.scan, "clean");
});

test("a virus found later closes every file of that content and is told, with what refers to it", async () => {
  clamd.mood = "cut";
  const [one, two] = [await give(infected(), "一.pdf"), await give(infected(), "二.pdf")];
  await inTransaction(ground.db, (tx) => linkFile(place.house, tx, { hall: chaozhou, id: two.id, use: "case:7" }));
  clamd.mood = "well";
  assert.equal(await scanWaiting(place.house), 1, "one content, asked once");
  const closed = await findFile(ground.db, chaozhou, one.id);
  assert.equal(closed?.scan, "infected");
  await assert.rejects(openFile(place.house, chaozhou, two.id), { kind: "forbidden", code: "material/blocked" });
  assert.throws(() => closed && materialFileAnswer(place.house, closed), { code: "material/blocked" });
  const events = await runStatement<{ payload: { files: string[]; uses: string[]; threat: string } }>(
    ground.db,
    "select payload from kernel.outbox where hall = $1 and topic = 'material.infection-found'",
    [chaozhou],
  );
  assert.equal(events.length, 1);
  assert.deepEqual(events[0]?.payload.files.toSorted(), [one.id, two.id].toSorted());
  assert.deepEqual(events[0]?.payload.uses, ["case:7"]);
});

test("a hall without a scanner takes files as 未查杀, and looks them through when it gets one", async () => {
  const plain = { ...place.house, config: { ...place.house.config, scanner: undefined } };
  const file = await storeFile(plain, {
    hall: chaozhou,
    by: applicant,
    name: "a.pdf",
    stream: coming(pdf({ name: "p" })),
  });
  assert.equal(file.scan, "unscanned");
  assert.equal(await scanWaiting(plain), 0);
  assert.equal(await scanWaiting(place.house), 1);
});
