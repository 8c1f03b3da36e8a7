import assert from "node:assert/strict";
import { after, test } from "node:test";
import { byFacts, examplePages, exampleRoutes } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";

const { house, lines } = exampleHouse();
const parts = { pages: examplePages, routes: exampleRoutes, authenticator: byFacts };
const { app } = await createServer(house, parts);
after(() => app.close());

const json = { accept: "application/json" };

test("each kind of refusal is a Chinese page that says what happened, what to do, its number and the way back", async () => {
  const pages = [
    ["/refuse/invalid", 422, "有内容需要改正"],
    ["/refuse/forbidden", 403, "您不能进入这里"],
    ["/refuse/not-found", 404, "没有找到这个页面"],
    ["/refuse/conflict", 409, "情况已经变化"],
    ["/refuse/unavailable", 503, "暂时办不了"],
    ["/broken", 500, "网厅出了差错"],
    ["/nowhere", 404, "没有找到这个页面"],
    ["/guide/a?tab=%FF", 400, "这个请求看不懂"],
    ["/guide/%E4%B8", 400, "这个请求看不懂"],
    ["/guide/a%00b", 400, "这个请求看不懂"],
    [`/guide/${"a".repeat(300)}`, 404, "没有找到这个页面"],
    [`/guide/a?tab=${"长".repeat(21)}`, 400, "这个请求看不懂"],
    ["/refuse/made-up", 404, "没有找到这个页面"],
  ] as const;
  for (const [url, status, title] of pages) {
    const answer = await app.inject({ url, headers: { accept: "text/html", "x-request-id": "proxy-12345678" } });
    assert.equal(answer.statusCode, status, url);
    assert.equal(answer.headers["content-type"], "text/html; charset=utf-8", url);
    assert.match(answer.body, new RegExp(`<h1>${title}</h1>`), url);
    assert.match(answer.body, /proxy-12345678/, url);
    assert.match(answer.body, /<a href="\/">回到首页<\/a>/, url);
    assert.equal(answer.headers["cache-control"], "no-store", url);
    assert.match(String(answer.headers["content-security-policy"]), /default-src 'self'/, url);
  }
});

test("a defect tells the visitor its number and nothing else; the log has the rest, without the password", async () => {
  lines.length = 0;
  const answer = await app.inject({ url: "/broken" });
  assert.doesNotMatch(answer.body, /hunter2|secret|path\.ts|Error/);
  const line = lines.find((each) => each.includes('"level":"error"')) ?? "";
  assert.match(line, new RegExp(String(answer.headers["x-request-id"])));
  assert.match(line, /"route":"\/broken"/);
});

test("a client that asks for JSON gets problem+json", async () => {
  const answer = await app.inject({ url: "/refuse/conflict", headers: json });
  assert.equal(answer.headers["content-type"], "application/problem+json; charset=utf-8");
  const problem = answer.json();
  assert.equal(problem.status, 409);
  assert.equal(problem.code, "kernel/example");
  assert.equal(problem.detail, "这是一个例子");
  assert.equal(problem.requestId, answer.headers["x-request-id"]);
  assert.equal((await app.inject({ url: "/api/nowhere" })).json().code, "kernel/not-found");
});

test("a method that is not there is 405 and names those that are", async () => {
  const answer = await app.inject({ method: "DELETE", url: "/note" });
  assert.equal(answer.statusCode, 405);
  assert.equal(answer.headers.allow, "GET, HEAD, POST");
  const api = await app.inject({ method: "GET", url: "/api/halls/440100/notes" });
  assert.equal(api.statusCode, 405);
  assert.equal(api.headers.allow, "POST");
  assert.equal((await app.inject({ method: "OPTIONS", url: "/nowhere" })).statusCode, 404);
});

test("an unavailable hall says when to come again", async () => {
  assert.equal((await app.inject({ url: "/refuse/unavailable" })).headers["retry-after"], "10");
});

test("a renderer of error pages that fails itself is replaced by the plain page", async () => {
  const { app: other } = await createServer(house, {
    ...parts,
    renderFailure: () => {
      throw new Error("no");
    },
  });
  const answer = await other.inject({ url: "/refuse/conflict" });
  assert.match(answer.body, /<h1>情况已经变化<\/h1>/);
  await other.close();
});

test("a request number from a proxy is kept when it is well formed, else made anew", async () => {
  const id = async (given: string) =>
    (await app.inject({ url: "/healthz", headers: { "x-request-id": given } })).headers["x-request-id"];
  assert.equal(await id("0199-abc_DEF.1"), "0199-abc_DEF.1");
  for (const bad of ["short", "a".repeat(65), "<script>alert(1)</script>", "a b c d e f g h", "-12345678"]) {
    assert.match(String(await id(bad)), /^[0-9a-f]{8}-[0-9a-f]{4}-7/, bad);
  }
});

test("every answer forbids inline script and style, frames, sniffing and foreign forms; HSTS only over https", async () => {
  const { headers } = await app.inject({ url: "/note" });
  const csp = String(headers["content-security-policy"]);
  for (const rule of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ]) {
    assert.ok(csp.includes(rule), rule);
  }
  assert.doesNotMatch(csp, /unsafe|\*|http:/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["x-frame-options"], "DENY");
  assert.equal(headers["referrer-policy"], "same-origin");
  assert.equal(headers["x-powered-by"], undefined);
  assert.equal(headers["strict-transport-security"], undefined);
  const { app: secure } = await createServer(exampleHouse({ https: true }).house, parts);
  const answer = await secure.inject({ url: "/note" });
  assert.match(String(answer.headers["strict-transport-security"]), /max-age=31536000/);
  assert.match(String(answer.headers["set-cookie"]), /^__Host-wangting-visit=[^;]+; Path=\/; .*Secure/);
  await secure.close();
});

test("one address that knocks too often is asked to wait", async () => {
  const { app: busy } = await createServer(house, { ...parts, perMinute: 3 });
  for (let turn = 0; turn < 3; turn += 1) assert.equal((await busy.inject({ url: "/note" })).statusCode, 200);
  const answer = await busy.inject({ url: "/note" });
  assert.equal(answer.statusCode, 429);
  assert.match(answer.body, /<h1>操作太频繁<\/h1>/);
  assert.ok(Number(answer.headers["retry-after"]) > 0);
  assert.equal((await busy.inject({ url: "/healthz" })).statusCode, 200);
  await busy.close();
});
