import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fixedClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { loadHalls, resolveDivision } from "../region/index.ts";
import { changePlace, type PlaceOrder, place } from "./place.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const clock = fixedClock("2026-03-02T10:00:00+08:00");
const parts: Partial<House> = {
  config: readConfig(findRoot(), false, {}),
  clock,
  db,
  log: createLog({ level: "silent" }),
  outbox: createOutbox({ clock, hears: [] }),
  pages: createKeptPages(),
};
const house = parts as House;
const change = (act: PlaceOrder["act"], codes: string[], values: PlaceOrder["values"] = {}) =>
  changePlace(house, { act, codes, values: { document: "国函〔2026〕1号", ...values } });
const today = async (code: string) => (await resolveDivision(db, code)).live.map((one) => `${one.code} ${one.name}`);

test("[A4] by one command each a place is renamed, recoded, moved, split and merged; every old code leads to the place of today", async () => {
  await change("rename", ["445122", "饶平区"]);
  await change("recode", ["445122", "445104"], { name: "饶平新区" });
  assert.deepEqual(await today("445122"), ["445104 饶平新区"]);
  await change("move", ["445104100", "445103"], { code: "445103199" });
  assert.deepEqual(await today("445122100"), ["445103199 黄冈镇"]);
  const part = ["445104:", "445106:上饶区:445104102"];
  await change("split", ["445104"], { part });
  assert.deepEqual(await today("445104102"), ["445104102 上饶镇"]);
  const merged = await change("merge", ["445106", "445103"], { into: "445103" });
  assert.ok(merged);
  assert.deepEqual(await today("445106"), ["445103 潮安区"]);
  assert.equal((await loadHalls(db)).find("445104")?.code, "445122", "the hall keeps its code");
  await assert.rejects(change("rename", ["449999", "某区"]), { code: "region/no-division" });
  await assert.rejects(change("rename", ["445103", "某区"], { document: " " }), { code: "region/no-document" });
});

test("words that are not understood are explained", async () => {
  const wrong = [
    [],
    ["end", "445103"],
    ["rename", "445103", "某区"],
    ["merge", "445103", "--into", "445102", "--document", "x"],
  ];
  for (const args of wrong) assert.equal(await place(args), 64, args.join(" "));
});
