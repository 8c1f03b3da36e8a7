import assert from "node:assert/strict";
import { after, test } from "node:test";
import { byFacts, examplePages, exampleRoutes } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";

const { house } = exampleHouse();
const { app } = await createServer(house, {
  pages: examplePages,
  routes: exampleRoutes,
  authenticator: byFacts,
});
after(() => app.close());

function send(payload: string | Buffer, headers: Record<string, string> = {}) {
  return app.inject({
    method: "POST",
    url: "/api/halls/440100/notes",
    headers: { "content-type": "application/json", ...headers },
    payload,
  });
}

test("a good body is taken, and only described fields leave the house", async () => {
  const answer = await send('{"name":"甲"}');
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.json(), { hall: "440100", name: "甲", copies: 1 });
  assert.equal(answer.headers["cache-control"], "no-store");
});

test("a body that is not well-formed JSON in UTF-8 is refused as malformed", async () => {
  const bad: (string | Buffer)[] = [
    "{",
    "",
    "nonsense",
    '{"name":"甲"}}',
    Buffer.from([0x7b, 0x22, 0x6e, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    '{"name":"a\u0000"}',
    '{"name":"a\\u0000"}',
    '{"name":"\\ud800"}',
    '{"name":"a","na\\u0000me":1}',
    '{"name":"a","__proto__":{"admin":true}}',
    '{"name":"a","constructor":{"prototype":{"admin":true}}}',
  ];
  for (const payload of bad) {
    const answer = await send(payload);
    assert.equal(answer.statusCode, 400, String(payload));
    assert.equal(answer.json().code, "kernel/malformed", String(payload));
  }
  assert.equal(({} as Record<string, unknown>).admin, undefined);
});

test("what is said by an escape but can be stored is taken", async () => {
  assert.equal((await send('{"name":"\\u7532\\ud83d\\ude00"}')).json().name, "甲😀");
});

test("every fault is named in Chinese beside its field, at once", async () => {
  const answer = await send(
    '{"name":"","kind":"other","contact":{"mail":"x","more":1},"pages":[1,"2",3,4],"admin":true}',
  );
  assert.equal(answer.statusCode, 422);
  assert.equal(answer.json().code, "kernel/invalid");
  assert.deepEqual(answer.json().fields, {
    name: "请填写姓名",
    kind: "类别请从给出的选项里选一项",
    "contact.mail": "邮箱请写成邮箱地址，例如 name@example.cn",
    "contact.more": "不认识“more”，请去掉",
    pages: "页码最多 3 项，请去掉多出的",
    "pages.1": "“1”要是整数，只写数字",
    admin: "不认识“admin”，请去掉",
  });
});

test("JSON is not bent into shape: a number in quotes is a text", async () => {
  const answer = await send('{"name":7}');
  assert.deepEqual(answer.json().fields, { name: "姓名要是一段文字，只填一次" });
  assert.equal((await send("[]")).statusCode, 422);
  assert.equal((await send("null")).statusCode, 422);
});

test("only the content types a door takes come in", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"]) {
    const answer = await send("name=1", { "content-type": type });
    assert.equal(answer.statusCode, 415, type);
    assert.equal(answer.json().code, "kernel/wrong-content-type");
  }
  const page = await app.inject({
    method: "POST",
    url: "/note",
    headers: { "content-type": "application/json" },
    payload: "{}",
  });
  assert.equal(page.statusCode, 415);
});

test("a body larger than the door allows is refused, whatever its header says", async () => {
  const answer = await send(`{"name":"${"a".repeat(1024 * 1024)}"}`);
  assert.equal(answer.statusCode, 413);
  assert.equal(answer.json().code, "kernel/too-large");
});

test("a body nested deep enough to overflow a stack does no harm", async () => {
  const deep = `{"name":"a","x":${"[".repeat(100_000)}"\\u4e00"${"]".repeat(100_000)}}`;
  const answer = await send(deep);
  assert.ok([400, 422].includes(answer.statusCode), String(answer.statusCode));
});

