import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { checkForm, formOfGuide, type GuideForm, parseForm, readAnswers, schemaOf, settle, shorten } from "./index.ts";
import { allAnswers, context } from "./random-form.fixture.ts";

const guides: GuideForm[] = JSON.parse(readFileSync(new URL("examples/guides.json", import.meta.url), "utf8"));
const compiled = guides.map((guide) => ({ guide, ...formOfGuide(guide) }));
const of = (slug: string) => {
  const found = compiled.find(({ guide }) => guide.slug === slug);
  assert.ok(found);
  return found;
};

test("all sixteen guides become forms without a finding, none of their fields missing", () => {
  assert.equal(guides.length, 16);
  assert.equal(guides.flatMap((guide) => guide.form).length, 93);
  for (const { guide, form, materials } of compiled) {
    assert.deepEqual(checkForm(form), [], guide.slug);
    assert.deepEqual(parseForm(structuredClone(form)), form);
    const keys = form.pages.flatMap((page) => page.fields.map((field) => field.key));
    for (const field of guide.form) assert.ok(keys.includes(field.key), `${guide.slug} ${field.key}`);
    assert.deepEqual(
      materials.map((one) => one.name),
      guide.materials.map((one) => one.name),
    );
    for (const page of form.pages) assert.ok(page.fields.length <= 6, `${guide.slug} ${page.title}`);
  }
});

test("a situation shortens the materials: by an answer that the form asks for anyway, else by a question of its own", () => {
  const residence = of("residence-permit");
  const wanted = (ground: string) =>
    shorten(residence.form, { ground }, residence.materials)
      .map((one) => one.name)
      .filter((name) => name.endsWith("证明"));
  assert.deepEqual(wanted("连续就读"), ["就读证明"]);
  assert.deepEqual(wanted("合法稳定住所"), ["居住地住址证明"]);
  const shop = of("individual-business-setup");
  const situation = shop.form.pages[0]?.fields.map((field) => field.label);
  assert.deepEqual(situation, ["是否属于“经营范围含前置审批项目”", "是否委托他人办理"]);
  assert.equal(shorten(shop.form, { situation1: false, situation2: true }, shop.materials).length, 4);
});

test("units leave the labels, registers are named, and two people are two", () => {
  const fields = compiled.flatMap(({ form }) => form.pages.flatMap((page) => page.fields));
  const area = fields.find((field) => field.label === "场所面积");
  assert.equal(area?.kind === "number" && area.unit, "平方米");
  const fund = fields.find((field) => field.label === "注册资本");
  assert.equal(fund?.kind === "money" && fund.unit, "wan");
  assert.deepEqual(
    new Set(fields.flatMap((field) => field.prefill?.from ?? [])),
    new Set(["person.name", "legalPerson.name", "legalPerson.uscc"]),
  );
  assert.deepEqual(of("marriage-registration").form.checks, [{ kind: "different", field: "femaleId", from: "maleId" }]);
  assert.deepEqual(of("construction-permit").form.checks, [{ kind: "order", from: "start", to: "end" }]);
  assert.throws(
    () =>
      formOfGuide({
        slug: "x",
        name: "表",
        materials: [],
        form: [{ key: "a", label: "甲", type: "magic", required: true }],
      }),
    {
      code: "form/guide-field-unknown",
    },
  );
});

test("every guide's form can be filled in, and what our checks accept the exported schema accepts", () => {
  for (const { form, guide } of compiled) {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, validateFormats: false });
    const validate = ajv.compile(schemaOf(form));
    const unchecked = { ...form, checks: [] };
    fc.assert(
      fc.property(allAnswers(form), (all) => {
        const { answers, faults } = readAnswers(unchecked, all, context);
        assert.deepEqual(faults, [], guide.slug);
        assert.deepEqual(answers, settle(form, all).answers);
        assert.ok(validate(JSON.parse(JSON.stringify(answers))), JSON.stringify(validate.errors));
      }),
      { numRuns: 30 },
    );
    assert.equal(validate({}), false, guide.slug);
  }
});
