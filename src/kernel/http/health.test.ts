import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";

test("the process is alive though what it needs is not, and is ready only when all of it is", async () => {
  const { house } = exampleHouse();
  let well = false;
  const { app } = await createServer(house, {
    readyChecks: [
      { name: "database", check: async () => well },
      { name: "outbox", check: async () => ({ oldestSeconds: 3 }) },
    ],
  });
  assert.equal((await app.inject({ url: "/healthz" })).statusCode, 200);
  const ill = await app.inject({ url: "/readyz" });
  assert.equal(ill.statusCode, 503);
  assert.ok(ill.headers["retry-after"]);
  well = true;
  const ready = await app.inject({ url: "/readyz" });
  assert.equal(ready.statusCode, 200);
  assert.deepEqual(ready.json().checks, [
    { name: "database", ok: true },
    { name: "outbox", ok: true, oldestSeconds: 3 },
  ]);
  await app.close();
});

test("a check that fails says so outside without its reason, and with its reason in the log", async () => {
  const { house, lines } = exampleHouse();
  const { app } = await createServer(house, {
    readyChecks: [{ name: "database", check: () => Promise.reject(new Error("host db-7 refused")) }],
  });
  const answer = await app.inject({ url: "/readyz" });
  assert.equal(answer.statusCode, 503);
  assert.doesNotMatch(answer.body, /db-7/);
  assert.ok(lines.some((line) => line.includes("db-7")));
  await app.close();
});

test("a server that is going down is not ready, and asks every connection to close", async () => {
  const { app, drain } = await createServer(exampleHouse().house, { readyChecks: [] });
  drain();
  assert.equal((await app.inject({ url: "/readyz" })).statusCode, 503);
  assert.equal((await app.inject({ url: "/healthz" })).headers.connection, "close");
  await app.close();
});
