import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listItems, suspendItem } from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { county, editor, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";

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

const get = (url: string) => server.app.inject({ url });
const entriesOf = (feed: string) => feed.match(/<entry>[\s\S]*?<\/entry>/g) ?? [];

test("the feed of a hall names what its own catalogue published, newest first, each change under a name that stays", async () => {
  const { headers, body } = await get(`/feeds/items.atom?hall=${county}`);
  assert.equal(headers["content-type"], "application/atom+xml; charset=utf-8");
  assert.match(body, /<title>湘桥区网上办事大厅：事项变动<\/title>/);
  const entries = entriesOf(body);
  assert.equal(entries.length, 16);
  assert.match(entries.join(""), /<title>新公布：食品经营许可（新办）<\/title>/);
  assert.match(entries.join(""), /<id>urn:uuid:[0-9a-f-]{36}#\d+<\/id>/);
  assert.doesNotMatch(body, /围垦河道/, "another hall's item");
  assert.match((await get("/feeds/items.atom")).body, /新公布：围垦河道/);
});

test("what is suspended comes first in the feed with its reason, as text and never as markup", async () => {
  const { items } = await listItems(db, { state: "published" }, { size: 100 });
  const item = items.find(({ name, hall }) => name === "生育登记" && hall === county);
  assert.ok(item);
  const suspend = { item: item.id, reason: "系统升级<b>&" };
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, suspend));
  server.cache.invalidate(["listings"]);
  const { body } = await get(`/feeds/items.atom?hall=${county}`);
  const [first = ""] = entriesOf(body);
  assert.match(first, /<title>暂停办理：生育登记<\/title>/);
  assert.match(first, /系统升级&lt;b&gt;&amp;/);
  assert.doesNotMatch(body, /[^\P{Cc}\n\t]/u, "no control characters");
});

test("the index of the site map leads to parts that name every home, column, department and item once", async () => {
  const index = (await get("/sitemap.xml")).body;
  assert.match(index, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<sitemapindex xmlns="http:\/\/www.sitemaps.org/);
  const parts = [...index.matchAll(/<loc>https:\/\/hall\.example\.cn([^<]*)<\/loc>/g)].map(([, path = ""]) => path);
  assert.deepEqual(parts, ["/sitemaps/halls", "/sitemaps/departments", "/sitemaps/items-1"]);
  const maps = await Promise.all(parts.map(async (part) => (await get(part)).body));
  const all = maps.flatMap((map) => [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = ""]) => address));
  assert.equal(new Set(all).size, all.length, "each once");
  const { items } = await listItems(db, {}, { size: 200 });
  for (const { id } of items) assert.ok(all.includes(`https://hall.example.cn/items/${id}`), id);
  for (const path of ["/", "/halls/445100", "/departments/cz-001", `/services?hall=${county}`, "/supervision"]) {
    assert.ok(all.includes(`https://hall.example.cn${path}`), path);
  }
  assert.equal((await get("/sitemaps/items-2")).statusCode, 404);
  assert.equal((await get("/sitemaps/items-0")).statusCode, 404);
  const robots = await get("/robots.txt");
  assert.match(robots.body, /^User-agent: \*\n[\s\S]*Sitemap: https:\/\/hall\.example\.cn\/sitemap\.xml\n$/);
});

test("a hall that publishes nothing has an empty feed, and a hall nobody knows gets that of the site", async () => {
  assert.equal(entriesOf((await get("/feeds/items.atom?hall=440300")).body).length, 0);
  const unknown = (await get("/feeds/items.atom?hall=999999")).body;
  assert.match(unknown, /广东省网上办事大厅/);
});
