import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { addCalendarDays, parseDay } from "../calendar/index.ts";
import vectors from "./examples/test-vectors.json" with { type: "json" };
import { idNumberCheckCharacter, idNumberFacts, isIdNumber, parseIdNumber } from "./index.ts";

const refused = (reason: string) => ({
  name: "HallError",
  kind: "invalid",
  code: "codes/bad-id-number",
  details: { reason },
});
const withCheck = (digits: string) => digits + idNumberCheckCharacter(digits);

/** Numbers of residents, permit holders and permanent residents with any birthday from 1900 to 2026; nobody's. */
const anyIdNumber = fc
  .record({
    place: fc.oneof(
      fc.constantFrom("440103", "445102", "460105", "110101", "650102", "810000", "820000", "830000"),
      fc
        .tuple(fc.constantFrom("11", "31", "44", "46"), fc.integer({ min: 100, max: 899 }))
        .map(([a, b]) => `9${a}${b}`),
    ),
    birth: fc.integer({ min: 0, max: 46_000 }).map((days) => addCalendarDays(parseDay("1900-01-01"), days)),
    serial: fc.integer({ min: 0, max: 999 }).map((number) => String(number).padStart(3, "0")),
  })
  .map(({ place, birth, serial }) => ({
    number: withCheck(place + birth.replaceAll("-", "") + serial),
    birth,
    place,
    serial,
  }));

test("the published vectors of id numbers hold", () => {
  for (const valid of vectors.idCard.valid) assert.equal(parseIdNumber(valid), valid);
  for (const invalid of vectors.idCard.invalid) {
    assert.equal(isIdNumber(invalid), false, invalid);
    assert.throws(() => parseIdNumber(invalid), { code: "codes/bad-id-number" });
  }
});

test("birthday, sex and place are read from the digits", () => {
  assert.deepEqual(idNumberFacts(parseIdNumber("440103199003070010")), {
    kind: "resident",
    birthday: "1990-03-07",
    sex: "1",
    division: "440103",
    country: undefined,
  });
  assert.equal(idNumberFacts(parseIdNumber("445102198512243024")).sex, "2");
  fc.assert(
    fc.property(anyIdNumber, ({ number, birth, place, serial }) => {
      const facts = idNumberFacts(parseIdNumber(number));
      assert.equal(facts.birthday, birth);
      assert.equal(facts.sex, Number(serial) % 2 === 1 ? "1" : "2");
      assert.equal(facts.division, facts.kind === "resident" ? place : undefined);
    }),
  );
});

test("residence permits of Hong Kong, Macau and Taiwan residents and permanent residence cards are id numbers", () => {
  for (const place of ["810000", "820000", "830000"]) {
    const facts = idNumberFacts(parseIdNumber(withCheck(`${place}19900307001`)));
    assert.equal(facts.kind, "residence-permit");
    assert.equal(facts.division, undefined);
  }
  const card = idNumberFacts(parseIdNumber(withCheck("94484019900307001")));
  assert.deepEqual([card.kind, card.country, card.birthday], ["permanent-resident", "840", "1990-03-07"]);
});

test("blanks, full-width digits and a small x are forgiven", () => {
  const withX = withCheck("44010319900307002");
  for (let serial = 1; serial < 1000; serial += 1) {
    const number = withCheck(`44010319900307${String(serial).padStart(3, "0")}`);
    if (number.endsWith("X")) assert.equal(parseIdNumber(` ${number.toLowerCase()} `), number);
  }
  assert.equal(parseIdNumber(withX.replace(/(\d{6})(\d{8})/, "$1 $2 ")), withX);
  assert.equal(parseIdNumber("４４０１０３１９９００３０７００１０"), "440103199003070010");
});

test("each fault is told apart, and the number itself never stands in the refusal", () => {
  assert.throws(() => parseIdNumber("440103900307001"), refused("length"));
  assert.throws(() => parseIdNumber("44010319900307001A"), refused("characters"));
  assert.throws(() => parseIdNumber("X40103199003070010"), refused("characters"));
  for (const place of ["990103", "200103", "710101", "810101", "840000", "000000"]) {
    assert.throws(() => parseIdNumber(withCheck(`${place}19900307001`)), refused("place"), place);
  }
  assert.throws(() => parseIdNumber(withCheck("44010319900230001")), refused("birthday"));
  assert.throws(() => parseIdNumber(withCheck("44010317900307001")), refused("birthday"));
  assert.throws(() => parseIdNumber("440103199003070011"), refused("check"));
  assert.throws(
    () => parseIdNumber("440103199003070011"),
    (error: Error) => !JSON.stringify({ ...error, message: error.message }).includes("19900307"),
  );
});

test("a birthday after the day of filling in is refused, on the day itself it is not", () => {
  const born = withCheck("44010320260307001");
  assert.equal(parseIdNumber(born, { on: parseDay("2026-03-07") }), born);
  assert.throws(() => parseIdNumber(born, { on: parseDay("2026-03-06") }), refused("birthday"));
});

test("the weights are the powers of 2 modulo 11, as ISO 7064 has them", () => {
  fc.assert(
    fc.property(anyIdNumber, ({ number }) => {
      let sum = 0;
      for (const [index, one] of [...number].entries()) sum += (one === "X" ? 10 : Number(one)) * 2 ** (17 - index);
      assert.equal(sum % 11, 1);
    }),
  );
});

test("any single wrong character and any two neighbours changed over are caught", () => {
  fc.assert(
    fc.property(anyIdNumber, fc.nat(17), fc.constantFrom(..."0123456789X"), ({ number }, at, other) => {
      fc.pre(number[at] !== other);
      assert.equal(isIdNumber(number.slice(0, at) + other + number.slice(at + 1)), false);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(anyIdNumber, fc.nat(16), ({ number }, at) => {
      const [a = "", b = ""] = number.slice(at, at + 2);
      fc.pre(a !== b);
      assert.equal(isIdNumber(number.slice(0, at) + b + a + number.slice(at + 2)), false);
    }),
    { numRuns: 1000 },
  );
});
