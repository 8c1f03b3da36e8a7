import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import type { SearchEntry } from "./entry.ts";
import {
  indexItems,
  refreshTokens,
  removeItems,
  retireSynonym,
  search,
  suggest,
  syncSynonyms,
  teachSynonym,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

const hall = parseHallCode("440104");
const base: SearchEntry = {
  itemId: "food",
  hall,
  name: "食品经营许可（新办）",
  alias: ["开饭店", "餐饮许可"],
  plain: [],
  department: "广州市越秀区市场监督管理局",
  departmentShort: "区市场监管局",
  codes: ["440131004000"],
  themes: ["准营准办"],
  audiences: ["自然人", "企业法人"],
  depth: 4,
  state: "published",
  popularity: 10,
};

const entries: SearchEntry[] = [
  base,
  { ...base, itemId: "food-query", name: "食品经营许可查询", alias: [], hall: parseHallCode("440000"), depth: 1 },
  {
    ...base,
    itemId: "shop",
    name: "个体工商户设立登记",
    alias: ["开店办执照"],
    themes: ["设立变更"],
    codes: ["440131901000"],
  },
  { ...base, itemId: "birth", name: "出生登记", alias: [], departmentShort: "区公安分局", audiences: ["自然人"] },
  { ...base, itemId: "move", name: "户口迁出", alias: [], departmentShort: "区公安分局", audiences: ["自然人"] },
  { ...base, itemId: "far", name: "食品经营许可（深圳）", alias: [], hall: parseHallCode("440300") },
  { ...base, itemId: "gone", name: "食品经营许可（已取消）", alias: [], state: "cancelled" },
  {
    ...base,
    itemId: "house",
    name: "不动产转移登记（二手房买卖）",
    alias: ["房屋过户"],
    departmentShort: "不动产登记中心",
  },
];

await inTransaction(db, async (tx) => {
  await syncSynonyms(tx);
  await indexItems(tx, entries);
});

async function idsFor(words: string): Promise<string[]> {
  return (await search(db, { words, hall })).hits.map(({ itemId }) => itemId);
}

test("A name is found first, with the reason and the whole name marked", async () => {
  const { hits, best } = await search(db, { words: "个体工商户设立登记", hall });
  assert.equal(hits[0]?.itemId, "shop");
  assert.equal(hits[0]?.reason, "名称相同");
  assert.deepEqual(hits[0]?.highlights, [[0, 9]]);
  assert.equal(best?.itemId, "shop");
});

test("The name stands before names that begin with it, and these before other names", async () => {
  await inTransaction(db, (tx) =>
    indexItems(tx, [
      { ...base, itemId: "t1", name: "渡口", alias: [], popularity: 0 },
      { ...base, itemId: "t2", name: "渡口设置", alias: [], popularity: 5 },
      { ...base, itemId: "t3", name: "码头管理", alias: ["渡口"], popularity: 9 },
    ]),
  );
  assert.deepEqual((await idsFor("渡口")).slice(0, 3), ["t1", "t2", "t3"]);
  await inTransaction(db, (tx) => removeItems(tx, ["t1", "t2", "t3"]));
});

test("An everyday question finds the item by its other name, and the words of asking are told", async () => {
  const { hits, understood } = await search(db, { words: "开饭店要办什么证？", hall });
  assert.equal(hits[0]?.itemId, "food");
  assert.equal(hits[0]?.reason, "别名：开饭店");
  assert.deepEqual(understood.dropped, ["要办什么证"]);
  assert.ok(understood.synonyms.some(({ means }) => means.includes("食品经营许可")));
});

test("给娃上户口 finds the registration of a birth, by the words the law uses", async () => {
  const { hits } = await search(db, { words: "给娃上户口", hall });
  assert.equal(hits[0]?.itemId, "birth");
  assert.equal(hits[0]?.reason, "“给娃上户口”即“出生登记”");
});

test("A wrong sign is undone and said", async () => {
  const { hits, understood } = await search(db, { words: "食品经菅许可", hall });
  assert.equal(hits[0]?.itemId, "food");
  assert.equal(hits[0]?.reason, "错字纠正：经菅→经营");
  assert.deepEqual(understood.corrected, { from: "经菅", to: "经营" });
  assert.deepEqual(hits[0]?.highlights, [[0, 6]]);
});

test("A sign too many, one too few and two that changed places are undone", async () => {
  assert.equal((await idsFor("个体工商户的设立登记"))[0], "shop");
  assert.equal((await idsFor("个体工户设立登记"))[0], "shop");
  assert.equal((await idsFor("个体工商户立设登记"))[0], "shop");
});

test("Signs of the same sound are undone", async () => {
  assert.equal((await idsFor("出声登记"))[0], "birth");
});

test("Initials and whole syllables find an item, and the signs they stand for are marked", async () => {
  const initials = await search(db, { words: "gtgsh", hall });
  assert.equal(initials.hits[0]?.itemId, "shop");
  assert.equal(initials.hits[0]?.reason, "拼音首字母");
  assert.deepEqual(initials.hits[0]?.highlights, [[0, 5]]);
  const syllables = await search(db, { words: "HuKou", hall });
  assert.equal(syllables.hits[0]?.itemId, "move");
  assert.equal(syllables.hits[0]?.reason, "拼音");
});

test("A code finds its item, from its first signs on", async () => {
  assert.equal((await idsFor("440131901000"))[0], "shop");
  assert.equal((await idsFor("440131901"))[0], "shop");
});

test("Case, width, spaces, punctuation and traditional script change nothing", async () => {
  const expected = await idsFor("食品经营许可");
  for (const words of ["食 品 经 营　许 可", "《食品经营许可》", "食品經營許可", " 食品-经营,许可！"]) {
    assert.deepEqual(await idsFor(words), expected, words);
  }
  assert.deepEqual(await idsFor("ＧＴＧＳＨ"), await idsFor("gtgsh"));
});

test("Items of the halls above are found, those of a neighbour and those taken back are not; the nearest comes first", async () => {
  const found = await idsFor("食品经营");
  assert.ok(found.includes("food-query"));
  assert.ok(!found.includes("far"));
  assert.ok(!found.includes("gone"));
  const twins: SearchEntry[] = ["440000", "440100", "440104"].map((one) => {
    return { ...base, itemId: `twin-${one}`, hall: parseHallCode(one), name: "犬类登记", alias: [] };
  });
  await inTransaction(db, (tx) => indexItems(tx, twins));
  assert.deepEqual(await idsFor("犬类登记"), ["twin-440104", "twin-440100", "twin-440000"]);
  const province = await search(db, { words: "犬类登记", hall: parseHallCode("440000") });
  assert.deepEqual(
    province.hits.map(({ itemId }) => itemId),
    ["twin-440000", "twin-440100"],
    "its own, and one for the halls below that handle it",
  );
  await inTransaction(db, (tx) =>
    removeItems(
      tx,
      twins.map(({ itemId }) => itemId),
    ),
  );
});

test("Filters narrow, and the counts beside them say what each value would give", async () => {
  const all = await search(db, { words: "登记", hall });
  const narrowed = await search(db, { words: "登记", hall, department: "区公安分局" });
  assert.deepEqual(
    narrowed.hits.map(({ itemId }) => itemId),
    ["birth"],
  );
  assert.equal(narrowed.total, 1);
  assert.deepEqual(narrowed.facets.departments, all.facets.departments);
  assert.equal(narrowed.facets.departments.find(({ value }) => value === "区公安分局")?.count, 1);
  const deep = await search(db, { words: "食品经营", hall, depth: 1 });
  assert.deepEqual(
    deep.hits.map(({ itemId }) => itemId),
    ["food-query"],
  );
  const company = await search(db, { words: "登记", hall, audience: "企业法人", theme: "设立变更" });
  assert.deepEqual(
    company.hits.map(({ itemId }) => itemId),
    ["shop"],
  );
});

test("An empty phrase shows the most used items, and a page beyond the last is empty", async () => {
  const all = await search(db, { words: " ？ ", hall });
  assert.ok(all.total > 4);
  assert.equal(all.missed, false);
  const beyond = await search(db, { words: "", hall, page: 99 });
  assert.deepEqual(beyond.hits, []);
  assert.equal(beyond.total, all.total);
  const paged = await Promise.all([1, 2].map((page) => search(db, { words: "", hall, page, pageSize: 2 })));
  assert.equal(new Set(paged.flatMap(({ hits }) => hits.map(({ itemId }) => itemId))).size, 4);
});

test("What nobody offers is missed, and a filter that fits nothing is no miss", async () => {
  assert.equal(
    (await search(db, { words: "火星移民签注", hall })).hits.some(({ itemId }) => itemId === "food"),
    false,
  );
  assert.equal((await search(db, { words: "龘靐齉", hall })).missed, true);
  assert.equal((await search(db, { words: "食品", hall, theme: "没有的主题" })).missed, false);
});

test("An item that is changed is found by its new name only, and one that is removed not at all", async () => {
  await inTransaction(db, (tx) => indexItems(tx, [{ ...base, itemId: "new", name: "放风筝许可", alias: [] }]));
  assert.deepEqual(await idsFor("放风筝"), ["new"]);
  await inTransaction(db, (tx) => indexItems(tx, [{ ...base, itemId: "new", name: "滑翔伞许可", alias: [] }]));
  assert.ok(!(await idsFor("放风筝")).includes("new"));
  assert.deepEqual(await idsFor("滑翔伞"), ["new"]);
  await inTransaction(db, (tx) => indexItems(tx, [{ ...base, itemId: "new", name: "滑翔伞许可", state: "cancelled" }]));
  assert.deepEqual(await idsFor("滑翔伞"), []);
});

test("What an editor teaches works with the next search, and stays through the next edition", async () => {
  const before = await search(db, { words: "整个档口", hall });
  assert.equal(before.hits[0]?.itemId === "shop", false);
  await inTransaction(db, (tx) => teachSynonym(tx, { said: "整个 档口", means: ["个体工商户设立登记"] }));
  await inTransaction(db, syncSynonyms);
  const { hits } = await search(db, { words: "整个档口", hall });
  assert.equal(hits[0]?.itemId, "shop");
  await inTransaction(db, (tx) => retireSynonym(tx, "整个档口"));
  assert.equal((await search(db, { words: "整个档口", hall })).understood.synonyms.length, 0);
});

test("A synonym without a meaning is refused and leaves no trace", async () => {
  const teach = (said: string, means: string[]) => inTransaction(db, (tx) => teachSynonym(tx, { said, means }));
  await assert.rejects(teach("一二三四五六七八九十一二三", ["登记"]), { code: "catalogue/search-synonym" });
  await assert.rejects(teach("无意义", ["！"]), { code: "catalogue/search-synonym" });
  const rows = await db.selectFrom("catalogue.search_synonym").select("said").where("said", "=", "无意义").execute();
  assert.deepEqual(rows, []);
});

test("Rows of an older dictionary are made again, and only those", async () => {
  const tokens = () =>
    db.selectFrom("catalogue.search_entry").select(["tokens", "edition"]).where("item_id", "=", "move").execute();
  const made = await tokens();
  assert.equal(await inTransaction(db, (tx) => refreshTokens(tx)), 0);
  await inTransaction(db, (tx) =>
    tx
      .updateTable("catalogue.search_entry")
      .set({ edition: "old", tokens: sql<string>`''::tsvector` })
      .where("item_id", "=", "move")
      .execute(),
  );
  assert.notDeepEqual(await tokens(), made);
  assert.equal(await inTransaction(db, (tx) => refreshTokens(tx)), 1);
  assert.deepEqual(await tokens(), made);
});

test("While a person types, names, other names and initials are suggested", async () => {
  const names = async (typed: string) => (await suggest(db, typed, hall)).map(({ itemId }) => itemId);
  assert.equal((await names("个体"))[0], "shop");
  assert.equal((await names("开饭"))[0], "food");
  assert.equal((await names("gtg"))[0], "shop");
  assert.deepEqual(await names(" "), []);
  assert.equal((await suggest(db, "开饭店", hall))[0]?.why, "别名：开饭店");
});
