import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { type Authenticator, createServer } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { foundDivision, region } from "./index.ts";
import { keeper, neighbour, regionHouse, startAgain, today, visitor } from "./region.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house } = regionHouse(db);
const authenticator: Authenticator = {
  actorOf: async ({ bearer }) => ({ keeper, neighbour })[bearer ?? ""] ?? visitor,
};
const { app } = await createServer(house, { routes: region.routes ?? [], authenticator, accessLog: false });
after(async () => {
  await app.close();
  await close();
});
before(() => startAgain(db));

const get = async (url: string) => {
  const answer = await app.inject({ url: `/api${url}`, headers: { accept: "application/json" } });
  return { status: answer.statusCode, body: answer.json() };
};

test("a place, its upper places, its history and its children can be read as JSON, also as of a day", async () => {
  const { status, body } = await get("/divisions/445102111");
  assert.equal(status, 200);
  assert.deepEqual(
    body.upper.map(({ name }: { name: string }) => name),
    ["广东省", "潮州市", "湘桥区"],
  );
  assert.equal(body.history[0].change.document, "试用区划");
  const { body: below } = await get("/divisions/445100/children?on=2026-01-01");
  assert.deepEqual(
    below.children.map(({ name }: { name: string }) => name),
    ["湘桥区", "饶平县"],
  );
  assert.equal((await get("/divisions/445100/children?on=1900-01-01")).status, 404);
  assert.equal((await get("/divisions/445100/children?on=yesterday")).status, 422);
  assert.equal((await get("/divisions/449999")).status, 404);
});

test("the halls and the trail of one can be read as JSON", async () => {
  const { body } = await get("/halls");
  assert.equal(body.halls.length, 5);
  assert.deepEqual((await get("/halls/445100")).body.trail, ["广东省", "潮州市", "2 县区", "4 镇街", "4 村社区"]);
  assert.equal((await get("/halls/449999")).status, 404);
});

test("[A5] one form opens a branch hall that answers at once; only the keeper may send it", async () => {
  const command = { on: today, document: { title: "批复" }, code: "445171", name: "枫溪区", upper: "445100" };
  await inTransaction(db, (tx) => foundDivision(house, tx, keeper, command));
  const send = async (bearer: string | undefined, payload: object) => {
    const who = bearer ? { authorization: `Bearer ${bearer}` } : {};
    const headers = { accept: "application/json", ...who };
    return await app.inject({ method: "POST", url: "/api/halls", headers, payload });
  };
  assert.equal((await send(undefined, { division: "445171" })).statusCode, 401);
  assert.equal((await send("neighbour", { division: "445171" })).statusCode, 403);
  assert.equal((await send("keeper", { division: "445171", hue: 30 })).statusCode, 422);
  const opened = await send("keeper", { division: "445171" });
  assert.deepEqual([opened.statusCode, opened.json().path], [201, "/h/445171"]);
  assert.equal((await get("/halls/445171")).body.name, "枫溪区网上办事大厅");
  assert.equal((await send("keeper", { division: "445171" })).statusCode, 409);
});
