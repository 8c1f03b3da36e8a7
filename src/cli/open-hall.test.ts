import assert from "node:assert/strict";
import { after, test } from "node:test";
import { hallsToKeep, mayEditItem, mayKeepList, saveDraft } from "../catalogue/index.ts";
import { seatsOf } from "../identity/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes, parseHallCode } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { openTestDb, testSeal } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { windowsOf } from "../organization/index.ts";
import { findDivision, hallsOf, sitesOf } from "../region/index.ts";
import { engageFirst, equipHall, openHall } from "./open-hall.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const clock = fixedClock("2026-03-02T10:00:00+08:00");
const parts: Partial<House> = {
  config: readConfig(findRoot(), false, {}),
  secret: Buffer.alloc(32, 7),
  seal: testSeal,
  clock,
  codes: createCodes(codeTables, []),
  db,
  log: createLog({ level: "silent" }),
  outbox: createOutbox({ clock, hears: [] }),
  pages: createKeptPages(),
};
const house = parts as House;
const document = "潮州市网上办事大厅建设工作方案（2013年）";

test("[A5] a branch hall is one command: place, address, theme, sites, departments with windows, and an editor who can work in it and nowhere else", async () => {
  const report = await openHall(house, {
    division: "445172",
    place: { name: "某新区", upper: "445100", takes: ["445102111"] },
    document,
    host: "xinqu.example.cn",
    hue: 210,
  });
  const { hall, path, departments, sites } = report;
  assert.deepEqual([hall, path], ["445172", "/h/445172"]);
  const opened = (await hallsOf(house)).find("445172");
  assert.deepEqual(
    [opened?.host, opened?.hue, opened?.upper, opened?.division.kind],
    ["xinqu.example.cn", 210, "445100", "functional"],
  );
  assert.ok(departments > 20);
  assert.equal((await windowsOf(db, hall)).length, departments);
  assert.equal((await sitesOf(db, hall)).length, sites);
  assert.ok(sites > 1, "the town and its villages");

  const { account } = await engageFirst(house, { hall, loginName: "xinqu-editor", post: "editor" });
  const seats = await seatsOf(db, account);
  const posts = seats.map(({ duty }) => duty);
  const editor: Actor = { kind: "staff", id: account, assurance: 3, posts, seats };
  assert.deepEqual([hallsToKeep(editor), mayKeepList(editor, hall)], [["445172"], true]);
  for (const other of ["445100", "445102"])
    assert.equal(mayEditItem(editor, { hall: other, department: undefined }), false);
  const content = { taskName: "某事项", localTaskCode: "xq-1", deptName: "某新区教育局" };
  const draft = (home: string) =>
    inTransaction(db, (tx) =>
      saveDraft(house, tx, editor, { content, home: { hall: parseHallCode(home), division: home }, reason: "新编" }),
    );
  await assert.rejects(draft("445102"), { code: "catalogue/not-yours" });
  assert.ok((await draft("445172")).item);
});

test("[A5] a new town becomes a station, a new village a point of the hall above, with no hall of its own", async () => {
  const town = await openHall(house, {
    division: "445122199",
    place: { name: "新镇", upper: "445122", takes: [] },
    document,
  });
  assert.deepEqual([town.kind, town.hall, town.path], ["station", "445122", "/halls/445122199"]);
  const village = await openHall(house, {
    division: "445122199201",
    place: { name: "新村", upper: "445122199", takes: [] },
    document,
  });
  assert.deepEqual([village.kind, village.hall], ["point", "445122"]);
  const kinds = (await sitesOf(db, parseHallCode("445122")))
    .filter(({ division }) => division.code.startsWith("445122199"))
    .map(({ kind }) => kind);
  assert.deepEqual(kinds, ["station", "point"]);
});

test("[A5] what cannot be opened leaves nothing: a hall that is there, a host that is taken, a place above that is not", async () => {
  await assert.rejects(openHall(house, { division: "445102", document }), { code: "region/hall-exists" });
  const place = { name: "又一区", upper: "445100", takes: [] };
  await assert.rejects(openHall(house, { division: "445173", place, document, host: "不是域名" }), {
    code: "region/bad-host",
  });
  assert.equal(await findDivision(db, "445173"), undefined);
  await assert.rejects(openHall(house, { division: "445173", place: { ...place, upper: "449900" }, document }), {
    code: "region/no-division",
  });
  await assert.rejects(openHall(house, { division: "445173", document }), { code: "region/no-division" });
});

test("[A5] a hall that is open gets the departments and posts it lacks once, and its administrator", async () => {
  const hall = parseHallCode("445103");
  assert.ok((await equipHall(house, hall, document)).departments > 20);
  assert.equal((await equipHall(house, hall, document)).departments, 0);
  const { account } = await engageFirst(house, { hall, loginName: "chaoan-admin", post: "administrator" });
  assert.deepEqual(
    (await seatsOf(db, account)).map((seat) => [seat.hall, seat.duty]),
    [["445103", "hall-administrator"]],
  );
  const again = engageFirst(house, { hall, loginName: "chaoan-admin", post: "administrator" });
  await assert.rejects(again, { code: "identity/login-name-taken" });
});
