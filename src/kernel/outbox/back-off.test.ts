import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Type } from "typebox";
import { standardBackOff, waitBefore } from "./back-off.ts";
import { insertText } from "./insert.ts";
import { topic } from "./topic.ts";

test("a wait lies between nothing and the bound, which doubles up to its cap", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.boolean(), random, (attempt, away, r) => {
      const cap = away ? standardBackOff.awayCapMs : standardBackOff.capMs;
      const wait = waitBefore(attempt, away, () => r, standardBackOff);
      assert.ok(Number.isInteger(wait) && wait >= 0);
      assert.ok(wait <= Math.min(cap, 1_000 * 2 ** (attempt - 1)));
    }),
  );
});

test("the jitter is full: waits of one attempt spread over the whole bound", () => {
  const waits = [0, 0.25, 0.5, 0.999].map((r) => waitBefore(5, false, () => r, standardBackOff));
  assert.deepEqual(waits, [0, 4_000, 8_000, 15_984]);
});

test("what is away is asked again within five minutes, however long it has been away", () => {
  assert.ok(waitBefore(2_000, true, () => 0.999, standardBackOff) < 300_000);
});

test("a topic has a module and a verb, and says which fields are wrong without saying what was in them", () => {
  for (const wrong of ["accepted", "Application.accepted", "a.b.c", "a."]) {
    assert.throws(() => topic(wrong, Type.Object({})), RangeError);
  }
  const decided = topic("application.decided", Type.Object({ caseId: Type.String(), days: Type.Integer() }));
  assert.deepEqual(decided.parse({ caseId: "x", days: 3 }), { caseId: "x", days: 3 });
  assert.throws(
    () => decided.parse({ days: "张三" }),
    (error: { details?: { fields: string[] } }) => {
      assert.deepEqual(error.details?.fields.sort(), ["/ required", "/days type"]);
      return true;
    },
  );
});

test("rows of one event share their parameters, and are numbered from where the statement has room", () => {
  const rows = {
    hall: "445100",
    eventId: "e",
    topic: "a.b",
    payload: "{}",
    lane: null,
    laneNo: 0n,
    runAt: new Date(0),
    dedupeKey: null,
    deliveries: [1, 2, 3].map((n) => ({ id: `${n}`, subscriber: `s${n}` })),
  } as unknown as Parameters<typeof insertText>[0];
  const { text, values } = insertText(rows, 4);
  const used = [...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));
  assert.equal(values.length, 8 + 2 * 3);
  assert.deepEqual([Math.min(...used), Math.max(...used)], [4, 4 + values.length - 1]);
});
