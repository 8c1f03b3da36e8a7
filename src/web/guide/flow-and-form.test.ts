import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  approveLegality,
  findVersion,
  type Item,
  type ItemDocument,
  listItems,
  publishItem,
  saveDraft,
  submitForReview,
} from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { layoutFlow } from "../../process/index.ts";
import { formOf } from "./blank-form.ts";
import { city, county, editor, guideHouse, guideServer, guides, province, reviewer } from "./guide.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
let items: readonly Item[];
before(async () => {
  ({ house } = guideHouse(db));
  server = await guideServer(house);
  ({ items } = await listItems(db, {}, { size: 100 }));
});
after(async () => {
  await server?.app.close();
  await close();
});

const get = (url: string) => server.app.inject({ url });
const textOf = (html: string) =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
async function documentOf(item: Item): Promise<ItemDocument> {
  const version = await findVersion(house, item.id, item.version);
  assert.ok(version);
  return version.document;
}
function itemOf(name: string, hall: string): Item {
  const found = items.find((one) => one.name === name && one.hall === hall);
  assert.ok(found, `${name} at ${hall}`);
  return found;
}

test("[B11] the chart of every guide is drawn from the flow that runs: each step and each way, and the same in words", async () => {
  for (const item of items.filter(({ appliable }) => appliable)) {
    const { flow } = await documentOf(item);
    assert.ok(flow, item.name);
    const { body } = await get(`/items/${item.id}`);
    const svg = /<svg[^>]*aria-label="[^"]*流程图[^"]*"[\s\S]*?<\/svg>/.exec(body)?.[0] ?? "";
    const chart = layoutFlow(flow);
    assert.equal(svg.match(/<rect/g)?.length, chart.boxes.length, item.name);
    assert.equal(svg.match(/class="target-thin"/g)?.length, chart.lines.length, item.name);
    const words = textOf(body.slice(body.indexOf(svg) + svg.length));
    for (const { name } of chart.boxes) assert.ok(words.includes(name), `${item.name}: ${name}`);
    assert.doesNotMatch(words.slice(0, 2000), /window-officer|undefined/);
  }
});

test("[B11] a chart is a picture of its own, and an item without a flow has none", async () => {
  const joint = itemOf("开办餐饮店“一件事”", county);
  const { statusCode, headers, body } = await get(`/items/${joint.id}/flow.svg`);
  assert.equal(statusCode, 200);
  assert.equal(headers["content-type"], "image/svg+xml; charset=utf-8");
  assert.match(body, /^<\?xml[^>]*\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.doesNotMatch(body, /<script|style=/);
  const listed = itemOf("围垦河道", province);
  assert.equal((await get(`/items/${listed.id}/flow.svg`)).statusCode, 404);
  assert.ok(!(await get(`/items/${listed.id}`)).body.includes("flow.svg"));
});

test("[B7] guide, blank form and flow come from one version: every question of the form stands on paper, in one place for all", async () => {
  for (const item of items.filter(({ appliable, hall }) => appliable && hall === county)) {
    const form = formOf(await documentOf(item));
    assert.ok(form, item.name);
    assert.ok((await get(`/items/${item.id}`)).body.includes(`href="/items/${item.id}/form"`), item.name);
    const { statusCode, body } = await get(`/items/${item.id}/form`);
    assert.equal(statusCode, 200);
    const text = textOf(body);
    for (const { fields } of form.pages)
      for (const { label } of fields) assert.ok(text.includes(label), `${item.name}: ${label}`);
    assert.ok(text.includes(`第 ${item.version} 版`) && text.includes(item.code));
    assert.doesNotMatch(text, /undefined|null|\[object/);
  }
  const all = (await get(`/services/forms?hall=${county}`)).body;
  assert.equal(
    all.match(/href="\/items\/[^"]*\/form"/g)?.length,
    items.filter(({ hall, depth }) => hall === county && depth >= 3).length,
  );
  const listed = itemOf("围垦河道", province);
  assert.equal((await get(`/items/${listed.id}/form`)).statusCode, 404, "no form, no empty paper");
  assert.ok(!(await get(`/items/${listed.id}`)).body.includes("表格下载"));
});

test("[B7] a file of a material is offered only where its source gave an address", async () => {
  const food = itemOf("食品经营许可（新办）", city);
  const content = await documentOf(food);
  const [first, second, ...rest] = content.materials ?? [];
  assert.ok(first && second);
  const materials = [
    { ...first, formGuid: "https://files.example.cn/blank.docx" },
    { ...second, formGuid: "GUID-4711", exampleGuid: "javascript:alert(1)" },
    ...rest,
  ];
  await publishNext(food, { ...content, materials });
  server.cache.invalidate(["items"]);
  const { body } = await get(`/items/${food.id}`);
  assert.ok(body.includes('href="https://files.example.cn/blank.docx"'));
  assert.doesNotMatch(body, /GUID-4711|javascript:/);
});

test("[A11] every guide says its basis and its flow, or says that its source does not; without both nothing is published", async () => {
  for (const item of items) {
    const text = textOf((await get(`/items/${item.id}`)).body);
    const { byLaw = [], flow } = await documentOf(item);
    assert.ok(
      byLaw.length > 0 ? text.includes(byLaw[0]?.title ?? "-") : text.includes("还没有公布设定依据"),
      item.name,
    );
    assert.ok(flow ? text.includes("流程图") : text.includes("还没有公布办理流程"), item.name);
  }
  const food = itemOf("食品经营许可（新办）", county);
  for (const [without, rule] of [
    ["byLaw", "G01"],
    ["flow", "G02"],
  ] as const) {
    const { [without]: _, ...content } = await documentOf(food);
    await assert.rejects(publishNext(food, content), (error: Error & { details?: unknown }) => {
      return JSON.stringify(error.details).includes(rule);
    });
  }
  assert.equal((await listItems(db, {}, { size: 100 })).items.find(({ id }) => id === food.id)?.version, food.version);
});

/** Publishes a next version, with all the steps there are, in one transaction. */
async function publishNext(item: Item, content: ItemDocument): Promise<void> {
  await inTransaction(db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item: item.id, revision: 0 });
    await submitForReview(house, tx, editor, { item: item.id, reason: "报审" });
    await approveLegality(house, tx, reviewer, { item: item.id, reason: "合法" });
    await publishItem(house, tx, editor, { item: item.id, reason: "修订" });
  });
}
