import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { fixedClock } from "../clock/index.ts";
import { openTestDb } from "../testing/index.ts";
import { monday } from "./house.fixture.ts";
import { sweepTokens, takeToken } from "./rate-limit.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

const quota = { limit: 5, windowSeconds: 60 };

test("five are given, the sixth is refused and told when to come, and then it is given", async () => {
  const clock = fixedClock(monday);
  for (let turn = 4; turn >= 0; turn -= 1) {
    assert.deepEqual(await takeToken(db, "a", quota, clock), {
      allowed: true,
      remaining: turn,
      retryAfterSeconds: 0,
    });
  }
  const refused = await takeToken(db, "a", quota, clock);
  assert.deepEqual(refused, { allowed: false, remaining: 0, retryAfterSeconds: 12 });
  clock.advance(11_000);
  assert.equal((await takeToken(db, "a", quota, clock)).retryAfterSeconds, 1);
  clock.advance(1_000);
  assert.ok((await takeToken(db, "a", quota, clock)).allowed);
  assert.ok(!(await takeToken(db, "a", quota, clock)).allowed);
  assert.ok((await takeToken(db, "b", quota, clock)).allowed);
});

test("twenty at the same instant get exactly five", async () => {
  const clock = fixedClock(monday);
  const given = await Promise.all(Array.from({ length: 20 }, () => takeToken(db, "rush", quota, clock)));
  assert.equal(given.filter((each) => each.allowed).length, 5);
  assert.ok(given.every((each) => each.allowed || each.retryAfterSeconds >= 1));
});

test("in no window of time are more given than one burst and what grew back, and who waits as told is served", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ limit: fc.integer({ min: 1, max: 7 }), windowSeconds: fc.integer({ min: 1, max: 100 }) }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 25 }),
      async (some, pauses) => {
        run += 1;
        const clock = fixedClock(monday);
        const given: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          const token = await takeToken(db, `law ${run}`, some, clock);
          if (token.allowed) given.push(clock.now().getTime());
        }
        const step = (some.windowSeconds * 1000) / some.limit;
        for (const [at, from] of given.entries()) {
          const inside = given.filter((each, index) => index >= at && each < from + some.windowSeconds * 1000);
          assert.ok(inside.length <= 2 * some.limit);
          assert.ok((inside.length - some.limit) * step <= (inside.at(-1) ?? from) - from + 1);
        }
        const last = await takeToken(db, `law ${run}`, some, clock);
        clock.advance(last.retryAfterSeconds * 1000);
        assert.ok(last.allowed || (await takeToken(db, `law ${run}`, some, clock)).allowed);
      },
    ),
    { numRuns: 25 },
  );
});

test("what is counted cannot be read, and what is full again is forgotten", async () => {
  const clock = fixedClock(monday);
  await takeToken(db, "sms:13800138000", quota, clock);
  const { rows } = await sql<{ row: string }>`select r::text as row from kernel.rate r`.execute(db);
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes("13800138000")));
  clock.advance(24 * 3_600_000);
  await sweepTokens(db, clock);
  const left = await sql`select from kernel.rate where full_at < ${clock.now()}`.execute(db);
  assert.equal(left.rows.length, 0);
});
