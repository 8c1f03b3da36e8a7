import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides, applyHouse, applyServer, city, newCitizen, visitor } from "../apply/apply.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
const { house, itemOf, runNews, tidyUp } = await applyHouse(db);
let server: HallServer;
before(async () => {
  await runNews();
  server = await applyServer(house);
});
after(async () => {
  await server?.app.close();
  await tidyUp();
  await close();
});

const item = "食品经营许可（新办）";

test("[E10] an agent is empowered for some items of a hall, by name or code, and both sides read which", async () => {
  const head = await newCitizen(house, { company: "潮州样例餐饮有限公司" });
  const agent = await newCitizen(house);
  const browser = visitor(server, head.cookie);
  const href = `/account/companies/${head.company?.id}`;
  const form = `${href}/mandates/new`;
  await browser.open(form);
  const told = { name: agent.name, idNumber: agent.idNumber, from: "2026-03-02", until: "2026-12-31" };
  const nowhere = await browser.send(form, { ...told, hall: "all", items: item });
  assert.deepEqual([nowhere.status, /请选一个大厅/.test(nowhere.text)], [422, true]);
  assert.match(nowhere.body, /<textarea[^>]*name="items"[^>]*>食品经营许可/);
  const unknown = await browser.send(form, { ...told, hall: city, items: `${item}\n没有这件事` });
  assert.match(unknown.body, /id="items-error"[\s\S]*没有这件事/);
  const other = itemOf("建筑工程施工许可证核发");
  const items = `${item}\n${other.code}`;
  assert.equal((await browser.send(form, { ...told, hall: city, items })).to, `${href}?done=granted`);
  const words = /食品经营许可（新办）、建筑工程施工许可证核发，只在潮州市/;
  assert.match((await browser.open(href)).text, words);

  const other2 = visitor(server, agent.cookie);
  assert.match((await other2.open("/account/acting")).text, words);
  assert.match((await other2.open(`/apply/${itemOf(item).id}`)).text, /潮州样例餐饮有限公司/);
  const elsewhere = await other2.open(`/apply/${itemOf("居住证申领").id}`);
  assert.ok(!elsewhere.text.includes("潮州样例餐饮有限公司"), "the mandate does not cover it");
});
