import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Type } from "typebox";
import type { House } from "../../kernel/house/index.ts";
import { type HallServer, page, show } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";
import { applyHref } from "../guide/index.ts";
import { emptyFiles } from "../web.fixture.ts";
import { editions } from "./editions.ts";
import { type GetPage, hallsToProbe, type ProbedHall, probeClicks, visibleIn } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
before(async () => {
  ({ house } = guideHouse(db));
  // Where signing in leads is the account's own affair; here it is enough that the way there is open.
  const signIn = page({
    method: "GET",
    path: "/sign-in",
    role: "anyone",
    summary: "登录",
    query: Type.Object({ to: Type.Optional(Type.String()) }),
    handle: async () => show('<main id="main"></main>'),
  });
  server = await guideServer(house, emptyFiles, [signIn]);
});
after(async () => {
  await server?.app.close();
  await close();
});

const inside: GetPage = async (address, cookie) => {
  let at = address;
  for (let hop = 0; ; hop += 1) {
    const answer = await server.app.inject({
      url: at,
      headers: { accept: "text/html", ...(cookie ? { cookie } : {}) },
    });
    const { location } = answer.headers;
    if (location === undefined || hop === 3) return { status: answer.statusCode, address: at, body: answer.body };
    at = location;
  }
};

test("[A7] [M1] every published item is at 办理 in three clicks from the home of its hall, at a desk, on a phone and in large type", async () => {
  const halls = await hallsToProbe(house);
  const filled = halls.filter(({ items }) => items.length > 0);
  assert.deepEqual(
    filled.map(({ level, items }) => [level, items.length]),
    [
      ["省", 17],
      ["市", 16],
      ["县区", 16],
    ],
  );
  const found = await probeClicks(filled, inside);
  assert.deepEqual(found.offenders, []);
  assert.equal(found.items, 49);
  assert.equal(found.online + found.guided, 49 * editions.length);
  assert.deepEqual([...found.clicks.keys()], ["桌面版", "手机版", "大字版"]);
  for (const [, counted] of found.clicks)
    assert.equal(
      counted.reduce((sum, one) => sum + one),
      49,
    );
});

const id = (digit: number) => `01890000-0000-7000-8000-00000000000${digit}`;
const guideOf = (item: string) => `<a href="#handle">怎么办</a><h2 id="handle">怎么办</h2> ${item}`;

/** Probes a made-up site of one hall. @param pages the main part of each. */
async function probeSite(pages: Record<string, string>, items: readonly string[]) {
  const get: GetPage = async (address) => {
    const body = pages[address];
    return { status: body === undefined ? 404 : 200, address, body: `<main id="main">${body}</main>` };
  };
  const hall: ProbedHall = {
    code: "440000",
    name: "厅",
    level: "省",
    home: "/",
    items: items.map((one) => ({ id: one, name: one })),
  };
  return await probeClicks([hall], get);
}

test("what takes four clicks is named, with its edition, and a further page of a list is a click", async () => {
  const near = id(1);
  const far = id(2);
  const found = await probeSite(
    {
      "/": '<a href="/list">表</a>',
      "/list": `<a href="/items/${near}">甲</a><a href="/list?page=2">2</a>`,
      "/list?page=2": `<a href="/items/${far}">乙</a>`,
      [`/items/${near}`]: guideOf(near),
      [`/items/${far}`]: guideOf(far),
    },
    [near, far],
  );
  assert.deepEqual(
    found.offenders.map(({ edition, item, why }) => [edition, item, why]),
    ["桌面版", "手机版", "大字版"].map((edition) => [edition, far, "4 次"]),
  );
});

test("a link in a closed fold, outside the main part, or left out by the edition is no way", async () => {
  const [folded, secondary, tile] = [id(1), id(2), id(3)];
  const tiles = Array.from({ length: 15 }, (_, at) => `<li><a href="/t${at}">题</a></li>`).join("");
  const pages = {
    "/": `<details><summary>看</summary><a href="/items/${folded}">甲</a></details>
      <section class="section secondary"><a href="/items/${secondary}">乙</a></section>
      <ul class="tiles">${tiles}<li><a href="/items/${tile}">丙</a></li></ul>`,
    [`/items/${folded}`]: guideOf(folded),
    [`/items/${secondary}`]: guideOf(secondary),
    [`/items/${tile}`]: guideOf(tile),
  };
  const { offenders } = await probeSite(pages, [folded, secondary, tile]);
  assert.deepEqual(
    offenders.map(({ edition, item }) => [edition, item]),
    [
      ["桌面版", folded],
      ["手机版", folded],
      ["手机版", tile],
      ["大字版", folded],
      ["大字版", secondary],
      ["大字版", tile],
    ],
  );
  const open = await probeSite({ ...pages, "/": `<details open><a href="/items/${folded}">甲</a></details>` }, [
    folded,
  ]);
  assert.deepEqual(open.offenders, []);
});

test("a guide without a way to 办理, one that leads to nothing, and a link that lands on another item are named", async () => {
  const [bare, broken, gone, closed] = [id(1), id(2), id(3), id(4)];
  const { offenders } = await probeSite(
    {
      "/": [bare, broken, gone, closed].map((one) => `<a href="/items/${one}">题</a>`).join(""),
      [`/items/${bare}`]: "没有按钮",
      [`/items/${broken}`]: '<a href="#handle">怎么办</a>',
      [`/items/${closed}`]: `<a href="${applyHref({ id: closed })}">在线办理</a>`,
    },
    [bare, broken, gone, closed],
  );
  const why = new Map(offenders.map(({ item, why: says }) => [item, says]));
  assert.equal(why.get(bare), "指南上没有办理入口");
  assert.equal(why.get(broken), "指南上没有办理入口");
  assert.equal(why.get(gone), "指南打不开");
  assert.equal(why.get(closed), "在线办理打不开");
});

test("visible links are read through nesting, attributes with signs in them and void elements", () => {
  const [desktop] = editions;
  assert.ok(desktop);
  const { links, ids } = visibleIn(
    `<nav><a href="/menu">单</a></nav><main id="main"><p>1 < 2<br><img src="/x.png" alt="a&gt;b">
    <details><summary><a href="/in-summary">s</a></summary><div><details open><a href="/inner">i</a></details></div></details>
    <div hidden><a href="/hidden">h</a></div><a class="x" href="/q?a=1&amp;b=2" id="there">q</a></p></main><footer><a href="/foot">f</a></footer>`,
    desktop,
  );
  assert.deepEqual(links, ["/in-summary", "/q?a=1&b=2"]);
  assert.deepEqual([...ids], ["main", "there"]);
});
