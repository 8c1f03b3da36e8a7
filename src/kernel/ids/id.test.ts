import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { fixedClock, systemClock } from "../clock/index.ts";
import { idInstant, isId, lowestIdAt, newId, parseId } from "./index.ts";

const anyInstant = fc.date({
  min: new Date("1970-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

test("ids under a clock that stands still are all different and go up", () => {
  const clock = fixedClock("2026-11-24T09:00:00+08:00");
  const made = Array.from({ length: 20_000 }, () => newId(clock));
  assert.equal(new Set(made).size, made.length);
  assert.deepEqual([...made].sort(), made);
  assert.deepEqual(idInstant(made[0] ?? newId(clock)), clock.now());
});

test("ids under a clock that goes forward go up and carry its instant", () => {
  fc.assert(
    fc.property(anyInstant, fc.array(fc.nat(100_000), { maxLength: 20 }), (start, pauses) => {
      const clock = fixedClock(start);
      let before = newId(clock);
      for (const pause of pauses) {
        clock.advance(pause);
        const next = newId(clock);
        assert.ok(next > before);
        assert.deepEqual(idInstant(next), clock.now());
        before = next;
      }
    }),
  );
});

test("a clock that steps back a little keeps ids going up; one set back far is followed", () => {
  const clock = fixedClock("2026-11-24T09:00:00+08:00");
  const first = newId(clock);
  clock.set("2026-11-24T08:59:55+08:00");
  const second = newId(clock);
  assert.ok(second > first);
  clock.set("2026-11-01T09:00:00+08:00");
  assert.deepEqual(idInstant(newId(clock)), clock.now());
});

test("two clocks do not pull each other", () => {
  const early = fixedClock("2020-01-01T00:00:00Z");
  const late = fixedClock("2030-01-01T00:00:00Z");
  newId(late);
  assert.deepEqual(idInstant(newId(early)), early.now());
  assert.deepEqual(idInstant(newId(late)), late.now());
});

test("the lowest id of an instant lies between everything before and everything from then on", () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const bound = lowestIdAt(instant);
      assert.equal(isId(bound), true);
      assert.deepEqual(idInstant(bound), instant);
      assert.ok(newId(fixedClock(instant)) >= bound);
      if (instant.getTime() > 0) assert.ok(newId(fixedClock(new Date(instant.getTime() - 1))) < bound);
    }),
  );
});

test("an id survives being read back, in capital letters too", () => {
  const made = newId(systemClock);
  assert.equal(parseId(made), made);
  assert.equal(parseId(made.toUpperCase()), made);
});

test("other versions of UUID and other text are no ids", () => {
  for (const wrong of [
    "",
    "0193",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "01932f1c-8e00-7000-c000-000000000000",
    "01932f1c8e0070008000000000000000",
    `${newId(systemClock)} `,
  ]) {
    assert.equal(isId(wrong), false, wrong);
    assert.throws(() => parseId(wrong), { name: "HallError", kind: "invalid", code: "ids/bad-id" });
  }
});
