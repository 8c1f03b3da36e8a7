import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkForm, type Field, type Form, parseForm, readAnswers } from "./index.ts";
import { context, randomForm } from "./random-form.fixture.ts";

const text = (key: string, more: Partial<Field> = {}): Field =>
  ({ kind: "text", key, label: "题", required: false, ...more }) as Field;
const form = (fields: Field[], more: Partial<Form> = {}): Form => ({
  key: "f",
  name: "表",
  pages: [{ key: "p", title: "页", fields }],
  ...more,
});
const codes = (one: Form) => checkForm(one).map((finding) => finding.code);
const yes = (key: string) => ({ "==": [{ var: key }, "是"] }) as Field["when"] & object;

test("each mistake of a definition is found", () => {
  const cases: [string, Form][] = [
    ["duplicate-key", form([text("a"), text("a")])],
    ["duplicate-key", form([text("a")], { given: [{ key: "a", label: "甲", kind: "yesNo" }] })],
    ["duplicate-page", { ...form([text("a")]), pages: [...form([text("a")]).pages, ...form([text("b")]).pages] }],
    ["duplicate-was", form([text("a", { was: "x" }), text("b", { was: "x" })])],
    ["was-still-here", form([text("a", { was: "b" }), text("b")])],
    ["reserved-key", form([text("constructor")])],
    ["condition", form([text("a", { when: yes("nothing") })])],
    ["condition", form([text("a", { requiredWhen: { cat: [] } as never })])],
    ["ring", form([text("a", { when: yes("b") }), text("b", { when: yes("a") })])],
    ["ring", form([text("a", { when: yes("a") })])],
    ["no-options", form([{ kind: "choice", key: "a", label: "题", required: true, options: [] }])],
    [
      "duplicate-option",
      form([
        {
          kind: "choice",
          key: "a",
          label: "题",
          required: true,
          options: [
            { value: "1", label: "甲" },
            { value: "1", label: "乙" },
          ],
        },
      ]),
    ],
    [
      "blank-option",
      form([{ kind: "choice", key: "a", label: "题", required: true, options: [{ value: " 1", label: "甲" }] }]),
    ],
    ["bounds", form([{ kind: "money", key: "a", label: "题", required: true, unit: "yuan", least: 2, most: 1 }])],
    [
      "bounds",
      form([{ kind: "date", key: "a", label: "题", required: true, earliest: "2026-01-02", latest: "2026-01-01" }]),
    ],
    ["no-such-day", form([{ kind: "date", key: "a", label: "题", required: true, earliest: "2026-02-30" }])],
    [
      "duplicate-column",
      form([
        {
          kind: "rows",
          key: "a",
          label: "表",
          required: true,
          unit: "行",
          columns: [
            { kind: "text", key: "c", label: "列", required: true },
            { kind: "uscc", key: "c", label: "列", required: true },
          ],
        },
      ]),
    ],
    ["check-of-nothing", form([text("a")], { checks: [{ kind: "same", field: "a", as: "b" }] })],
    ["check-of-unlike", form([text("a"), text("b")], { checks: [{ kind: "order", from: "a", to: "b" }] })],
  ];
  for (const [code, one] of cases) {
    assert.ok(codes(one).includes(code), `${code}: ${codes(one).join()}`);
    assert.throws(() => parseForm(one), { code: "form/unsound" }, code);
  }
});

test("what is odd but workable is a warning", () => {
  const choice: Field = {
    kind: "choice",
    key: "c",
    label: "选",
    required: true,
    options: [{ value: "是", label: "是" }],
  };
  const ahead: Form = { ...form([text("a", { when: yes("c") })]) };
  ahead.pages.push({ key: "q", title: "后页", fields: [choice] });
  assert.deepEqual(codes(ahead), ["looks-ahead"]);
  const both = { and: [yes("c"), { "!": [yes("c")] }] } as Field["when"] & object;
  assert.deepEqual(codes(form([choice, text("a", { when: both })])), ["never-shown"]);
  assert.doesNotThrow(() => parseForm(ahead));
});

test("a value that is no form is refused with the places", () => {
  assert.throws(
    () => parseForm({ key: "f", name: "表", pages: [{ key: "p", title: "页", fields: [{ kind: "magic" }] }] }),
    {
      code: "form/malformed",
    },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.throws(() => parseForm(value), { code: "form/malformed" });
    }),
  );
});

test("a form broken anywhere is refused or works", () => {
  const broken = fc.tuple(randomForm, fc.nat(), fc.jsonValue()).map(([one, at, value]) => {
    const copy = structuredClone(one);
    const fields = copy.pages.flatMap((page) => page.fields);
    const field = fields[at % fields.length] as unknown as Record<string, unknown>;
    const keys = [...Object.keys(field), "when", "requiredWhen"];
    field[keys[at % keys.length] ?? "when"] = value;
    return copy;
  });
  fc.assert(
    fc.property(broken, (one) => {
      let sound: Form;
      try {
        sound = parseForm(one);
      } catch (error) {
        assert.match(String((error as { code: string }).code), /^form\/(malformed|unsound)$/);
        return;
      }
      readAnswers(sound, {}, context);
    }),
    { numRuns: 1000 },
  );
});
