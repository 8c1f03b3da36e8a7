import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Type } from "typebox";
import { HallError } from "../errors/index.ts";
import { exampleHouse } from "./house.fixture.ts";
import { route } from "./route.ts";
import { createServer } from "./server.ts";

let said = "一";
const routes = [
  route({
    method: "GET",
    path: "/news",
    role: "anyone",
    summary: "不变就不再发送",
    query: Type.Object({ about: Type.Optional(Type.String()) }),
    fresh: { seconds: 30 },
    async handle({ query }) {
      if (query.about === "nothing") throw new HallError("not-found", "kernel/not-found", "没有");
      return { status: 200, body: { said, about: query.about, count: 3n } };
    },
  }),
  route({
    method: "GET",
    path: "/version",
    role: "anyone",
    summary: "自己有 ETag",
    handle: async () => ({ status: 200, body: { said: "永远" }, headers: { etag: '"abc"' } }),
  }),
  route({
    method: "GET",
    path: "/described",
    role: "anyone",
    summary: "只发写明的字段",
    fresh: { seconds: 0 },
    responses: { 200: { description: "说了什么", schema: Type.Object({ said: Type.String() }) } },
    handle: async () => ({ status: 200, body: { said, secret: "不发" } }),
  }),
  route({ method: "GET", path: "/plain", role: "anyone", summary: "谁也不留", handle: async () => ({ status: 200 }) }),
];

const { app } = await createServer(exampleHouse().house, { routes, accessLog: false });
after(() => app.close());
const get = (path: string, known?: string) =>
  app.inject({
    url: `/api${path}`,
    headers: { accept: "application/json", ...(known ? { "if-none-match": known } : {}) },
  });

test("an answer has an ETag, who knows it gets 304 without a body, and gets the new one once it has changed", async () => {
  const first = await get("/news");
  assert.equal(first.statusCode, 200);
  assert.equal(first.headers["cache-control"], "public, max-age=30");
  const etag = String(first.headers.etag);
  const again = await get("/news", `"other", ${etag}`);
  assert.equal(again.statusCode, 304);
  assert.equal(again.body, "");
  assert.equal(again.headers.etag, etag);
  assert.equal(again.headers["cache-control"], "public, max-age=30");
  assert.equal((await get("/news?about=x", etag)).statusCode, 200, "another question has another answer");
  said = "二";
  const changed = await get("/news", etag);
  assert.equal(changed.statusCode, 200);
  assert.equal(changed.json().said, "二");
  assert.notEqual(changed.headers.etag, etag);
});

test("an ETag of the handler's own counts as well, and is asked again each time", async () => {
  assert.equal((await get("/version")).headers["cache-control"], "no-cache");
  const known = await get("/version", '"abc"');
  assert.deepEqual([known.statusCode, known.body], [304, ""]);
  assert.equal((await get("/version", '"abd"')).statusCode, 200);
  assert.equal((await get("/version", "*")).statusCode, 304);
});

test("what a response schema leaves out is not in the ETag either; a refusal is kept by nobody", async () => {
  const { headers, body } = await get("/described");
  assert.ok(!body.includes("secret"));
  assert.equal((await get("/described", String(headers.etag))).statusCode, 304);
  const refused = await get("/news?about=nothing", "*");
  assert.deepEqual(
    [refused.statusCode, refused.headers["cache-control"], refused.headers.etag],
    [404, "no-store", undefined],
  );
  const plain = await get("/plain", "*");
  assert.deepEqual([plain.statusCode, plain.headers["cache-control"]], [200, "no-store"]);
});

test("HEAD is answered as GET would be, and 304 stands in the API document", async () => {
  const head = await app.inject({ method: "HEAD", url: "/api/news" });
  assert.equal(head.headers.etag, (await get("/news")).headers.etag);
  const document = (await get("/openapi.json")).json();
  assert.deepEqual(Object.keys(document.paths["/news"].get.responses), ["200", "304", "default"]);
});

test("a route that is not for anyone, or that changes something, is not kept", () => {
  const definition = { path: "/x", summary: "x", fresh: { seconds: 1 }, handle: async () => ({ status: 200 }) };
  assert.throws(() => route({ ...definition, method: "GET", role: "citizen" }), TypeError);
  assert.throws(() => route({ ...definition, method: "POST", role: "anyone" }), TypeError);
});
