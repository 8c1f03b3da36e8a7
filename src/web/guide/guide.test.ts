import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  approveLegality,
  cancelItem,
  findVersion,
  type Item,
  listItems,
  mergeItems,
  publishItem,
  saveDraft,
  submitForReview,
  suspendItem,
} from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { linksOf } from "../probe/index.ts";
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
const textOf = (html: string) => html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, "");
function itemOf(name: string, hall: string): Item {
  const found = items.find((one) => one.name === name && one.hall === hall);
  assert.ok(found, `${name} at ${hall}`);
  return found;
}
const food = () => itemOf("食品经营许可（新办）", county);

test("[A14] a guide says everything its item holds: conditions, materials, steps, limits, fee, result, basis, questions", async () => {
  const { statusCode, body } = await get(`/items/${food().id}`);
  assert.equal(statusCode, 200);
  const text = textOf(body);
  for (const part of [
    "先取得营业执照等合法主体资格",
    "食品经营许可申请书",
    "免交",
    "现场核查",
    "最长 4 个工作日",
    "7 个工作日",
    "10 个工作日",
    "特殊原因经负责人批准可延长",
    "不收费",
    "食品经营许可证",
    "有效期 5年",
    "邮寄送达",
    "《中华人民共和国食品安全法》第三十五条",
    "只卖预包装食品要办证吗？",
    "12345",
    "不用跑",
    "湘桥区市场监督管理部门",
    food().code,
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.equal(body.match(/class="ruler"/g)?.length, 2, "promise and law side by side");
  assert.match(body, /class="qr"/);
  assert.ok(text.includes("办理地点还没有公布"), "what is unknown is said");
});

test("[A14] ticked situations shorten the materials by address alone, and nothing is lost from sight", async () => {
  const all = (await get(`/items/${food().id}`)).body;
  assert.match(all, /<tr role="row" data-when="1">/, "the style sheet can follow the tick");
  const narrowed = (await get(`/items/${food().id}?when=case2`)).body;
  assert.match(narrowed, /value="case2" checked/);
  const [needed = "", spared = ""] = narrowed.split("按您勾选的情形不用交的 1 项");
  assert.ok(needed.includes("委托代理人授权书和身份证明") && !needed.includes("自动售货设备放置地点"));
  assert.ok(spared.includes("自动售货设备放置地点"));
  assert.doesNotMatch(narrowed, /data-when/, "no row hides behind a tick once the address has narrowed the list");
  assert.equal((await get(`/items/${food().id}?when=case1&when=case2&when=nonsense`)).statusCode, 200);
});

test("an item of which only a list is known says plainly what its source did not write", async () => {
  const { body } = await get(`/items/${itemOf("围垦河道", province).id}`);
  const text = textOf(body);
  for (const part of [
    "还没有公布收不收费",
    "还没有公布设定依据",
    "还没有公布办理流程",
    "来源只写了名称",
    "（2）符合防洪标准",
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.doesNotMatch(text, /undefined|null|NaN|\[object/);
});

test("the button leads to the application where one can apply here, else to how it is done today", async () => {
  const { body } = await get(`/items/${food().id}`);
  assert.ok(body.includes(`<a class="button button-wide" href="/apply/${food().id}"`));
  const listed = (await get(`/items/${itemOf("围垦河道", province).id}`)).body;
  assert.match(listed, /<a class="button button-wide" href="#handle"/);
  assert.match(listed, /<h2 id="handle">/);
  assert.doesNotMatch(listed, /"\/apply/, "an item that cannot be applied for here has no such button");
});

test("the switch of halls keeps the item: another hall's own item is one link away, and ?hall= leads there", async () => {
  const ours = itemOf("食品经营许可（新办）", city);
  const { body } = await get(`/items/${food().id}`);
  assert.ok(body.includes(`href="/items/${ours.id}"`));
  assert.equal((await get(`/items/${food().id}?hall=${city}`)).headers.location, `/items/${ours.id}`);
  const above = (await get(`/items/${itemOf("围垦河道", province).id}?hall=${county}`)).body;
  assert.match(above, /data-hall="445102"/, "the province's item is read in one's own hall");
});

test("the code of an item leads to its page, and what is no item is a 404 that helps", async () => {
  assert.equal((await get(`/items/${food().code}`)).headers.location, `/items/${food().id}`);
  const hostile = [
    "0",
    "x".repeat(61),
    "%00",
    "..%2f..",
    "<script>alert(1)</script>",
    "01890000-0000-7000-8000-000000000000",
  ];
  for (const name of hostile) {
    const { statusCode, body } = await get(
      `/items/${name === "%00" || name.startsWith("..") ? name : encodeURIComponent(name)}`,
    );
    assert.ok([400, 404, 422].includes(statusCode), `${statusCode} ${name}`);
    assert.doesNotMatch(body, /<script>alert/);
  }
  assert.match((await get("/items/no-such-item")).body, /没有这个事项/);
});

test("the facts are a GovernmentService for search engines, in a block that no text can end", async () => {
  const { body } = await get(`/items/${food().id}`);
  const [, json = ""] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(body) ?? [];
  const service: unknown = JSON.parse(json);
  assert.partialDeepStrictEqual(service, {
    "@type": "GovernmentService",
    name: "食品经营许可（新办）",
    url: `https://hall.example.cn/items/${food().id}`,
    provider: { name: "湘桥区市场监督管理部门" },
    areaServed: { name: "湘桥区" },
  });
});

test("a guide is kept for the next visitor until its tag is invalidated", async () => {
  const url = `/items/${itemOf("围垦河道", province).id}`;
  await get(url);
  const { pages } = server.cache;
  await get(url);
  assert.equal(server.cache.pages, pages);
  server.cache.invalidate([`item:${itemOf("围垦河道", province).id}`]);
  assert.ok(server.cache.pages < pages);
});

test("the item of the base catalogue names those who carry it out", async () => {
  const base = itemOf("食品经营许可（新办）", province);
  const { body } = await get(`/items/${base.id}`);
  assert.match(body, /选择您要办的地方/);
  assert.ok(body.includes(`/items/${food().id}`));
});

test("[B3] what a place does differently from the list above it is told on its guide, and only that", async () => {
  const item = itemOf("食品经营许可（新办）", city);
  assert.doesNotMatch((await get(`/items/${item.id}`)).body, /本地与上级目录的不同/);
  const used = await findVersion(house, item.id, item.version);
  assert.ok(used);
  const content = { ...used.document, promiseDays: 5, transactAddr: [{ address: "潮州市枫春路政务服务中心" }] };
  await inTransaction(db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item: item.id, revision: 0 });
    await submitForReview(house, tx, editor, { item: item.id, reason: "报审" });
    await approveLegality(house, tx, reviewer, { item: item.id, reason: "合法" });
    await publishItem(house, tx, editor, { item: item.id, reason: "修订" });
  });
  server.cache.invalidate([`item:${item.id}`]);
  const text = textOf((await get(`/items/${item.id}`)).body);
  assert.ok(text.includes("承诺时限（天数）与上级不同：上级 7，本地 5"));
  assert.ok(text.includes("办理地点本地增加"));
  assert.ok(text.includes("第 2 版"));
});

test("no link of a guide leads nowhere, in every one of the guides", async () => {
  for (const { id } of items) {
    const { statusCode, body } = await get(`/items/${id}`);
    assert.equal(statusCode, 200);
    for (const link of new Set(linksOf("/items", body))) {
      if (!link.startsWith("/items/")) continue;
      const answer = await get(link);
      assert.ok(answer.statusCode === 200 || answer.statusCode === 303, `${link}: ${answer.statusCode}`);
    }
    assert.doesNotMatch(textOf(body.replaceAll(/<script[\s\S]*?<\/script>/g, "")), /undefined|NaN|\[object/);
  }
});

test("[B8] a suspended item says why, a merged one leads to its successor, a cancelled one is gone with its reason", async () => {
  const [one, two, three] = [itemOf("围垦河道", province), food(), itemOf("食品经营许可（新办）", city)];
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, { item: one.id, reason: "系统升级" }));
  server.cache.invalidate([`item:${one.id}`]);
  const stopped = await get(`/items/${one.id}`);
  assert.equal(stopped.statusCode, 200);
  assert.match(stopped.body, /暂停办理[\s\S]*系统升级/);
  await inTransaction(db, (tx) => cancelItem(house, tx, reviewer, { item: three.id, reason: "国务院决定取消" }));
  server.cache.invalidate([`item:${three.id}`]);
  const gone = await get(`/items/${three.id}`);
  assert.equal(gone.statusCode, 410);
  assert.match(gone.body, /2026年3月2日[\s\S]*国务院决定取消/);
  assert.match(gone.body, /没有事项承接/);
  const other = items.find(({ hall, kind, id }) => hall === county && kind === "implementation" && id !== two.id);
  assert.ok(other);
  const { item } = await inTransaction(db, (tx) =>
    mergeItems(house, tx, reviewer, {
      items: [two.id, other.id],
      into: { taskName: "食品经营一件事", localTaskCode: "food-together" },
      reason: "合并办理",
    }),
  );
  server.cache.invalidate([`item:${two.id}`]);
  const merged = await get(`/items/${two.id}`);
  assert.equal(merged.statusCode, 410);
  assert.match(merged.body, /合并办理/);
  assert.ok(merged.body.includes(`href="/items/${item}"`));
});
