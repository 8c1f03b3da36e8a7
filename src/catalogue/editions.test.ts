import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { bytes, catalogueHouse, editor, hall, neighbour } from "./catalogue.fixture.ts";
import { diffEditions, editionWork, enterEdition, importItems } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);
const enter = (name: string, entries: [string, string][], actor = editor) =>
  inTransaction(db, (tx) =>
    enterEdition(house, tx, actor, {
      name,
      title: `行政许可事项通用目录（${name}年版）`,
      entries: entries.map(([baseCode, title]) => ({ baseCode, name: title, taskType: "01" })),
    }),
  );

test("[B4] two editions differ by what was added, changed and cancelled, and each city gets its own work list", async () => {
  await enter("2015", [
    ["a", "甲"],
    ["b", "乙"],
    ["c", "丙"],
  ]);
  await enter("2017", [
    ["b", "乙"],
    ["c", "丙（新）"],
    ["d", "丁"],
  ]);
  const difference = await diffEditions(db, "2015", "2017");
  assert.deepEqual(
    difference.added.map(({ name }) => name),
    ["丁"],
  );
  assert.deepEqual(
    difference.cancelled.map(({ name }) => name),
    ["甲"],
  );
  assert.deepEqual(
    difference.changed.map(({ from, to }) => [from.name, to.name]),
    [["丙", "丙（新）"]],
  );

  const items = [
    ["chaozhou", "445100", "a"],
    ["chaozhou", "445100", "c"],
    ["shantou", "440500", "d"],
  ].map(([city, division, base]) =>
    JSON.stringify({ taskName: `${base}`, localTaskCode: `${city}-${base}`, localCatalogCode: base, division }),
  );
  await importItems(house, editor, {
    hall,
    division: "445100",
    title: "清单",
    format: "jsonl",
    content: bytes(items.join("\n")),
  });
  const work = await editionWork(db, { from: "2015", to: "2017" }, ["445100", "440500"]);
  assert.deepEqual(
    work.map(({ division, work, baseCode, items }) => [division, work, baseCode, ...items]),
    [
      ["445100", "add", "d"],
      ["445100", "change", "c", "chaozhou-c"],
      ["445100", "cancel", "a", "chaozhou-a"],
      ["440500", "add", "c"],
    ],
  );
});

test("an edition is entered once, by an editor, without a code twice", async () => {
  await enter("2020", [["a", "甲"]]);
  await assert.rejects(enter("2020", [["a", "甲"]]), { code: "catalogue/edition-exists" });
  await assert.rejects(
    enter("2021", [
      ["a", "甲"],
      ["a", "乙"],
    ]),
    { code: "catalogue/bad-edition" },
  );
  await assert.rejects(enter("2021", [["a", "甲"]], neighbour), { code: "catalogue/not-editor" });
  await assert.rejects(diffEditions(db, "2020", "2021"), { code: "catalogue/no-edition" });
});
