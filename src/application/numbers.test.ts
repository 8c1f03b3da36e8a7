import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { fixedClock } from "../kernel/clock/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { isCaseNumber, parseCaseNumber } from "./index.ts";
import { nextNumber, orgPartOf } from "./numbers.ts";

const { db, url, close } = await openTestDb(import.meta.url);
after(close);
const hall = parseHallCode("445100");
const clock = fixedClock("2026-03-02T10:00:00+08:00");

test("a number names hall, body and day, and its check character catches every single wrong character and every swap", async () => {
  const number = await nextNumber({ db, clock }, hall, "006939756");
  assert.match(number, /^445100006939756260302\d{6}[0-9A-Z]$/);
  assert.deepEqual(parseCaseNumber(` ${number.slice(0, 15)}-${number.slice(15).toLowerCase()} `), { number, hall });
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  fc.assert(
    fc.property(fc.nat({ max: number.length - 1 }), fc.constantFrom(...alphabet), (at, other) => {
      const changed = number.slice(0, at) + other + number.slice(at + 1);
      assert.equal(isCaseNumber(changed), changed === number);
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.nat({ max: number.length - 2 }), (at) => {
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
      assert.equal(isCaseNumber(swapped), swapped === number);
    }),
  );
});

test("what is no number is refused in words", () => {
  for (const text of ["", "1", "445100006939756260302000001", "北".repeat(28)]) {
    assert.throws(() => parseCaseNumber(text), { code: "application/bad-number" });
  }
});

test("many at once in one process never get the same number, over the ends of blocks", async () => {
  const numbers = await Promise.all(Array.from({ length: 333 }, () => nextNumber({ db, clock }, hall, "006939757")));
  assert.equal(new Set(numbers).size, 333);
});

test("four processes that number at the same time never give the same number", async () => {
  const script = fileURLToPath(new URL("./number-process.fixture.ts", import.meta.url));
  const run = promisify(execFile);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => run(process.execPath, ["--import", "tsx", script, url, "120"])),
  );
  const numbers = answers.flatMap(({ stdout }) => stdout.trim().split("\n"));
  assert.equal(numbers.length, 480);
  assert.equal(new Set(numbers).size, 480);
  assert.ok(numbers.every(isCaseNumber));
});

test("the next day begins at one again", async () => {
  clock.set("2026-03-03T00:00:00+08:00");
  assert.match(await nextNumber({ db, clock }, hall, "006939756"), /260303000001/);
});

test("a body without a credit code has nine characters of its own, never those of a real organization", () => {
  assert.equal(orgPartOf({ key: "x", uscc: "11440000006939756B" }), "006939756");
  fc.assert(
    fc.property(fc.string(), (key) => {
      const org = orgPartOf({ key, uscc: undefined });
      assert.match(org, /^Z[0-9A-Z]{8}$/);
      assert.equal(org, orgPartOf({ key, uscc: "bad" }));
    }),
  );
});
