import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inTransaction } from "../db/index.ts";
import { openTestDb } from "../testing/index.ts";
import { byFacts, examplePages, exampleRoutes, rendered } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";
import { openSession } from "./session.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, lines } = exampleHouse({ db });
const server = await createServer(house, {
  pages: examplePages,
  routes: exampleRoutes,
  authenticator: byFacts,
  siteOf: (host) => (host === "county.example.cn" ? "445102" : ""),
});
const { app, cache } = server;
after(async () => {
  await app.close();
  await close();
});
beforeEach(() => {
  cache.clear();
  rendered.guide = 0;
});

const accountId = "019c0000-0000-7000-8000-000000000001";

async function signedIn(kind: "citizen" | "staff" = "citizen", facts = {}): Promise<string> {
  const { token } = await inTransaction(db, (tx) => openSession(house, tx, { kind, accountId, facts, device: "测试" }));
  return `wangting=${token}`;
}

async function openForm(cookie?: string): Promise<{ token: string; cookie: string }> {
  const url = cookie ? "/my" : "/note";
  const answer = await app.inject({ url, headers: cookie ? { cookie } : {} });
  const token = /[\w-]{22}\.[\w-]{43}/.exec(answer.body)?.[0] ?? "";
  return { token, cookie: cookie ?? String(answer.headers["set-cookie"]).split(";")[0] ?? "" };
}

function post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
  return app.inject({ method: "POST", url, headers: form, payload: new URLSearchParams(fields).toString() });
}

test("a page shows what its schemas let in, and every text in it is escaped", async () => {
  const answer = await app.inject({ url: "/guide/abc?tab=fees&utm_source=x" });
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.body, '<!doctype html><html lang="zh-CN"><body>abc|fees|standard|anonymous|&lt;b></body></html>');
  assert.equal(answer.headers["content-type"], "text/html; charset=utf-8");
});

test("the second visitor gets the kept page with the same headers, and asks again with its ETag for nothing", async () => {
  const first = await app.inject({ url: "/guide/abc" });
  const second = await app.inject({ url: "/guide/abc" });
  assert.equal(rendered.guide, 1);
  assert.equal(second.body, first.body);
  const own = ["x-request-id", "date", "etag", "connection", "content-length"];
  const shared = (headers: Record<string, unknown>) =>
    Object.entries(headers).filter(([name]) => !own.includes(name) && !name.startsWith("x-ratelimit"));
  assert.deepEqual(new Map(shared(second.headers)), new Map(shared(first.headers)));
  assert.notEqual(second.headers["x-request-id"], first.headers["x-request-id"]);
  const third = await app.inject({ url: "/guide/abc", headers: { "if-none-match": String(second.headers.etag) } });
  assert.equal(third.statusCode, 304);
  assert.equal(third.body, "");
  assert.equal((await app.inject({ method: "HEAD", url: "/guide/abc" })).body, "");
});

test("a kept page is keyed by what it shows: not by foreign parameters, their order or the host", async () => {
  await app.inject({ url: "/guide/abc?tab=fees" });
  await app.inject({ url: "/guide/abc?utm_source=x&tab=fees", headers: { host: "other.example.cn" } });
  await app.inject({ url: "/guide/%61bc?tab=%66ees" });
  assert.equal(rendered.guide, 1);
  await app.inject({ url: "/guide/abc?tab=law" });
  await app.inject({ url: "/guide/abd?tab=fees" });
  const elder = await app.inject({ url: "/guide/abc?tab=fees", headers: { cookie: "wangting-display=elder" } });
  assert.match(elder.body, /elder/);
  assert.equal(rendered.guide, 4);
  await app.inject({ url: "/guide/abc?tab=fees", headers: { cookie: "wangting-display=made-up" } });
  assert.equal(rendered.guide, 4);
});

test("a stale tag renders the page anew, for its own and for the page's general tag", async () => {
  await app.inject({ url: "/guide/abc" });
  cache.invalidate(["item:abd"]);
  await app.inject({ url: "/guide/abc" });
  assert.equal(rendered.guide, 1);
  for (const tag of ["item:abc", "items"]) {
    cache.invalidate([tag]);
    await app.inject({ url: "/guide/abc" });
  }
  assert.equal(rendered.guide, 3);
});

test("a visitor with a session neither gets nor leaves a kept page", async () => {
  const cookie = await signedIn();
  const mine = await app.inject({ url: "/guide/abc", headers: { cookie } });
  assert.match(mine.body, /citizen/);
  assert.equal(
    mine.headers["cache-control"],
    "no-store",
    "it may name him: no browser keeps it after he has signed out",
  );
  assert.equal(cache.pages, 0);
  await app.inject({ url: "/guide/abc" });
  assert.match((await app.inject({ url: "/guide/abc", headers: { cookie } })).body, /citizen/);
  assert.equal((await app.inject({ url: "/guide/abc", headers: { cookie: "wangting=rubbish" } })).statusCode, 200);
  assert.equal(rendered.guide, 4);
});

test("a text that is no page is answered as what it is, and kept like one", async () => {
  const first = await app.inject({ url: "/robots.txt" });
  assert.equal(first.headers["content-type"], "text/plain; charset=utf-8");
  assert.equal(first.headers["x-made"], "yes");
  assert.equal(first.body, "User-agent: *\n# \n");
  const kept = await app.inject({ url: "/robots.txt" });
  assert.ok(kept.headers.etag);
  assert.equal(kept.headers["content-type"], first.headers["content-type"]);
});

