import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { shownPages } from "./pager.tsx";

test("first, last, present and its neighbours are always shown, in order, once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(), (pages, at) => {
      const page = (at % pages) + 1;
      const shown = shownPages(page, pages);
      const numbers = shown.filter((number) => number > 0);
      for (const must of [1, pages, page, Math.max(1, page - 1), Math.min(pages, page + 1)])
        assert.ok(numbers.includes(must));
      assert.deepEqual(
        numbers,
        [...new Set(numbers)].sort((one, other) => one - other),
      );
      assert.equal(new Set(shown).size, shown.length);
      assert.ok(shown.length <= 9);
    }),
  );
});

test("a gap stands only where at least two pages are left out", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (pages, at) => {
      const shown = shownPages((at % pages) + 1, pages);
      shown.forEach((number, place) => {
        const before = shown[place - 1];
        if (number > 0 && before !== undefined && before > 0) assert.equal(number - before, 1);
        if (number < 0) assert.ok((shown[place + 1] ?? 0) - (before ?? 0) >= 3);
      });
    }),
  );
});
