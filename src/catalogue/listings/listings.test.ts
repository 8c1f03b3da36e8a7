import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import {
  bytes,
  catalogueHouse,
  completeItem,
  editor,
  hall,
  home,
  published,
  republished,
  reviewer,
} from "../catalogue.fixture.ts";
import {
  cancelItem,
  catalogueFigures,
  countBodies,
  countByPlace,
  countThemes,
  countTypes,
  fieldsInUse,
  findSaved,
  importItems,
  itemAddresses,
  listShown,
  placesOfItems,
  publishedChanges,
  saveDraft,
  scoresByBody,
  suspendItem,
} from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house } = catalogueHouse(db);
after(close);

const place = { division: "445100", hall };
const town = { division: "445102111", hall };

/** A row of the public list. */
const row = (digit: number, changes: object) => ({
  code: `1144000000694113522440116013${String(digit).padStart(3, "0")}`,
  baseCode: "440116013000",
  typeStd: "20",
  dept: "潮州市水务局",
  area: "445100",
  levelDigit: "3",
  online: true,
  audiences: ["自然人"],
  ...changes,
});

before(async () => {
  const rows = [
    row(1, { name: "取水查询", themes: ["公用事业"] }),
    row(2, { name: "取水许可", themes: ["环保绿化"], typeStd: "01", audiences: ["自然人", "企业法人"] }),
    row(3, { name: "没有主题的事", themes: [] }),
    row(4, { name: "只有企业办的事", themes: [], audiences: ["企业法人"], dept: "潮州市城管局" }),
    row(5, { name: "不知道谁办的事", themes: [], audiences: [] }),
    row(6, { name: "镇里办的事", themes: ["公用事业"], area: "445102111", dept: "磷溪镇人民政府" }),
  ];
  const content = bytes(rows.map((one) => JSON.stringify(one)).join("\n"));
  const report = await importItems(house, editor, { hall, division: hall, title: "清单", format: "jsonl", content });
  assert.equal(report.added, rows.length);
});

const names = async (filter: object) =>
  (await listShown(db, { places: [place], ...filter }, { from: 0, size: 100 })).items.map(({ name }) => name).sort();

test("items are listed where their body works; another place has none of them", async () => {
  assert.deepEqual(await placesOfItems(db), [
    { ...place, items: 5 },
    { ...town, items: 1 },
  ]);
  assert.equal((await names({})).length, 5);
  assert.deepEqual(await names({ places: [town] }), ["镇里办的事"]);
  assert.deepEqual(await names({ places: [] }), []);
  assert.deepEqual(await names({ places: [{ division: "445100", hall: "440000" }] }), [], "kept by another hall");
});

test("a theme has its items, and 其他 also those without one whom the entry serves: so each is listed somewhere", async () => {
  assert.deepEqual(await names({ theme: { entry: "person", code: "P27" } }), ["取水查询"]);
  assert.deepEqual(await names({ theme: { entry: "person", code: "P31" } }), ["不知道谁办的事", "没有主题的事"]);
  assert.deepEqual(await names({ theme: { entry: "legal", code: "L34" } }), ["只有企业办的事"]);
  const counts = await countThemes(db, [place]);
  assert.equal(counts.items, 5);
  for (const entry of ["person", "legal"] as const) {
    for (const [code, count] of counts.entries[entry].themes) {
      assert.equal((await names({ theme: { entry, code } })).length, count, code);
    }
    assert.equal((await names({ entry })).length, counts.entries[entry].items, entry);
  }
  assert.deepEqual(await countByPlace(db, { entry: "person", code: "P27" }), [
    { ...place, items: 1 },
    { ...town, items: 1 },
  ]);
});

test("bodies and types are counted as their lists give them", async () => {
  const bodies = await countBodies(db, [place]);
  assert.deepEqual(
    bodies.map(({ name, items }) => [name, items]),
    [
      ["潮州市水务局", 4],
      ["潮州市城管局", 1],
    ],
  );
  for (const { items, ...body } of bodies) assert.equal((await names({ bodies: [body] })).length, items);
  assert.deepEqual(
    (await countBodies(db, [place], "legal")).map(({ name }) => name),
    ["潮州市城管局", "潮州市水务局"],
  );
  for (const { taskType, items } of await countTypes(db, [place])) {
    assert.equal((await names({ taskType: taskType ?? null })).length, items);
  }
});

