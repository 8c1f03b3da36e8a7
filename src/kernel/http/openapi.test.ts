import assert from "node:assert/strict";
import { after, test } from "node:test";
import { byFacts, examplePages, exampleRoutes } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";

const { app } = await createServer(exampleHouse().house, {
  pages: examplePages,
  routes: exampleRoutes,
  authenticator: byFacts,
  version: "1.2.3",
});
after(() => app.close());

test("the API describes itself in OpenAPI 3.1: every route, who may call it, what goes in and what comes out", async () => {
  const document = (await app.inject({ url: "/api/openapi.json" })).json();
  assert.equal(document.openapi, "3.1.1");
  assert.equal(document.info.version, "1.2.3");
  const operations = Object.values(document.paths as Record<string, object>).flatMap((path) => Object.values(path));
  assert.equal(operations.length, exampleRoutes.length);
  assert.equal(new Set(operations.map((each) => each.operationId)).size, operations.length);
  const post = document.paths["/halls/{hall}/notes"].post;
  assert.equal(post["x-role"], "anyone");
  assert.deepEqual(
    post.parameters.map((each: { name: string; in: string; required: boolean }) => [each.name, each.in, each.required]),
    [
      ["hall", "path", true],
      ["copies", "query", false],
    ],
  );
  const schema = post.requestBody.content["application/json"].schema;
  assert.deepEqual(schema.required, ["name"]);
  assert.equal(schema.additionalProperties, false);
  assert.deepEqual(Object.keys(post.responses), ["201", "422", "default"]);
  assert.deepEqual(document.paths["/partner"].get.security, [{ bearer: [] }, { session: [] }]);
});

test("every reference in the document points at something in it", async () => {
  const text = (await app.inject({ url: "/api/openapi.json" })).body;
  const document = JSON.parse(text);
  for (const [, reference = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference.split("/").reduce((node, step) => node?.[step], document);
    assert.ok(found, reference);
  }
});

test("the document can be read in a browser under the same strict rules: no script, no inline style", async () => {
  const answer = await app.inject({ url: "/api/" });
  assert.equal(answer.headers["content-type"], "text/html; charset=utf-8");
  assert.match(answer.body, /<h1>网厅接口文档<\/h1>/);
  assert.match(answer.body, /\/api\/halls\/\{hall\}\/notes/);
  assert.match(answer.body, /选项：praise、complaint/);
  assert.doesNotMatch(answer.body, /<script|style=|onclick|<style/);
  assert.match(String(answer.headers["content-security-policy"]), /script-src 'self'/);
});
