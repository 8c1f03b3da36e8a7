import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { importItems } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { city, county, editor, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";
import { linksOf } from "../probe/index.ts";
import { investment, topicPageList } from "./topic-page-data.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
before(async () => {
  ({ house } = guideHouse(db));
  server = await guideServer(house);
});
after(async () => {
  await server?.app.close();
  await close();
});

const get = async (url: string) => (await server.app.inject({ url })).body;
const mainOf = (html: string) => /<main id="main">([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
const textOf = (html: string) =>
  mainOf(html)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("[A9] an event of life leads step by step: what comes first stands first, with the items of this hall", async () => {
  const body = await get(`/topics/restaurant?hall=${county}`);
  const text = textOf(body);
  const at = (words: string) => text.lastIndexOf(words);
  assert.ok(at("1. 一次办") < at("先办这一步") && at("先办这一步") < at("开办餐饮店“一件事”"));
  assert.ok(at("2. 先登记") < at("个体工商户设立登记") && at("个体工商户设立登记") < at("3. 再办食品经营许可"));
  assert.match(text, /目录里还没有的：消防检查/, "a step without an item is named, not hidden");
  const links = linksOf("", mainOf(body)).filter((link) => link.startsWith("/items/"));
  assert.equal(new Set(links).size, links.length, "an item stands at one step");
});

test("[A9] a hall without its own item shows that of the hall above, by its name", async () => {
  const text = textOf(await get("/topics/marriage?hall=445103"));
  assert.match(text, /结婚登记（预约） 潮州市 · 当场办结/);
});

test("[A12] poverty relief and the other special subjects are saved queries: data, found in the catalogue when asked", async () => {
  const topic = topicPageList.find(({ key }) => key === "relief");
  assert.equal(topic?.name, "扶贫助困");
  assert.ok(topic?.special);
  assert.ok(topic?.steps.every(({ query }) => (query.names?.length ?? 0) + (query.bases?.length ?? 0) > 0));
  const text = textOf(await get(`/topics/relief?hall=${county}`));
  assert.match(text, /1\. 基本生活[\s\S]*最低生活保障审核确认[\s\S]*残疾人证办理/);
  const index = await get(`/topics?hall=${county}`);
  for (const { key } of topicPageList) assert.ok(linksOf("", index).includes(`/topics/${key}?hall=${county}`), key);
  assert.equal(new Set(topicPageList.map(({ key }) => key)).size, topicPageList.length);
});

test("[A1] investment items stand in the four stages of the law, the assessments beside them", async () => {
  assert.deepEqual(
    investment.stages.map(({ title }) => title),
    ["立项用地规划许可", "工程建设许可", "施工许可", "竣工验收"],
  );
  const text = textOf(await get(`/investment?hall=${city}`));
  assert.match(text, /1\. 立项用地规划许可[\s\S]*企业投资项目备案[\s\S]*2\. 施工许可[\s\S]*建筑工程施工许可证核发/);
  assert.match(text, /同时办的评估评价[\s\S]*排污许可证核发/);
  assert.match(text, /目录里还没有的：工程建设许可、竣工验收/);
});

test("what differs in its case only stands under one line that opens, with the words of the case", async () => {
  const cases = ["新建", "改建", "延期", "注销"].map((one) => `核发建设工程规划许可证(${one}（含附属设施）)`);
  async function* list(): AsyncGenerator<Uint8Array> {
    for (const [at, taskName] of cases.entries())
      yield Buffer.from(`${JSON.stringify({ taskName, localTaskCode: `f-${at}` })}\n`);
  }
  const told = { hall: city, division: city, title: "规划", format: "jsonl", content: list() } as const;
  await importItems(house, editor, told);
  const html = mainOf(await get(`/investment?hall=${county}`));
  const [fold = ""] = /<details class="fold">[\s\S]*?<\/details>/.exec(html) ?? [];
  assert.match(fold, /^<details class="fold"><summary>核发建设工程规划许可证（[^（]*，4 种情形）/);
  assert.equal(linksOf("", fold).filter((link) => link.startsWith("/items/")).length, 4);
  assert.match(fold, />新建（含附属设施）</);
});