test("a site with a host of its own has its own kept pages; hosts that are nobody's share those of the general one", async () => {
  const at = async (host: string) => (await app.inject({ url: "/robots.txt", headers: { host } })).body;
  for (const _ of [1, 2]) {
    assert.match(await at("county.example.cn"), /# 445102/);
    assert.match(await at("a.example.cn"), /# \n/);
    assert.match(await at("b.example.cn"), /# \n/);
  }
  assert.equal(cache.pages, 2);
});

test("a refusal is not kept", async () => {
  assert.equal((await app.inject({ url: "/guide/nothing" })).statusCode, 404);
  assert.equal(cache.pages, 0);
});

test("a page with a form is personal: it sets the visit cookie once and is kept nowhere", async () => {
  const first = await app.inject({ url: "/note" });
  assert.match(String(first.headers["set-cookie"]), /^wangting-visit=[^;]+; Path=\/; SameSite=Lax; HttpOnly$/);
  assert.equal(first.headers["cache-control"], "no-store");
  const cookie = String(first.headers["set-cookie"]).split(";")[0] ?? "";
  assert.equal((await app.inject({ url: "/note", headers: { cookie } })).headers["set-cookie"], undefined);
});

test("a form with its token is taken and answered with a way on", async () => {
  const { token, cookie } = await openForm();
  const answer = await post("/note", { _csrf: token, name: "甲", copies: "2", extra: "x" }, { cookie });
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, "/note/done?copies=2");
});

test("a form without its token, with another visitor's, or from another site is refused", async () => {
  const { token, cookie } = await openForm();
  const other = await openForm();
  const fields = { _csrf: token, name: "甲" };
  assert.equal((await post("/note", { name: "甲" }, { cookie })).statusCode, 403);
  assert.equal((await post("/note", fields)).statusCode, 403);
  assert.equal((await post("/note", fields, { cookie: other.cookie })).statusCode, 403);
  assert.equal((await post("/note", fields, { cookie, origin: "https://evil.cn" })).statusCode, 403);
  assert.equal((await post("/note", fields, { cookie, "sec-fetch-site": "cross-site" })).statusCode, 403);
  const own = { cookie, origin: "http://hall.example.cn", "sec-fetch-site": "same-origin" };
  assert.equal((await post("/note", fields, own)).statusCode, 303);
});

test("a token made before signing in does not hold after it", async () => {
  const { token, cookie } = await openForm();
  const session = await signedIn();
  assert.equal((await post("/my", { _csrf: token }, { cookie: `${cookie}; ${session}` })).statusCode, 403);
  const mine = await openForm(session);
  assert.equal((await post("/my", { _csrf: mine.token }, { cookie: session })).statusCode, 303);
  assert.equal((await post("/my", { _csrf: mine.token }, { cookie: await signedIn() })).statusCode, 403);
});

test("a refused form comes back as 422 with what was typed, what to mend, and a token", async () => {
  const { token, cookie } = await openForm();
  const answer = await post("/note", { _csrf: token, name: "", copies: "九" }, { cookie });
  assert.equal(answer.statusCode, 422);
  const { form, fields, again } = JSON.parse(answer.body);
  assert.deepEqual(form, { name: "", copies: "九" });
  assert.deepEqual(fields, { name: "请填写姓名", copies: "份数要是整数，只写数字" });
  assert.ok(again);
  const act = await post("/note", { _csrf: token, name: "重名" }, { cookie });
  assert.equal(act.statusCode, 422);
  assert.deepEqual(JSON.parse(act.body).fields, { name: "这个姓名已经留过言" });
});

test("a field given twice where one is asked is named, not silently chosen from", async () => {
  const { token, cookie } = await openForm();
  const payload = `_csrf=${token}&name=a&name=b`;
  const headers = { cookie, "content-type": "application/x-www-form-urlencoded" };
  const answer = await app.inject({ method: "POST", url: "/note", headers, payload });
  assert.equal(answer.statusCode, 422);
  assert.deepEqual(JSON.parse(answer.body).fields, { name: "姓名要是一段文字，只填一次" });
});

test("a page for applicants sends strangers to the sign-in with a way back, and refuses the wrong role and a weak sign-in", async () => {
  const stranger = await app.inject({ url: "/my?tab=2" });
  assert.equal(stranger.statusCode, 303);
  assert.equal(stranger.headers.location, "/sign-in?to=%2Fmy%3Ftab%3D2");
  assert.equal((await post("/my", {})).statusCode, 401);
  assert.equal((await app.inject({ url: "/my", headers: { cookie: await signedIn() } })).statusCode, 200);
  assert.equal((await app.inject({ url: "/my", headers: { cookie: await signedIn("staff") } })).statusCode, 403);
  assert.equal((await app.inject({ url: "/desk", headers: { cookie: await signedIn("staff") } })).statusCode, 403);
  const officer = await signedIn("staff", { posts: ["window-officer"] });
  assert.equal((await app.inject({ url: "/desk", headers: { cookie: officer } })).statusCode, 200);
  assert.equal((await app.inject({ url: "/sealed", headers: { cookie: await signedIn() } })).statusCode, 403);
  const sure = await signedIn("citizen", { assurance: 3 });
  assert.equal((await app.inject({ url: "/sealed", headers: { cookie: sure } })).statusCode, 200);
});

test("a personal page is stored nowhere", async () => {
  const answer = await app.inject({ url: "/my", headers: { cookie: await signedIn() } });
  assert.equal(answer.headers["cache-control"], "no-store");
});

test("the log of requests holds no address, no query and no cookie, only route and network", async () => {
  lines.length = 0;
  await app.inject({ url: "/guide/geheim?tab=geheim", headers: { cookie: "wangting-display=elder" } });
  const line = lines.find((each) => each.includes("请求")) ?? "";
  assert.match(line, /"route":"\/guide\/:item"/);
  assert.match(line, /"network":"127\.0\.0\.0\/24"/);
  assert.doesNotMatch(line, /geheim|elder/);
});
