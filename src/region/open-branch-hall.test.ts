import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import example from "./examples/branch-hall.json" with { type: "json" };
import { forgetHalls, foundDivision, hallsOf, type NewHall, openBranchHall, region } from "./index.ts";
import { keeper, regionHouse, startAgain, today } from "./region.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = regionHouse(db);
beforeEach(async () => {
  await startAgain(db);
  forgetHalls(house);
});

const open = (hall: NewHall) => inTransaction(db, (tx) => openBranchHall(house, tx, keeper, hall));
const found = () =>
  inTransaction(db, (tx) =>
    foundDivision(house, tx, keeper, {
      on: today,
      document: example.document,
      ...example.division,
      kind: "functional",
    }),
  );

test("[A5] a new branch hall is one call and ready at once, with its address, theme and sites (the README's example)", async () => {
  await found();
  assert.deepEqual(await open(example.hall), example.opened);
  const hall = (await hallsOf(house)).at("FENGXI.example.cn:8080");
  assert.deepEqual([hall?.code, hall?.hue, hall?.state, hall?.upper], ["445171", 210, "open", "445100"]);
});

test("a hall that is there, a host that is taken and places that have no hall are refused", async () => {
  await found();
  await assert.rejects(open({ division: "445122" }), { code: "region/hall-exists" });
  await assert.rejects(open({ division: "445122100" }), { code: "region/no-hall-here" });
  await assert.rejects(open({ division: "445171", host: "枫溪.cn" }), { code: "region/bad-host" });
  await assert.rejects(open({ division: "445171", hue: 30 }), { code: "region/bad-hue" });
  await open({ division: "445171", host: "a.example.cn" });
  await inTransaction(db, (tx) =>
    foundDivision(house, tx, keeper, {
      on: today,
      document: { title: "批复" },
      code: "445172",
      name: "某区",
      upper: "445100",
    }),
  );
  await assert.rejects(open({ division: "445172", host: "a.example.cn" }), { code: "region/host-taken" });
  await open({ division: "445172" });
});

test("the halls in memory are read once and anew after region.changed", async () => {
  const first = await hallsOf(house);
  await found();
  await open({ division: "445171" });
  assert.equal(await hallsOf(house), first, "nobody has told this process yet");
  const { handling } = region.subscriptions?.[0] ?? {};
  const delivery = { payload: {} } as Parameters<NonNullable<NonNullable<typeof handling>["inTransaction"]>>[2];
  await inTransaction(db, async (tx) => handling?.inTransaction?.(house, tx, delivery));
  assert.ok((await hallsOf(house)).find("445171"));
  const news = await db
    .selectFrom("kernel.outbox")
    .select(["topic", "subscriber"])
    .where("hall", "=", "440000")
    .execute();
  assert.deepEqual(news.at(-1), { topic: "region.changed", subscriber: "region" });
});

test("another process notices a change by the register's number within two seconds", async (t) => {
  const first = await hallsOf(house);
  await found();
  await open({ division: "445171" });
  const now = performance.now();
  t.mock.method(performance, "now", () => now + 2_001);
  assert.notEqual(await hallsOf(house), first);
});