test("a thousand wrong fields give a bounded answer", async () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_each, at) => [`f${at}`, 1]));
  const answer = await send(JSON.stringify({ name: "a", ...many }));
  assert.equal(answer.statusCode, 422);
  assert.ok(Object.keys(answer.json().fields).length <= 100);
});

test("a path that does not fit its pattern is not found; a query that does not fit is named", async () => {
  const body = { "content-type": "application/json" };
  const path = await app.inject({ method: "POST", url: "/api/halls/44/notes", headers: body, payload: '{"name":"a"}' });
  assert.equal(path.statusCode, 404);
  const query = await app.inject({
    method: "POST",
    url: "/api/halls/440100/notes?copies=1e3",
    headers: body,
    payload: '{"name":"a"}',
  });
  assert.equal(query.statusCode, 400);
  assert.deepEqual(query.json().fields, { copies: "份数要是整数，只写数字" });
});

test("a foreign page cannot use the API, with a cookie or without", async () => {
  for (const headers of [{ origin: "https://evil.cn" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
    const answer = await send('{"name":"a"}', headers as unknown as Record<string, string>);
    assert.equal(answer.statusCode, 403);
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
  }
});

test("a request with our cookie must say that it comes from a page of ours", async () => {
  const cookie = `wangting=${"a".repeat(43)}`;
  const answer = await app.inject({ method: "DELETE", url: "/api/my/notes", headers: { cookie } });
  assert.equal(answer.statusCode, 403);
  assert.equal(answer.json().code, "kernel/form-expired");
});

test("a partner system shows its bearer token; without, it is told to sign in", async () => {
  const nobody = await app.inject({ url: "/api/partner" });
  assert.equal(nobody.statusCode, 401);
  assert.equal(nobody.headers["www-authenticate"], "Bearer");
  const bad = await app.inject({ url: "/api/partner", headers: { authorization: "Bearer other" } });
  assert.equal(bad.statusCode, 401);
  const good = await app.inject({ url: "/api/partner", headers: { authorization: "Bearer partner" } });
  assert.deepEqual(good.json(), { id: "partner" });
});

test("counts of the database travel as numbers while they are exact, else as text", async () => {
  const answer = await app.inject({ url: "/api/counts" });
  assert.deepEqual(answer.json(), { small: 12, large: "1152921504606846976", at: "1970-01-01T00:00:00.000Z" });
});

test("a strict door opens thirty times a minute for one address", async () => {
  const knock = () =>
    app.inject({ method: "POST", url: "/api/codes", payload: { phone: "1" }, remoteAddress: "203.0.113.9" });
  for (let turn = 0; turn < 30; turn += 1) assert.equal((await knock()).statusCode, 202);
  const answer = await knock();
  assert.equal(answer.statusCode, 429);
  assert.equal(answer.json().code, "kernel/too-many-requests");
});

test("who is not behind our proxy cannot choose the address it is counted by", async () => {
  const knock = (turn: number) =>
    app.inject({
      method: "POST",
      url: "/api/codes",
      payload: { phone: "1" },
      remoteAddress: "203.0.113.10",
      headers: { "x-forwarded-for": `198.51.100.${turn}` },
    });
  for (let turn = 0; turn < 30; turn += 1) assert.equal((await knock(turn)).statusCode, 202);
  assert.equal((await knock(31)).statusCode, 429);
});

test("behind our proxy the address it tells counts, for the limit and for the log's network", async () => {
  const behind = exampleHouse({ trustProxy: true });
  const { app: proxied } = await createServer(behind.house, { routes: exampleRoutes });
  const knock = (address: string) =>
    proxied.inject({
      method: "POST",
      url: "/api/codes",
      payload: { phone: "1" },
      headers: { "x-forwarded-for": address },
    });
  for (let turn = 0; turn < 30; turn += 1) assert.equal((await knock("198.51.100.7")).statusCode, 202);
  assert.equal((await knock("198.51.100.7")).statusCode, 429);
  assert.equal((await knock("198.51.100.8")).statusCode, 202);
  assert.match(behind.lines.at(-1) ?? "", /"network":"198\.51\.100\.0\/24"/);
  await proxied.close();
});
