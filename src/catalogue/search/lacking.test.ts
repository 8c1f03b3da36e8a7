import assert from "node:assert/strict";
import { after, test } from "node:test";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import type { SearchEntry } from "./entry.ts";
import { indexItems, removeItems, search, syncSynonyms } from "./index.ts";
import { everydayMatters, meantBy } from "./lacking.ts";
import { keyOf } from "./normalize.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

const county = parseHallCode("440104");
const province = parseHallCode("440000");
const neighbour = parseHallCode("440300");

const expelled: SearchEntry = {
  itemId: "expelled",
  hall: county,
  name: "户口迁出",
  alias: [],
  plain: [],
  department: "广州市越秀区公安分局",
  departmentShort: "区公安分局",
  codes: [],
  themes: [],
  audiences: ["自然人"],
  depth: 1,
  state: "published",
  popularity: 0,
};

await inTransaction(db, async (tx) => {
  await syncSynonyms(tx);
  await indexItems(tx, [expelled]);
});

const lackingFor = async (words: string, hall = county) => (await search(db, { words, hall })).lacking?.name;
const bring = (...entries: SearchEntry[]) => inTransaction(db, (tx) => indexItems(tx, entries));
const remove = (...ids: string[]) => inTransaction(db, (tx) => removeItems(tx, ids));

test("[A9] what is lacking is named properly, with who handles it, and nothing near is called the best", async () => {
  const { lacking, best, hits } = await search(db, { words: "给娃上户口要什么材料", hall: county });
  assert.deepEqual(lacking, { name: "出生登记（上户口）", who: "公安派出所" });
  assert.equal(best, undefined);
  assert.equal(hits[0]?.itemId, "expelled", "what is near is still offered");
  assert.equal(await lackingFor("我的 護照 快到期了"), "普通护照");
  assert.equal(await lackingFor("户口迁出"), undefined, "what is there is not lacking");
  assert.equal(await lackingFor(""), undefined);
});

test("[A9] every note ends when an item of that name comes in, here or in a hall below, and not with a neighbour's", async () => {
  const entries = everydayMatters.map(({ name }, at) => ({ ...expelled, itemId: `matter-${at}`, name }));
  await bring(...entries.map((entry) => ({ ...entry, hall: neighbour })));
  assert.equal(await lackingFor("身份证丢了"), "居民身份证丢失补领");
  await bring(...entries);
  const still: string[] = [];
  for (const { name, said } of everydayMatters) {
    for (const pattern of said) {
      const words = pattern.join("");
      if ((await lackingFor(words)) === name) still.push(words);
    }
  }
  assert.deepEqual(still, []);
  assert.equal(await lackingFor("换驾照", province), undefined);
  await remove(...entries.map(({ itemId }) => itemId));
  assert.equal(await lackingFor("换驾照", province), "机动车驾驶证期满换证", "and it is back when the item goes");
});

test("an item that carries the words as another name is what is meant; one that only tells the progress is not", async () => {
  await bring({ ...expelled, itemId: "named", name: "群众事项代办", alias: ["换驾照"] });
  assert.equal(await lackingFor("换驾照"), undefined);
  await remove("named");
  await bring({ ...expelled, itemId: "asked", name: "居民身份证补领进度查询" });
  assert.equal(await lackingFor("身份证丢了"), "居民身份证丢失补领");
  await remove("asked");
});

test("words that hold the words of a matter by chance, or ask for another, are not taken for it", () => {
  const others = [
    "领养老金",
    "工业园入园区申请",
    "身份证办到哪一步了",
    "国外驾照换国内的",
    "企业落户奖励",
    "违章建筑举报",
  ];
  for (const words of others) assert.equal(meantBy(keyOf(words))?.name, undefined, words);
  assert.equal(meantBy(keyOf("公积金贷款买房"))?.name, "住房公积金贷款", "of several the one of which most is said");
});

test("every matter has a name of its own, somebody who handles it, and words that mean it and no other", () => {
  assert.equal(new Set(everydayMatters.map(({ name }) => name)).size, everydayMatters.length);
  for (const { name, who, said } of everydayMatters) {
    assert.match(who, /\p{Script=Han}/u);
    const astray = said.map((pattern) => pattern.join("")).filter((words) => meantBy(words)?.name !== name);
    assert.deepEqual(astray, [], name);
  }
});
