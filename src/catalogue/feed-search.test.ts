import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { createOutbox, createWorker } from "../kernel/outbox/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  bytes,
  catalogueHouse,
  completeItem,
  editor,
  hall,
  otherBody,
  published,
  reviewer,
} from "./catalogue.fixture.ts";
import { cancelItem, catalogue, importItems, search, transferPower } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house: bare, clock } = catalogueHouse(db);
const subscriptions = catalogue.subscriptions ?? [];
const house = { ...bare, outbox: createOutbox({ clock, hears: subscriptions }) } as House;
const worker = createWorker(house, { hall, subscriptions });
const found = async (words: string) => (await search(db, { words, hall })).hits.map(({ itemId }) => itemId);

test("a published item is found by its name and its local theme, a transferred one once, a cancelled one no more", async () => {
  const item = await published(house, completeItem({ localTopics: ["摆摊开张"] }));
  assert.deepEqual((await worker.runDue()).errors, []);
  assert.deepEqual(await found("个体工商户设立登记"), [item]);
  assert.deepEqual(await found("摆摊开张"), [item]);
  await inTransaction(db, (tx) => transferPower(house, tx, reviewer, { item, to: otherBody, reason: "划转" }));
  await worker.runDue();
  assert.deepEqual(await found("个体工商户设立登记"), [item]);
  await inTransaction(db, (tx) => cancelItem(house, tx, reviewer, { item, reason: "取消" }));
  await worker.runDue();
  assert.deepEqual(await found("个体工商户设立登记"), []);
});

test("imported items are found after the news of their portion, items of the base catalogue are not", async () => {
  const rows = [
    { taskName: "老年人优待证办理", localTaskCode: "old-1" },
    { taskName: "城乡养犬登记", catalogCode: "440199001000" },
  ];
  const content = bytes(rows.map((row) => JSON.stringify(row)).join("\n"));
  await importItems(house, editor, { hall, division: "445100", title: "清单", format: "jsonl", content });
  assert.deepEqual((await worker.runDue()).errors, []);
  assert.equal((await found("老年人优待证办理")).length, 1);
  assert.deepEqual(await found("城乡养犬登记"), []);
});
