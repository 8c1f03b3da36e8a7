import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inTransaction } from "../db/index.ts";
import { openTestDb } from "../testing/index.ts";
import {
  type CodeMapping,
  type CodeTable,
  codeMappings,
  codeTables,
  correctCodeValue,
  correctMapping,
  createCodes,
  loadCodes,
  syncCodeTables,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const at = new Date("2026-11-24T09:00:00+08:00");
const nothing = { added: [], changed: [], removed: [], kept: [] };

beforeEach(() =>
  inTransaction(db, async (tx) => {
    await tx.deleteFrom("kernel.code_mapping").execute();
    await tx.deleteFrom("kernel.code_value").execute();
    await tx.deleteFrom("kernel.code_table").execute();
  }),
);

const value = (code: string, name: string) => ({ code, name, key: undefined, note: undefined });
const colours: CodeTable = {
  key: "colour",
  name: "颜色",
  source: "试",
  confidence: "ours",
  note: undefined,
  values: [value("1", "红"), value("2", "黄")],
};
const map = (ours: string, theirs: string, direction: CodeMapping["direction"] = "both"): CodeMapping => ({
  partner: "guangdong",
  table: "colour",
  ours,
  theirs,
  direction,
  confidence: "ours",
});
const sync = (tables: readonly CodeTable[], mappings: readonly CodeMapping[] = []) =>
  inTransaction(db, (tx) => syncCodeTables(tx, tables, mappings));
const correct = (code: string, name: string) =>
  inTransaction(db, (tx) => correctCodeValue(tx, { table: "colour", code, name }, at));
const version = async () =>
  (await db.selectFrom("kernel.code_table").select("version").where("key", "=", "colour").executeTakeFirst())?.version;

test("all shipped tables, values and mappings reach the database and come back as they were shipped", async () => {
  const first = await inTransaction(db, (tx) => syncCodeTables(tx));
  const values = codeTables.flatMap((table) => table.values);
  assert.equal(first.added.length, codeTables.length + values.length + codeMappings.length);
  assert.deepEqual({ ...first, added: [] }, nothing);
  const loaded = await loadCodes(db);
  const shipped = createCodes(codeTables, codeMappings);
  for (const { key } of codeTables) {
    assert.deepEqual(
      loaded.values(key).map((one) => ({ ...one, retired: undefined })),
      shipped.values(key).map((one) => ({ ...one, retired: undefined })),
      key,
    );
  }
  for (const { partner, table, ours, theirs } of codeMappings) {
    assert.equal(loaded.map(partner, table, ours), shipped.map(partner, table, ours));
    assert.equal(loaded.mapBack(partner, table, theirs), shipped.mapBack(partner, table, theirs));
  }
});

test("loading the same edition again changes nothing, not even a version", async () => {
  await sync([colours], [map("1", "R")]);
  assert.deepEqual(await sync([colours], [map("1", "R")]), nothing);
  assert.equal(await version(), 1);
  assert.deepEqual(await sync([{ ...colours, name: "色" }], [map("1", "R")]), { ...nothing, changed: ["colour"] });
  assert.equal(await version(), 2, "a new name alone is a new version");
});

test("two processes that load at the same time both succeed and load once", async () => {
  await Promise.all([1, 2, 3].map(() => inTransaction(db, (tx) => syncCodeTables(tx))));
  assert.deepEqual(await inTransaction(db, (tx) => syncCodeTables(tx)), nothing);
});

test("a new edition adds, renames, reorders and retires, says so and raises the version", async () => {
  await sync([colours]);
  const next = { ...colours, name: "颜色（新）", values: [value("3", "蓝"), value("1", "大红")] };
  assert.deepEqual(await sync([next]), {
    added: ["colour/3"],
    changed: ["colour", "colour/1"],
    removed: ["colour/2"],
    kept: [],
  });
  const codes = await loadCodes(db);
  assert.deepEqual(
    codes.values("colour").map((one) => one.name),
    ["蓝", "大红"],
  );
  assert.equal(codes.label("colour", "2"), "黄", "old cases still have the name");
  assert.equal(await version(), 2);
  assert.deepEqual((await sync([colours])).changed, ["colour", "colour/1", "colour/2"], "a value can come back");
});

test("a value corrected in the hall outlives new editions, and the report says it was kept", async () => {
  await sync([colours]);
  await correct("2", "明黄");
  assert.equal(await version(), 2);
  assert.deepEqual(await sync([colours]), { ...nothing, kept: ["colour/2"] });
  assert.deepEqual(await sync([{ ...colours, values: [value("1", "红"), value("2", "暗黄")] }]), {
    ...nothing,
    kept: ["colour/2"],
  });
  assert.deepEqual(
    await sync([{ ...colours, values: [value("1", "红")] }]),
    nothing,
    "also when it is no longer shipped",
  );
  assert.equal((await loadCodes(db)).label("colour", "2"), "明黄");
  assert.equal(await version(), 2);
});

test("a value of the hall's own stands at the end and stays", async () => {
  await sync([colours]);
  await correct("9", "其他");
  assert.deepEqual(await sync([colours]), nothing);
  assert.deepEqual(
    (await loadCodes(db)).values("colour").map((one) => one.code),
    ["1", "2", "9"],
  );
});

test("a table of the hall's own is not touched; one that is no longer shipped keeps its names", async () => {
  await sync([colours]);
  const own = { key: "own", name: "本厅", source: "本厅", confidence: "ours" as const, note: null, version: 1 };
  await inTransaction(db, async (tx) => {
    await tx.insertInto("kernel.code_table").values(own).execute();
    await correctCodeValue(tx, { table: "own", code: "A", name: "甲" }, at);
  });
  assert.deepEqual(await sync([]), { ...nothing, removed: ["colour/1", "colour/2"] });
  const codes = await loadCodes(db);
  assert.equal(codes.values("own").length, 1);
  assert.deepEqual([codes.label("colour", "1"), codes.values("colour").length], ["红", 0]);
});

test("a corrected mapping answers instead of the shipped one, through new editions too", async () => {
  await sync([colours], [map("1", "R"), map("2", "Y")]);
  await inTransaction(db, (tx) => correctMapping(tx, map("1", "RED"), at));
  assert.deepEqual(await sync([colours], [map("1", "R"), map("2", "Y")]), {
    ...nothing,
    kept: ["guangdong:colour/1→R"],
  });
  assert.deepEqual((await sync([colours], [map("1", "ROT"), map("2", "Y")])).kept, ["guangdong:colour/1→ROT"]);
  const codes = await loadCodes(db);
  assert.equal(codes.map("guangdong", "colour", "1"), "RED");
  assert.equal(codes.mapBack("guangdong", "colour", "RED"), "1");
  assert.equal(codes.mapBack("guangdong", "colour", "R"), undefined);
  assert.equal(codes.map("guangdong", "colour", "2"), "Y");
});

test("a partner may give an old code a new meaning in a new edition", async () => {
  await sync([colours], [map("1", "R"), map("2", "Y")]);
  const report = await sync([colours], [map("1", "Y"), map("2", "R")]);
  assert.equal(report.added.length, 2);
  assert.equal(report.removed.length, 2);
  const codes = await loadCodes(db);
  assert.deepEqual([codes.map("guangdong", "colour", "1"), codes.mapBack("guangdong", "colour", "R")], ["Y", "2"]);
});

test("the database refuses two answers to one question and a mapping of no table", async () => {
  await sync([colours], [map("1", "R")]);
  await assert.rejects(sync([colours], [map("1", "R"), map("2", "R")]), { code: "23505" });
  await assert.rejects(sync([colours], [map("1", "R"), { ...map("1", "R"), table: "no_such" }]), { code: "23503" });
  assert.equal((await loadCodes(db)).mapBack("guangdong", "colour", "R"), "1", "no trace is left");
});

test("a correction to a table that does not exist is refused and leaves no trace", async () => {
  const refused = { name: "HallError", kind: "not-found", code: "codes/no-such-table" };
  await assert.rejects(correct("1", "红"), refused);
  await assert.rejects(
    inTransaction(db, (tx) => correctMapping(tx, map("1", "R"), at)),
    refused,
  );
  assert.deepEqual(await db.selectFrom("kernel.code_value").selectAll().execute(), []);
  assert.deepEqual(await db.selectFrom("kernel.code_mapping").selectAll().execute(), []);
});
