import assert from "node:assert/strict";
import { after, test } from "node:test";
import { dayOf } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { type Actor, anonymous } from "../kernel/http/index.ts";
import { createOutbox, createWorker } from "../kernel/outbox/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { keeperPost, renameDivision } from "../region/index.ts";
import { subscriptions } from "./jobs.ts";
import { portalServer, webHouse } from "./web.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);

const keeper: Actor = { ...anonymous, kind: "staff", id: "keeper", assurance: 3, posts: [keeperPost], seats: [] };

test("a kept page shows a new name as soon as the news of it has been heard, and not before", async () => {
  const bare = webHouse(db);
  const house = { ...bare, outbox: createOutbox({ clock: bare.clock, hears: subscriptions }) };
  const server = await portalServer(house);
  const list = async () => (await server.app.inject({ url: "/halls/445100", headers: { accept: "text/html" } })).body;
  assert.match(await list(), /饶平县/);

  await inTransaction(db, (tx) =>
    renameDivision(house, tx, keeper, {
      on: dayOf(house.clock.now()),
      document: { title: "关于饶平更名的批复（示例）" },
      code: "445122",
      name: "饶平区",
    }),
  );
  assert.match(await list(), /饶平县/, "kept");
  const tally = await createWorker(house, { hall: parseHallCode("440000"), subscriptions }).runDue();
  assert.deepEqual(tally.errors, []);
  const shown = await list();
  assert.match(shown, /饶平区/);
  assert.doesNotMatch(shown, /饶平县/);
});
