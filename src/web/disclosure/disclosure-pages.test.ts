import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listItems } from "../../catalogue/index.ts";
import { disclosure, enterLaw, findLaw, keeperPost } from "../../disclosure/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, anonymous, type HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { county, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";
import { linksOf } from "../probe/index.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
before(async () => {
  ({ house } = guideHouse(db));
  await inTransaction(db, async (tx) => disclosure.loadReference?.(tx));
  server = await guideServer(house);
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
const keeper: Actor = { ...anonymous, kind: "staff", id: "keeper", assurance: 3, posts: [keeperPost], seats: [] };

async function foodGuide(): Promise<string> {
  const { items } = await listItems(db, {}, { size: 100 });
  const food = items.find(({ name, hall }) => name === "食品经营许可（新办）" && hall === county);
  assert.ok(food);
  return `/items/${food.id}`;
}

test("[K4] the basis of a guide leads to the law and to the very article, and the law names the items that stand on it", async () => {
  const guide = await foodGuide();
  const law = await findLaw(db, "中华人民共和国食品安全法");
  assert.ok(law?.stub, "cited before its text is here");
  const basis = (await get(guide)).body;
  assert.ok(basis.includes(`href="/laws/${law.id}?hall=${county}#a35">第三十五条`), "article-level link");
  const stub = (await get(`/laws/${law.id}?hall=${county}`)).body;
  assert.match(textOf(stub), /正文还没有录入/);
  assert.ok(linksOf("", stub).includes(guide));

  await inTransaction(db, (tx) =>
    enterLaw(house, tx, keeper, {
      title: "中华人民共和国食品安全法",
      kind: "law",
      validFrom: "2015-10-01",
      complete: false,
      source: "示例",
      articles: [{ label: "第三十五条", body: "国家对食品生产经营实行许可制度。" }],
    }),
  );
  server.cache.invalidate(["listings"]);
  const entered = (await get(`/laws/${law.id}?hall=${county}`)).body;
  assert.match(entered, /<span id="a35">国家对食品生产经营实行许可制度/);
});

test("[K4] laws are searched by title and by the words of their articles; a hit leads to the article", async () => {
  const found = (await get("/laws?q=%E5%8F%97%E7%90%86")).body;
  const law = await findLaw(db, "行政许可法");
  assert.ok(law);
  assert.ok(found.includes(`href="/laws/${law.id}#a32"`));
  assert.match(textOf((await get("/laws?q=xyz")).body), /没有找到/);
  assert.match(textOf((await get("/laws")).body), /有条文的[\s\S]*中华人民共和国行政许可法/);
});

test("[A1] the list of powers parts the items of a hall by type and body, out of the same catalogue as the guides", async () => {
  const index = (await get(`/disclosure?hall=${county}`)).body;
  const lists = linksOf("", index).filter((link) => link.startsWith("/disclosure/powers"));
  let listed = 0;
  for (const list of lists) {
    const body = (await get(list)).body;
    listed += new Set(linksOf("", body).filter((link) => link.startsWith("/items/"))).size;
  }
  assert.equal(listed, 16);
  assert.ok(linksOf("", (await get(`/disclosure/powers?hall=${county}&type=01`)).body).includes(await foodGuide()));
  assert.equal((await get(`/disclosure/powers?hall=${county}&type=99`)).statusCode, 303);
});

test("[A1] every change of the published catalogue stands with its reason; drafts are nobody's business", async () => {
  const text = textOf((await get(`/disclosure/changes?hall=${county}`)).body);
  assert.match(text, /共 16 条/);
  assert.match(text, /食品经营许可（新办） 变动 新公布[\s\S]*随附办事指南/);
  assert.equal((await get(`/disclosure/changes?hall=${county}&page=9`)).statusCode, 303);
});
