import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { parseDay } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import example from "./examples/law.json" with { type: "json" };
import {
  articleLabel,
  articlesIn,
  articlesOf,
  disclosure,
  enterLaw,
  findArticle,
  findLaw,
  foldTitle,
  type LawText,
  linkTitles,
  parseBasis,
  readArticleNumber,
  searchLaws,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const house = { clock: fixedClock("2026-03-02T10:00:00+08:00") };
const keeper: Actor = { kind: "staff", id: "keeper", assurance: 3, posts: ["disclosure-keeper"], seats: [] };
const neighbour: Actor = { kind: "staff", id: "neighbour", assurance: 3, posts: ["window-officer"], seats: [] };
const enter = (text: object, actor = keeper) => inTransaction(db, (tx) => enterLaw(house, tx, actor, text as LawText));

test("[K4] the shipped law is entered once, and its articles are found by name (the README's example)", async () => {
  await inTransaction(db, async (tx) => disclosure.loadReference?.(tx));
  assert.equal(await inTransaction(db, async (tx) => disclosure.loadReference?.(tx)), 0);
  const article = await findArticle(db, "行政许可法", "第三十二条");
  assert.equal(article?.title, "中华人民共和国行政许可法");
  assert.match(article?.body ?? "", /逾期不告知的，自收到申请材料之日起即为受理/);
  assert.equal(await findArticle(db, "《中华人民共和国行政许可法》", "第三十三条"), undefined);
  assert.equal(await findArticle(db, "没有的法", "第一条"), undefined);
});

test("[K4] a law has versions, and a day is answered with the text then in force", async () => {
  await enter(example.law);
  await enter({ ...example.law, validFrom: "2025-01-01", articles: [{ label: "第一条", body: "新的第一条。" }] });
  const [title, label] = [example.law.title, "第一条"];
  assert.equal((await findArticle(db, title, label))?.body, "新的第一条。");
  assert.equal((await findArticle(db, title, label, parseDay("2024-12-31")))?.body, example.law.articles[0]?.body);
  assert.equal(await findArticle(db, title, label, parseDay("2000-01-01")), undefined);
  const before = await findLaw(db, title, parseDay("2024-12-31"));
  assert.deepEqual(
    (await articlesOf(db, before ?? assert.fail())).map((one) => one.label),
    ["第一条", "第二条之一"],
  );
  await assert.rejects(enter(example.law), { code: "disclosure/version-exists" });
});

test("[K4] an unknown law that is cited becomes a stub, and the stub the law when its text is entered", async () => {
  const [link] = await inTransaction(db, async (tx) => [
    ...(await linkTitles(house, tx, ["《某市养犬管理条例》"])).values(),
  ]);
  assert.equal(link?.stub, true);
  assert.equal((await findLaw(db, "某市养犬管理条例"))?.stub, true);
  const again = await inTransaction(db, async (tx) => [
    ...(await linkTitles(house, tx, ["某市养犬管理条例"])).values(),
  ]);
  assert.equal(again[0]?.law, link?.law);
  const entered = await enter({ ...example.law, title: "某市养犬管理条例" });
  assert.equal(entered.law, link?.law);
  assert.equal((await findLaw(db, "某市养犬管理条例"))?.stub, false);
});

test("[K4] laws are found by words of their title and of their articles, whatever is typed", async () => {
  assert.equal((await searchLaws(db, "行政许可"))[0]?.title, "中华人民共和国行政许可法");
  const inBody = await searchLaws(db, "一次告知");
  assert.deepEqual(
    inBody.map(({ article }) => article?.label),
    ["第三十二条"],
  );
  assert.deepEqual(await searchLaws(db, "！？"), []);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) =>
      assert.ok((await searchLaws(db, text.slice(0, 50))).length <= 20),
    ),
    { numRuns: 60 },
  );
});

test("a neighbour enters no law, and a law with faulty articles is not entered at all", async () => {
  await assert.rejects(enter({ ...example.law, title: "甲法" }, neighbour), { code: "disclosure/not-keeper" });
  const twice = [...example.law.articles, { label: "第1条", body: "又是第一条" }];
  await assert.rejects(enter({ ...example.law, title: "甲法", articles: twice }), { code: "disclosure/bad-article" });
  await assert.rejects(enter({ ...example.law, title: "《》" }), { code: "disclosure/bad-title" });
  assert.equal(await findLaw(db, "甲法"), undefined);
});

test("citations are read with number, clause and every article they name", () => {
  const text = "根据《中华人民共和国行政许可法》（2019年修正）第二十九条第一款、第三十条和《〈某办法〉的补充规定》规定";
  assert.deepEqual(parseBasis(text), [
    {
      title: "中华人民共和国行政许可法",
      number: "2019年修正",
      clause: "第二十九条第一款、第三十条",
      articles: [
        { number: 29, insertion: 0 },
        { number: 30, insertion: 0 },
      ],
    },
    { title: "〈某办法〉的补充规定", number: undefined, clause: undefined, articles: [] },
  ]);
  assert.deepEqual(
    articlesIn("第二十一条至第二十四条").map(({ number }) => number),
    [21, 22, 23, 24],
  );
  assert.deepEqual(articlesIn("第十条之一"), [{ number: 10, insertion: 1 }]);
  assert.deepEqual(parseBasis("没有书名号"), []);
  assert.equal(foldTitle("《中华人民共和国食品安全法》（2021年修正）"), foldTitle("食品安全法"));
});

test("an article's label reads back as its number, up to 第二千条", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 20 }), (number, insertion) => {
      assert.deepEqual(readArticleNumber(articleLabel({ number, insertion })), { number, insertion });
    }),
  );
  assert.equal(articleLabel({ number: 1046, insertion: 0 }), "第一千零四十六条");
  assert.equal(articleLabel({ number: 12, insertion: 0 }), "第十二条");
  assert.equal(readArticleNumber("第二章"), undefined);
});
