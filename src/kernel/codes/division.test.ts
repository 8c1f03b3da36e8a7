import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  divisionLevel,
  isDivisionCode,
  isHallCode,
  parseDivisionCode,
  parseHallCode,
  statisticsCode,
  upperDivisions,
} from "./index.ts";

const padded = (number: number, length: number) => String(number).padStart(length, "0");
const anyDivision = fc
  .tuple(
    fc.constantFrom("44", "46", "11", "50"),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom(6, 9, 12),
  )
  .map(([province, city, county, town, village, length]) =>
    (province + padded(city, 2) + padded(county, 2) + padded(town, 3) + padded(village, 3)).slice(0, length),
  );

test("a place keeps its code through the padding of statistics", () => {
  assert.equal(parseDivisionCode("440000000000"), "440000");
  assert.equal(parseDivisionCode("440103000000"), "440103");
  assert.equal(parseDivisionCode("441900003000"), "441900003");
  assert.equal(parseDivisionCode("460105001003"), "460105001003");
  fc.assert(
    fc.property(anyDivision, (text) => {
      const code = parseDivisionCode(text);
      assert.equal(code, text);
      assert.equal(statisticsCode(code).length, 12);
      assert.equal(parseDivisionCode(statisticsCode(code)), code);
    }),
  );
});

test("the level is read from the digits", () => {
  const level = (text: string) => divisionLevel(parseDivisionCode(text));
  assert.equal(level("440000"), "province");
  assert.equal(level("445100"), "city");
  assert.equal(level("445103"), "county");
  assert.equal(level("441900003"), "town");
  assert.equal(level("460105001003"), "village");
});

test("the divisions above are named nearest first; towns of a city without counties hang on the city", () => {
  const above = (text: string) => upperDivisions(parseDivisionCode(text));
  assert.deepEqual(above("460105001003"), ["460105001", "460105", "460100", "460000"]);
  assert.deepEqual(above("441900003"), ["441900", "440000"]);
  assert.deepEqual(above("469001"), ["460000"], "a county run by its province");
  assert.deepEqual(above("110101"), ["110000"], "a district of a municipality");
  assert.deepEqual(above("440000"), []);
});

test("other digits are no division", () => {
  for (const wrong of ["", "44", "4401", "990000", "000000", "440001", "44010300", "4401030000001", "4401AB"]) {
    assert.equal(isDivisionCode(wrong), false, wrong);
    assert.throws(() => parseDivisionCode(wrong), { name: "HallError", code: "codes/bad-division" }, wrong);
  }
  assert.equal(isDivisionCode("440103000000"), false, "padding is not how we keep it");
});

test("a hall belongs to a province, a city or a county, not to a town", () => {
  assert.equal(parseHallCode("445103"), "445103");
  assert.equal(parseHallCode("440000000000"), "440000");
  assert.equal(isHallCode("441900003"), false);
  for (const wrong of ["441900003", "460105001003", "999999", ""]) {
    assert.throws(() => parseHallCode(wrong), { code: "codes/bad-hall" }, wrong);
  }
});
