import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { Field } from "./field.tsx";

const nasty = `"><script>alert(1)</script>&'`;

test("a field says label, hint, error and control in this order and ties them together", () => {
  const html = renderToString(
    <Field
      id="area"
      name="area"
      label="面积"
      hint="含厨房"
      error="只填数字"
      control={{ kind: "text", value: "约86平" }}
    />,
  );
  const order = ["<label", "含厨房", "只填数字", "<input"].map((part) => html.indexOf(part));
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    order,
  );
  assert.match(html, /aria-invalid="true" aria-describedby="area-hint area-error"/);
});

test("what a person typed comes back escaped", () => {
  for (const control of [
    { kind: "text", value: nasty },
    { kind: "long-text", value: nasty },
    { kind: "locked", value: nasty },
    { kind: "declaration", text: nasty },
  ] as const) {
    const html = renderToString(
      <Field id="x" name="x" label={nasty} hint={nasty} error={nasty} source={nasty} control={control} />,
    );
    assert.ok(!html.includes("<script>"), html);
    assert.ok(!/="[^"]*"><script/.test(html), html);
  }
});

test("several inputs stand in a fieldset whose first control has the id of the field", () => {
  const choices = [
    { value: "1", label: "甲" },
    { value: "2", label: "乙" },
  ];
  for (const control of [
    { kind: "one-of", choices, value: "2" },
    { kind: "any-of", choices, values: ["1", "2"] },
    { kind: "day-parts", year: "1986", month: "3", day: "9" },
    { kind: "address", divisions: choices, division: "1", detail: "北京路 108 号" },
  ] as const) {
    const html = renderToString(<Field id="q" name="q" label="问题" error="请选一项" control={control} />);
    assert.match(html, /<fieldset aria-describedby="q-error"><legend>问题<\/legend>/, control.kind);
    assert.match(html, /<(input|select)[^>]* id="q"/, control.kind);
  }
});

test("a choice is kept, a locked value is not sent", () => {
  const choices = [
    { value: "1", label: "甲" },
    { value: "2", label: "乙" },
  ];
  const radio = renderToString(
    <Field id="q" name="q" label="问题" control={{ kind: "one-of", choices, value: "2" }} />,
  );
  assert.match(radio, /value="2" checked/);
  const select = renderToString(
    <Field id="q" name="q" label="问题" control={{ kind: "select", choices, value: "2" }} />,
  );
  assert.match(select, /<option[^>]*selected[^>]*value="2"|<option value="2" selected|<option selected value="2"/);
  const locked = renderToString(
    <Field id="q" name="q" label="问题" source="营业执照" control={{ kind: "locked", value: "甲" }} />,
  );
  assert.doesNotMatch(locked, / name=/);
  assert.match(locked, /来自营业执照/);
});

test("a text with a limit is never cut by the browser", () => {
  const html = renderToString(
    <Field id="t" name="t" label="意见" control={{ kind: "long-text", maxLength: 200, value: "好" }} />,
  );
  assert.doesNotMatch(html, /maxlength/);
  assert.match(html, /data-count="200"/);
  assert.match(html, /aria-describedby="t-count"/);
});
