import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { checkForm, parseForm, readAnswers, readDraft, schemaOf, settle, summaryOf, writeInputs } from "./index.ts";
import { allAnswers, answeredForm, context, randomForm } from "./random-form.fixture.ts";

test("random forms of every kind of question are sound", () => {
  fc.assert(
    fc.property(randomForm, (form) => {
      assert.deepEqual(
        checkForm(form).filter((one) => one.level === "error"),
        [],
      );
      assert.deepEqual(parseForm(structuredClone(form)), form);
    }),
    { numRuns: 300 },
  );
});

test("hidden answers are dropped once and for all: settling again changes nothing, and hidden values decide nothing", () => {
  fc.assert(
    fc.property(
      randomForm.chain((form) => fc.tuple(fc.constant(form), allAnswers(form), allAnswers(form))),
      ([form, one, other]) => {
        const settled = settle(form, one, context.facts);
        assert.deepEqual(settle(form, settled.answers, context.facts), settled);
        for (const key of Object.keys(settled.answers)) assert.ok(settled.shown.has(key));
        // Whatever stands in hidden questions, the same ones are shown.
        const hidden = Object.fromEntries(Object.entries(other).filter(([key]) => !settled.shown.has(key)));
        assert.deepEqual(settle(form, { ...hidden, ...settled.answers }, context.facts), settled);
      },
    ),
    { numRuns: 500 },
  );
});

test("valid answers are read without faults, from JSON and from a page alike, and come back the same", () => {
  fc.assert(
    fc.property(answeredForm, ({ form, all, answers }) => {
      const fromJson = readAnswers(form, JSON.parse(JSON.stringify(all)), context);
      assert.deepEqual(fromJson.faults, []);
      assert.deepEqual(fromJson.answers, answers);
      assert.deepEqual(fromJson.draft, { answers: all, typed: {} });
      const fromPage = readAnswers(form, writeInputs(form, { answers, typed: {} }), context);
      assert.deepEqual(fromPage.answers, answers);
      assert.deepEqual(fromPage.faults, []);
    }),
    { numRuns: 500 },
  );
});

test("valid answers pass the exported JSON Schema", () => {
  fc.assert(
    fc.property(answeredForm, ({ form, answers }) => {
      const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, validateFormats: false });
      const validate = ajv.compile(schemaOf(form));
      assert.ok(validate(JSON.parse(JSON.stringify(answers))), JSON.stringify(validate.errors));
    }),
    { numRuns: 200 },
  );
});

/** Text and JSON as an attacker or a broken program would send it, often under names that the form knows. */
const hostile = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
  fc.dictionary(
    fc
      .tuple(
        fc.constantFrom("f1", "f2", "f3", "__proto__", "constructor"),
        fc.constantFrom("", ".a", ".0.a", ".999.b", ".division", ".from.year", ".__proto__.x"),
      )
      .map((parts) => parts.join("")),
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.jsonValue(),
      fc.constant("9".repeat(400)),
    ),
  ),
);

test("whatever comes in is answered, never thrown at, and what was made of it is made again from the draft", () => {
  fc.assert(
    fc.property(randomForm, hostile, (form, raw) => {
      const first = readAnswers(form, raw, context);
      const again = readDraft(form, first.draft, context);
      assert.deepEqual(again.answers, first.answers);
      assert.deepEqual(
        again.faults.map((fault) => fault.name),
        first.faults.map((fault) => fault.name),
      );
      summaryOf(form, first.answers, context);
      for (const fault of first.faults) assert.match(fault.message, /\p{Script=Han}/u);
      assert.equal(new Set(first.faults.map((fault) => fault.name)).size, first.faults.length);
      assert.equal(Object.keys(Object.prototype).length, 0);
      // Lone surrogates and NUL would break the database.
      assert.ok(!JSON.stringify(first.answers).includes("\\u0000"));
    }),
    { numRuns: 2000 },
  );
});

test("faults stand in the order of asking", () => {
  fc.assert(
    fc.property(randomForm, (form) => {
      const order = form.pages.flatMap((page) => page.fields.map((field) => field.key));
      const faulty = readAnswers(form, {}, context).faults.map((fault) => order.indexOf(fault.field));
      assert.deepEqual(
        faulty,
        faulty.toSorted((a, b) => a - b),
      );
    }),
  );
});