test("pages of a list hold each item once, whatever their size", async () => {
  const all = await names({});
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), async (size) => {
      const found: string[] = [];
      for (let from = 0; from < all.length + size; from += size) {
        const { items, total } = await listShown(db, { places: [place] }, { from, size });
        assert.equal(total, all.length);
        found.push(...items.map(({ name }) => name));
      }
      assert.deepEqual(found.sort(), all);
    }),
    { numRuns: 7 },
  );
});

test("[A12] a saved query finds by base code, words, other names and themes, leaves out what it must, and finds nothing when empty", async () => {
  const find = async (query: Parameters<typeof findSaved>[1]) =>
    (await findSaved(db, query, [place, town], 100)).map(({ name }) => name).sort();
  assert.deepEqual(await find({ names: ["取水"] }), ["取水查询", "取水许可"]);
  assert.deepEqual(await find({ names: ["取水 许可"] }), ["取水许可"]);
  assert.deepEqual(await find({ names: ["取水"], without: ["查询"] }), ["取水许可"]);
  assert.deepEqual(await find({ bases: ["440116013001", "440116013006"] }), ["取水查询", "镇里办的事"]);
  assert.deepEqual(await find({ themes: ["P27"] }), ["取水查询", "镇里办的事"]);
  assert.deepEqual(await find({}), []);
  assert.deepEqual(await find({ without: ["取水"] }), []);
  for (const words of ["%", "_", "\\", "'; drop table catalogue.item; --"])
    assert.deepEqual(await find({ names: [words] }), []);
});

test("changes tell what became public, newest first, and nothing of drafts", async () => {
  const before = (await publishedChanges(db, [place], { from: 0, size: 100 })).total;
  const item = await published(house, completeItem(), home);
  const draft = completeItem({ taskName: "还是草稿" });
  await inTransaction(db, (tx) => saveDraft(house, tx, editor, { content: draft, item, revision: 0 }));
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, { item, reason: "系统升级" }));
  const { changes, total } = await publishedChanges(db, [place], { from: 0, size: 2 });
  assert.equal(total, before + 2);
  assert.deepEqual(
    changes.map(({ item: of, kind }) => [of, kind]),
    [
      [item, "suspend"],
      [item, "publish"],
    ],
  );
  assert.ok((await names({})).includes(completeItem().taskName), "a suspended item stays to be seen");
  await inTransaction(db, (tx) =>
    cancelItem(house, tx, reviewer, { item, reason: "取消", document: "国发〔2026〕1号" }),
  );
  const [last] = (await publishedChanges(db, [place], { from: 0, size: 1 })).changes;
  assert.equal(last?.kind, "cancel");
  assert.equal(last?.document, "国发〔2026〕1号");
  assert.ok(!(await names({})).includes(completeItem().taskName), "a cancelled one does not");
  const { items, total: pages } = await itemAddresses(db, { from: 0, size: 100 });
  assert.ok(items.length === pages && !items.some(({ id }) => id === item));
});

test("fields in use are those of the version in use, and what it inherits", async () => {
  const item = await published(house, completeItem({ faqs: [{ question: "问", answer: "答" }] }));
  const of = async () =>
    (await fieldsInUse(house, [place], ["faqs", "flow", "byLaw"])).find((one) => one.item === item);
  assert.deepEqual((await of())?.fields.faqs, [{ question: "问", answer: "答" }]);
  await republished(house, item, completeItem({ faqs: [{ question: "新问", answer: "答" }] }));
  assert.deepEqual((await of())?.fields.faqs, [{ question: "新问", answer: "答" }]);
  assert.ok((await of())?.fields.flow);
  assert.deepEqual(Object.keys((await fieldsInUse(house, [town], ["faqs"]))[0]?.fields ?? {}), []);
});

test("figures add up: depths make the whole, and every body has its score", async () => {
  const figures = await catalogueFigures(db, [place]);
  assert.equal(
    figures.depths.reduce((sum, one) => sum + one),
    figures.items,
  );
  const scores = await scoresByBody(db, [place]);
  assert.equal(
    scores.reduce((sum, { items }) => sum + items, 0),
    figures.items,
  );
  const average = scores.reduce((sum, { items, score }) => sum + items * score, 0) / figures.items;
  assert.ok(Math.abs(average - figures.score) < 1e-9);
  assert.ok(figures.limits.shorter <= figures.limits.items && figures.noVisit <= figures.items);
});
