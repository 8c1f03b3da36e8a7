import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listMisses } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { county, guideHouse, guideServer, guides, province } from "../guide/guide.fixture.ts";
import { linksOf } from "../probe/index.ts";

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
const at = (query: Record<string, string>) => `/search?${new URLSearchParams(query).toString()}`;
const titlesOf = (body: string) =>
  [...body.matchAll(/<h3><a href="\/items\/[^"]*">([^<]*)<\/a><\/h3>/g)].map(([, title]) => title);

test("everyday words find the item, say why, and say how they were understood", async () => {
  const { statusCode, body } = await get(at({ q: "开饭店要办什么证", hall: county }));
  assert.equal(statusCode, 200);
  assert.match(body, /“开饭店”已理解为/);
  assert.match(body, /没有计入“/);
  assert.match(body, /别名：<mark>开饭店<\/mark>/);
  assert.equal(titlesOf(body)[0], "食品经营许可（新办）");
  assert.match(body, /承诺 <b>7 个工作日<\/b>/);
  assert.match(body, /data-hall="445102"/);
  assert.match(body, /<input type="hidden" name="hall" value="445102"\/?>/, "the next search stays in the hall");
});

test("a whole name has its one best answer, whose guide is one click away", async () => {
  const { body } = await get(at({ q: "围垦河道" }));
  assert.match(body, /最合适/);
  const [, href = ""] = /<h2 id="best"><a href="(\/items\/[^"]*)">围垦河道<\/a>/.exec(body) ?? [];
  assert.equal((await get(href)).statusCode, 200);
  assert.doesNotMatch(body, /在线办理/, "nothing to apply with is mounted, so nothing leads there");
});

test("filters narrow by hall, audience, department, theme and depth, and are taken back by one link", async () => {
  const all = (await get(at({ q: "登记", hall: county }))).body;
  const own = (await get(at({ q: "登记", hall: county, from: county }))).body;
  assert.ok(titlesOf(own).length > 0);
  assert.match(own, /已选 1 项/);
  const countOf = (body: string) => Number(/找到 ?<b>(\d+)<\/b>/.exec(body)?.[1]);
  assert.equal(countOf(all), 2 * countOf(own), "the county's items and those of its city");
  const said = [...all.matchAll(/name="(\w+)" value="([^"]+)".{1,300}?class="count">(\d+)</gs)];
  assert.deepEqual([...new Set(said.map(([, name]) => name))], ["from", "audience", "depth", "department", "theme"]);
  for (const [, name = "", value = "", count] of said) {
    const { body } = await get(at({ q: "登记", hall: county, [name]: value }));
    assert.equal(countOf(body), Number(count), `${name}=${value} leaves as many as it says`);
  }
  const none = (await get(at({ q: "登记", hall: county, theme: "没有的主题" }))).body;
  assert.match(none, /筛选后没有事项/);
  assert.match(none, /清除全部筛选/);
  assert.match(none, /name="theme" value="没有的主题" checked/, "what was chosen is still to be seen");
});

test("a list of several pages has each item once, and beyond the last page stands the last", async () => {
  const first = (await get(at({ hall: county }))).body;
  const pages = Number(/第 (\d+) 页" *>\d+<\/a><\/li><li><a href="[^"]*" rel="next"/.exec(first)?.[1] ?? 0);
  assert.ok(pages > 1, "more than one page");
  const seen = new Set<string>();
  for (let page = 1; page <= pages; page += 1) {
    const { body } = await get(at({ hall: county, page: `${page}` }));
    for (const [, id = ""] of body.matchAll(/<h3><a href="\/items\/([0-9a-f-]{36})/g)) {
      assert.ok(!seen.has(id), `${id} twice`);
      seen.add(id);
    }
  }
  assert.equal(seen.size, 33);
  const beyond = (await get(at({ hall: county, page: "999" }))).body;
  assert.match(beyond, new RegExp(`aria-current="page"><span class="sr">第 </span>${pages}<`));
});

test("a phrase that finds nothing is noted for the editors, unless it may be about a person", async () => {
  const { body } = await get(at({ q: "养龙许可🐉魑魅" }));
  if (!body.includes("没有找到")) assert.fail("the phrase was to find nothing");
  assert.match(body, /已经记下/);
  assert.match(body, /12345/);
  const personal = (await get(at({ q: "魑魅魍魉13800138000" }))).body;
  assert.doesNotMatch(personal, /已经记下/);
  const phrases = (await listMisses(db, province, "2026-01-01")).map(({ phrase }) => phrase);
  assert.ok(phrases.length === 1 && !phrases.join("").includes("138"));
});

test("what shares no more than a word with the phrase is not passed off as an answer, and the phrase is noted", async () => {
  const { body } = await get(at({ q: "火星公司" }));
  assert.match(body, /没有与“火星公司”正好相符的事项/);
  assert.doesNotMatch(body, /最合适/);
  const phrases = (await listMisses(db, province, "2026-01-01")).map(({ phrase }) => phrase);
  assert.ok(phrases.includes("火星公司"));
});

test("[A9] what this hall does not have is said before what is near, with who handles it, and is noted", async () => {
  const { body } = await get(at({ q: "驾照丢了怎么补", hall: county }));
  const [, said = ""] = /<div class="notice">(.*?)<\/div><\/div>/s.exec(body) ?? [];
  assert.match(said, /这个大厅还没有“机动车驾驶证遗失补证”这个事项/);
  assert.match(said, /一般找：公安交警/);
  assert.match(said, /已经记下/);
  assert.doesNotMatch(body, /最合适/);
  const [near] = titlesOf(body);
  if (near !== undefined) assert.ok(body.indexOf(said) < body.indexOf(near), "before what is near");
  const phrases = (await listMisses(db, county, "2026-01-01")).map(({ phrase }) => phrase);
  assert.ok(phrases.includes("驾照丢了怎么补"));
});

test("nothing that is typed breaks the page, and nothing of it becomes markup", async () => {
  const hostile = ["<script>alert(1)</script>", "'\"><img src=x>", "\ud800", "%", "a".repeat(9000), "证".repeat(900)];
  for (const words of hostile) {
    for (const name of ["q", "hall", "from", "audience", "department", "theme", "depth", "page"]) {
      const { statusCode, body } = await get(at({ q: "登记", [name]: words }));
      assert.equal(statusCode, 200, `${name} ${words.slice(0, 20)}`);
      assert.doesNotMatch(body, /<script>alert|<img src=x/);
      assert.ok(body.length < 100_000, "what was typed is not repeated without end");
    }
  }
  for (const address of [
    "/search?q=%00%ff",
    "/search?q=a&q=b",
    "/search?page=-1",
    "/search?page=1e9",
    "/search?depth=9",
  ]) {
    assert.ok((await get(address)).statusCode < 500, address);
  }
});

test("no link of a search leads nowhere", async () => {
  for (const address of ["/search", at({ q: "开饭店", hall: county }), at({ q: "魑魅魍魉" })]) {
    const links = [...new Set(linksOf(address, (await get(address)).body))];
    for (const link of links.filter((one) => !one.startsWith("/halls/") && !one.startsWith("/assets/"))) {
      const { statusCode } = await get(link);
      assert.ok(statusCode === 200 || statusCode === 303, `${link} on ${address}: ${statusCode}`);
    }
  }
});
