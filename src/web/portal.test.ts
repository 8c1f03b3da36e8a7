import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { codeTables, parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { HallServer } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { hallsOf, openBranchHall } from "../region/index.ts";
import { hallsAtHand } from "./halls-at-hand.ts";
import { frameAtHand } from "./index.ts";
import { emptyFiles, keeper, portalServer, webHouse } from "./web.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const house = webHouse(db);
let server: HallServer;
before(async () => {
  server = await portalServer(house);
});
after(async () => {
  await server?.app.close();
  await close();
});

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });
/** What a person reads on a page, without tags. */
const textOf = (html: string) => html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, " ");

test("[A3] the home of every open hall is entered the same way and stands in the same frame; only name, path and hue are its own", async () => {
  const { all } = await hallsAtHand(house);
  const open = all.filter(({ state }) => state === "open");
  assert.ok(open.length >= 140, `${open.length} halls`);
  const css = await (await get((await get("/")).body.match(/href="(\/assets\/hall-themes[^"]*)"/)?.[1] ?? "")).body;
  for (const hall of open) {
    const { statusCode, body } = await get(`/halls/${hall.code}`);
    assert.equal(statusCode, 200, hall.code);
    assert.ok(body.includes(`data-hall="${hall.code}"`), hall.code);
    assert.ok(body.includes(`<title>首页 - ${hall.name}</title>`), hall.code);
    assert.ok(css.includes(`[data-hall="${hall.code}"]{--hue:${hall.hue}}`), hall.code);
    for (const part of ['class="masthead"', 'class="hallbar"', '<main id="main">', 'class="foot"', "/prefer?"]) {
      assert.ok(body.includes(part), `${hall.code} ${part}`);
    }
    assert.equal(body.match(/<h1/g)?.length, 1, hall.code);
  }
});

test("[A4] from the province one comes down all five levels by links, and every page says where it stands", async () => {
  const way = [
    ["/", "/halls/445100", "广东省"],
    ["/halls/445100", "/halls/445102", "广东省 潮州市"],
    ["/halls/445102", "/halls/445102111", "广东省 潮州市 湘桥区"],
    ["/halls/445102111", "/halls/445102111001", "广东省 潮州市 湘桥区 磷溪镇"],
    ["/halls/445102111001", "/halls/445102111", "广东省 潮州市 湘桥区 磷溪镇 磷溪居民委员会"],
  ] as const;
  for (const [address, next, path] of way) {
    const { body } = await get(address);
    const bar = /<ol class="hallpath">([\s\S]*?)<\/ol>/.exec(body)?.[1] ?? "";
    const named = [...bar.matchAll(/<li><a[^>]*>([^<]*)<\/a><\/li>/g)].map(([, name]) => name);
    assert.equal(named.join(" "), path);
    assert.ok(body.includes(`href="${next}"`), `${address} → ${next}`);
  }
  assert.match((await get("/")).body, /21 市[\s\S]*122 县区[\s\S]*1,757 镇街[\s\S]*26,842 村社区/);
});

test("[A4] a former code leads to the place of today and the page says since when and why", async () => {
  const old = await get("/halls/445121");
  assert.equal(old.statusCode, 303);
  assert.equal(old.headers.location, "/halls/445103?from=445121");
  const text = textOf((await get("/halls/445103?from=445121")).body);
  assert.match(text, /代码 445121 现在是潮安区（445103）/);
  assert.match(text, /2013年6月28日起，《/);
});

test("[A4] a place that was split lets the visitor choose; a code that was never given is refused", async () => {
  const { statusCode, body } = await get("/halls/440582");
  assert.equal(statusCode, 200);
  assert.ok(body.includes('href="/halls/440513"') && body.includes('href="/halls/440514"'));
  assert.match(textOf(body), /国函〔2003〕11号/);
  assert.equal((await get("/halls/449999")).statusCode, 404);
});

test("an address with somebody's made-up origin says nothing", async () => {
  for (const from of ["445121", "440582", "999999"]) {
    assert.doesNotMatch((await get(`/halls/440100?from=${from}`)).body, /class="notice/);
  }
  assert.doesNotMatch((await get("/departments/gd-ziran?from=gd-dishui")).body, /class="notice/);
});

test("[A8] every home shows the 31 themes of persons and the 34 of legal persons in the order of a life", async () => {
  for (const address of ["/", "/halls/445100", "/halls/440104"]) {
    const { body } = await get(address);
    const lists = [...body.matchAll(/<ul class="tiles[^"]*">([\s\S]*?)<\/ul>/g)].map(([, list = ""]) =>
      [...list.matchAll(/<svg[\s\S]*?<\/svg><span>([^<]*)<\/span>/g)].map(([, name]) => name),
    );
    const shipped = ["person_theme", "legal_theme"].map((table) =>
      codeTables.find(({ key }) => key === table)?.values.map(({ name }) => name),
    );
    assert.deepEqual(lists, shipped);
    assert.deepEqual(
      lists.map((list) => list.length),
      [31, 34],
    );
  }
});

test("the departments of a hall stand in the order of its portal, and each has its page", async () => {
  const { body } = await get("/halls/445100");
  const names = [
    ...(/id="departments"[\s\S]*?<ul class="depts">([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? "").matchAll(
      /href="([^"]*)">([^<]*)/g,
    ),
  ];
  assert.equal(names.length, 58);
  assert.deepEqual(names[0]?.slice(1), ["/departments/cz-001", "市编办"]);
  const department = await get("/departments/cz-007");
  assert.match(department.body, /<h1>潮州市公安局<\/h1>/);
  assert.match(department.body, /上级部门[\s\S]*<a href="\/departments\/gd-gongan">广东省公安厅<\/a>/);
});

test("a department that was merged away leads to who has its duties, with the document; shared out, it names them all", async () => {
  const old = await get("/departments/gd-dishui");
  assert.equal(old.headers.location, "/departments/gd-shuiwu?from=gd-dishui");
  const text = textOf((await get(String(old.headers.location))).body);
  assert.match(text, /广东省地方税务局已经撤并，职责归国家税务总局广东省税务局/);
  assert.match(text, /《国税地税征管体制改革方案》（2018年）/);
  const shared = (await get("/departments/gd-haiyang")).body;
  assert.ok(shared.includes('href="/departments/gd-ziran"') && shared.includes('href="/departments/gd-nongyenongcun"'));
  assert.equal((await get("/departments/no-such")).statusCode, 404);
});

test("halls and stations are found by name; lists that are too long go one level down first", async () => {
  const found = textOf((await get("/halls?q=%E7%A3%B7%E6%BA%AA")).body);
  assert.match(found, /磷溪镇\s+潮州市 湘桥区/);
  assert.match(textOf((await get("/halls?q=xyz")).body), /没有找到/);
  const villages = (await get("/halls?level=village")).body;
  assert.ok(villages.includes("level=village&amp;in=445100"));
  const city = (await get("/halls?level=village&in=445100&page=13")).body;
  assert.match(city, /aria-current="page"><span class="sr">第 <\/span>13/);
  assert.match((await get("/halls?level=village&in=445100&page=9999")).body, /<span class="sr">第 <\/span>13/);
});

test("hostile addresses are refused or answered as text, and nothing of them becomes markup", async () => {
  const hostile = [
    "<script>alert(1)</script>",
    "'\"><img src=x>",
    "../../etc/passwd",
    "%00",
    "1 or 1=1",
    "🏛".repeat(20),
  ];
  for (const words of hostile) {
    for (const address of [
      `/halls?q=${encodeURIComponent(words)}`,
      `/halls?level=${encodeURIComponent(words)}`,
      `/halls?in=${encodeURIComponent(words)}`,
      `/halls/${encodeURIComponent(words)}`,
      `/halls/440000?from=${encodeURIComponent(words)}`,
      `/departments/${encodeURIComponent(words)}`,
      `/departments/cz-007?from=${encodeURIComponent(words)}`,
      `/h/${encodeURIComponent(words)}`,
    ]) {
      const { statusCode, body } = await get(address);
      assert.ok([200, 400, 404, 422].includes(statusCode), `${statusCode} ${address}`);
      assert.doesNotMatch(body, /<script>alert|<img src=x/, address);
    }
  }
  for (const page of ["0", "-1", "1e9", "abc", "99999"]) {
    assert.ok((await get(`/halls?level=town&in=445102&page=${page}`)).statusCode < 500, page);
  }
});

test("elder and high contrast are the same page with other tokens, for every visitor who chose them", async () => {
  const chosen = await get("/prefer?mode=elder&contrast=more&back=/halls/445102");
  assert.equal(chosen.headers.location, "/halls/445102");
  const cookie = String(chosen.headers["set-cookie"]).split(";")[0] ?? "";
  const elder = (await get("/halls/445102", { cookie })).body;
  assert.match(elder, /data-mode="elder" data-contrast="more" data-hall="445102"/);
  assert.ok(elder.includes("拨打 12345") && elder.includes("磷溪镇"));
  assert.match((await get("/halls/445102")).body, /data-mode="standard" data-hall="445102"/);
});

test("a branch hall opened now has its page, its hue and its own host at once", async () => {
  const before = (await get("/", { host: "fengxi.example.cn" })).body;
  assert.match(before, /data-hall="440000"/);
  const { all } = await hallsOf(house);
  const taken = all.find(({ code }) => code === "445171");
  if (!taken) await inTransaction(db, (tx) => openBranchHall(house, tx, keeper, { division: "445171", hue: 210 }));
  await inTransaction(db, (tx) =>
    tx
      .updateTable("region.hall")
      .set({ host: "fengxi.example.cn", hue: 211 })
      .where("code", "=", parseHallCode("445171"))
      .execute(),
  );
  await inTransaction(db, (tx) =>
    tx
      .updateTable("region.register")
      .set((row) => ({ last_change: row("last_change", "+", 1n) }))
      .execute(),
  );
  await new Promise((resolve) => setTimeout(resolve, 2_100)); // the register's number is looked at every two seconds
  assert.equal((await get("/halls/445171?from=445100")).statusCode, 200);
  const own = (await get("/", { host: "fengxi.example.cn:443" })).body;
  assert.match(own, /data-hall="445171"/);
  assert.match(own, /<a class="brand" href="\/">/);
  assert.ok(own.includes('href="/halls/440000"'), "the province is one hall among others there");
  const sheet = /href="(\/assets\/hall-themes[^"]*)"/.exec(own)?.[1] ?? "";
  assert.ok((await get(sheet)).body.includes('[data-hall="445171"]{--hue:211}'));
  assert.match((await get("/", { host: "evil.example.com" })).body, /data-hall="440000"/);
});

test("anonymous pages are kept: the second visitor costs no rendering", async () => {
  await get("/halls/440300");
  const { pages } = server.cache;
  const again = await get("/halls/440300");
  assert.equal(server.cache.pages, pages);
  assert.ok(again.headers.etag);
});

test("the error page has the hall's frame, asks no database, and without any reading of the halls stands in a bare one", () => {
  const display = { mode: "standard", contrast: "normal" } as const;
  const place = { asset: emptyFiles.url, display, address: "/" };
  assert.equal(frameAtHand(house, place).hall.title, "广东省网上办事大厅");
  const away = new Proxy({} as typeof db, {
    get() {
      throw new Error("the database is away");
    },
  });
  const bare = frameAtHand({ ...house, db: away }, place);
  assert.equal(bare.hall.title, "网上办事大厅");
  assert.equal(bare.has("/search"), false);
});
