import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Item, listItems, suspendItem } from "../../catalogue/index.ts";
import { codeTables } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { city, county, editor, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";
import { crawl, linksOf } from "../probe/index.ts";
import { themeIcons } from "../theme-icons.ts";

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
const textOf = (html: string) => html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, " ");
const mainOf = (html: string) => /<main id="main">([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
const columns = ["/disclosure", "/investment", "/services", "/participation", "/supervision"];
function itemOf(name: string, hall: string): Item {
  const found = items.find((one) => one.name === name && one.hall === hall);
  assert.ok(found, `${name} at ${hall}`);
  return found;
}

test("[A1] the five columns stand on every page of every hall, each says something of its own, and each is read in its hall", async () => {
  for (const hall of ["", `?hall=${city}`, `?hall=${county}`]) {
    const texts = new Set<string>();
    for (const column of columns) {
      const { statusCode, body } = await get(column + hall);
      assert.equal(statusCode, 200, column + hall);
      assert.match(body, new RegExp(`href="${column}[^"]*" aria-current="page"`));
      for (const other of columns)
        assert.ok(linksOf("", body).includes(other + hall), `${column}${hall} → ${other}${hall}`);
      const text = textOf(mainOf(body)).replace(/\s+/g, " ");
      assert.ok(text.length > 200, `${column}${hall} says ${text.length} signs`);
      assert.doesNotMatch(text, /undefined|null|NaN|\[object/);
      texts.add(text);
    }
    assert.equal(texts.size, columns.length);
  }
});

test("[A1] nothing on the columns and what they lead to is a dead link, in the province, a city, a county and a hall without items", async () => {
  const start = ["", `?hall=${city}`, `?hall=${county}`, "?hall=440300"].flatMap((hall) =>
    columns.map((one) => one + hall),
  );
  const follow = (address: string) =>
    !/^\/(halls|prefer|search|departments|ui|assets|apply|sign-in|inbox)/.test(address);
  const fetch = async (url: string) => {
    const { statusCode, headers, body } = await get(url);
    return { statusCode, body, location: headers.location };
  };
  const { pages, dead } = await crawl(fetch, start, { follow });
  assert.deepEqual(dead, []);
  assert.ok(pages > 300, `${pages} pages`);
});

test("[A2] one item is entered by the person, by the enterprise and by the department, and is the same page each time", async () => {
  const item = itemOf("个体工商户设立登记", county);
  const guide = `/items/${item.id}`;
  const departments = (await get(`/services/departments?hall=${county}`)).body;
  const [, body = ""] = /href="(\/services\/departments\/[^"]*)"/.exec(departments) ?? [];
  for (const [entry, list] of [
    ["/services/person", "/themes/p-establish"],
    ["/services/legal", "/themes/l-other"],
  ] as const) {
    assert.ok(linksOf("", (await get(`${entry}?hall=${county}`)).body).includes(`${list}?hall=${county}`), entry);
  }
  assert.ok(linksOf("", (await get(`/themes/p-establish?hall=${county}`)).body).includes(guide));
  const food = `/items/${itemOf("食品经营许可（新办）", county).id}`;
  assert.ok(linksOf("", (await get(`/themes/l-permit?hall=${county}`)).body).includes(food));
  assert.match(departments, /湘桥区市场监督管理/);
  const lists = linksOf("", departments).filter(
    (link) => link.startsWith("/departments/") || link.startsWith("/services/departments/"),
  );
  const pages = await Promise.all(lists.map(async (link) => linksOf("", (await get(link)).body)));
  for (const address of [guide, food])
    assert.ok(
      pages.some((links) => links.includes(address)),
      `${address} ${body}`,
    );
  const records = items.filter(({ name, hall }) => name === item.name && hall === county);
  assert.equal(records.length, 1, "one record");
});

test("[A8] the 31 and the 34 are entered in the order of a life, each with its icon, its count and its page", async () => {
  for (const [entry, table] of [
    ["person", "person_theme"],
    ["legal", "legal_theme"],
  ] as const) {
    const { body } = await get(`/services/${entry}?hall=${county}`);
    const shipped = codeTables.find(({ key }) => key === table)?.values ?? [];
    const shown = [
      ...body.matchAll(
        /href="\/themes\/([\w-]+)\?hall=445102"><svg[\s\S]*?<\/svg><span>([^<]*)<small class="quiet"> (\d+)/g,
      ),
    ];
    assert.deepEqual(
      shown.map(([, key, name]) => [key, name]),
      shipped.map(({ key, name }) => [key, name]),
    );
    for (const [, key = "", , count] of shown) {
      assert.ok(themeIcons[key], key);
      const page = await get(`/themes/${key}?hall=${county}`);
      assert.equal(page.statusCode, 200, key);
      const listed = new Set(linksOf("", mainOf(page.body)).filter((link) => link.startsWith("/items/")));
      assert.equal(listed.size, Number(count), key);
    }
  }
  assert.equal((await get("/themes/p-nonsense")).statusCode, 404);
});

test("an item without a theme of an entry is found under 其他, so that every item an entry serves has its place there", async () => {
  const { body } = await get(`/services/person?hall=${county}`);
  const counted = Number(/有 (\d+) 项面向个人/.exec(body)?.[1]);
  const listed = new Set<string>();
  for (const [, key] of body.matchAll(/href="\/themes\/([\w-]+)\?/g)) {
    const links = linksOf("", mainOf((await get(`/themes/${key}?hall=${county}`)).body));
    for (const link of links) if (link.startsWith("/items/")) listed.add(link);
  }
  assert.equal(listed.size, counted);
});

test("an upper hall tells plainly what lies below, a lower one what those above do, and a theme nobody has says so", async () => {
  const above = mainOf((await get("/themes/p-establish")).body);
  assert.match(textOf(above), /下级大厅[\s\S]*潮州市[\s\S]*6 项/, "the city with its county");
  assert.ok(linksOf("", above).includes(`/themes/p-establish?hall=${city}`));
  const below = mainOf((await get(`/themes/p-other?hall=${county}`)).body);
  assert.match(textOf(below), /上级大厅也为您办[\s\S]*潮州市/);
  assert.match(textOf((await get("/themes/p-military")).body), /还没有事项/);
});

test("a list says when an item is out of use for a time, and forgets it when the page is told to", async () => {
  const item = itemOf("生育登记", city);
  const list = `/themes/p-birth?hall=${city}`;
  assert.doesNotMatch((await get(list)).body, /暂停办理/);
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, { item: item.id, reason: "系统升级" }));
  assert.doesNotMatch((await get(list)).body, /暂停办理/, "kept");
  server.cache.invalidate(["listings"]);
  assert.match((await get(list)).body, /生育登记<\/span><span class="meta">暂停办理/);
});

test("hostile addresses are refused or answered as text", async () => {
  for (const words of ["<script>alert(1)</script>", "' or 1=1 --", "%00", "../../etc/passwd", "🏛".repeat(30)]) {
    const text = encodeURIComponent(words);
    for (const address of [
      `/themes/${text}`,
      `/topics/${text}`,
      `/laws/${text}`,
      `/laws?q=${text}`,
      `/services?hall=${text}`,
      `/services/departments/${text}`,
      `/disclosure/powers?type=${text}`,
      `/feeds/items.atom?hall=${text}`,
      `/items/${text}/form`,
      `/items/${text}/flow.svg`,
      `/sitemaps/${text}`,
    ]) {
      const { statusCode, body } = await get(address);
      assert.ok([200, 303, 400, 404, 422].includes(statusCode), `${statusCode} ${address}`);
      assert.doesNotMatch(body, /<script>alert/, address);
    }
  }
  for (const page of ["0", "-1", "1e9", "9999"])
    assert.ok((await get(`/themes/p-other?page=${page}`)).statusCode < 500);
});
