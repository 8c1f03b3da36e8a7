import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { carryOver, type Form, parseForm, readAnswers, readDraft } from "./index.ts";
import { allAnswers, context, randomForm } from "./random-form.fixture.ts";

function form(...fields: Form["pages"][number]["fields"]): Form {
  return parseForm({ key: "f", name: "表", pages: [{ key: "p", title: "页", fields }] });
}

test("a draft comes over: kept, renamed, to redo, dropped, and each is told", () => {
  const old = form(
    { kind: "text", key: "name", label: "名称", required: true },
    { kind: "text", key: "boss", label: "负责人", required: true },
    { kind: "text", key: "size", label: "面积", required: true },
    { kind: "choice", key: "way", label: "方式", required: true, options: [{ value: "a", label: "自取" }] },
    { kind: "money", key: "fund", label: "资金", required: true, unit: "yuan" },
    { kind: "text", key: "gone", label: "传真", required: false },
  );
  const next = form(
    { kind: "text", key: "name", label: "名称", required: true },
    { kind: "text", key: "manager", was: "boss", label: "负责人姓名", required: true },
    { kind: "number", key: "size", label: "面积", required: true, scale: 2 },
    { kind: "choice", key: "way", label: "方式", required: true, options: [{ value: "b", label: "邮寄" }] },
    { kind: "money", key: "fund", label: "资金", required: true, unit: "wan" },
  );
  const { draft } = readAnswers(
    old,
    { name: "甲店", boss: "陈三", size: "约86平", way: "a", fund: "50000", gone: "12345" },
    context,
  );
  const carried = carryOver(old, next, draft, context);
  assert.deepEqual(carried.draft.answers, { name: "甲店", manager: "陈三", fund: 5_000_000 });
  assert.deepEqual(carried.draft.typed, { size: "约86平", way: "a" });
  assert.deepEqual(
    carried.changes.map(({ kind, from, to }) => [kind, from, to]),
    [
      ["kept", "name", "name"],
      ["renamed", "boss", "manager"],
      ["redo", "size", "size"],
      ["redo", "way", "way"],
      ["kept", "fund", "fund"],
      ["dropped", "gone", undefined],
    ],
  );
  assert.equal(carried.changes.at(-1)?.text, "12345");
  const faults = readDraft(next, carried.draft, context).faults.map((fault) => [fault.name, fault.typed]);
  assert.deepEqual(faults, [
    ["size", "约86平"],
    ["way", "a"],
  ]);
});

test("columns of a table are carried one by one, with what was typed in them", () => {
  const old = form({
    kind: "rows",
    key: "cars",
    label: "车辆",
    required: true,
    unit: "辆",
    columns: [
      { kind: "text", key: "plate", label: "车牌", required: true },
      { kind: "integer", key: "mass", label: "总质量", required: true },
      { kind: "text", key: "colour", label: "颜色", required: false },
    ],
  });
  const next = form({
    kind: "rows",
    key: "vehicles",
    was: "cars",
    label: "车辆",
    required: true,
    unit: "辆",
    columns: [
      { kind: "text", key: "number", was: "plate", label: "号牌", required: true },
      { kind: "integer", key: "mass", label: "总质量", required: true },
    ],
  });
  const { draft } = readAnswers(old, { "cars.0.plate": "粤A1", "cars.0.mass": "三吨", "cars.0.colour": "蓝" }, context);
  const carried = carryOver(old, next, draft, context);
  assert.deepEqual(carried.draft, {
    answers: { vehicles: [{ number: "粤A1" }] },
    typed: { "vehicles.0.mass": "三吨" },
  });
  assert.deepEqual(
    carried.changes.map(({ kind, from, to }) => [kind, from, to]),
    [
      ["renamed", "cars.0.plate", "vehicles.0.number"],
      ["dropped", "cars.0.colour", undefined],
      ["redo", "cars.0.mass", "vehicles.0.mass"],
    ],
  );
});

test("a draft carried to the same form stays as it is", () => {
  fc.assert(
    fc.property(
      randomForm.chain((one) => allAnswers(one).map((answers) => ({ one, answers }))),
      ({ one, answers }) => {
        const carried = carryOver(one, one, { answers, typed: {} }, context);
        assert.deepEqual(carried.draft, { answers, typed: {} });
        assert.ok(carried.changes.every((change) => change.kind === "kept"));
      },
    ),
    { numRuns: 300 },
  );
});

test("nothing is silently lost between any two forms: each old answer stands, waits as text, or is named as dropped", () => {
  const drafts = randomForm.chain((old) =>
    fc.tuple(
      fc.constant(old),
      randomForm,
      allAnswers(old),
      fc.dictionary(fc.constantFrom("f1", "f2", "f3.0.a"), fc.string({ unit: "binary" })),
    ),
  );
  fc.assert(
    fc.property(drafts, ([old, next, answers, typed]) => {
      const { draft } = readAnswers(old, { ...answers, ...typed }, context);
      const carried = carryOver(old, next, draft, context);
      const told = carried.changes.map((change) => change.from);
      assert.equal(new Set(told).size, told.length);
      for (const name of [...leafNames(draft.answers), ...Object.keys(draft.typed)]) {
        // A question of another kind is told as a whole, under its own name.
        const change =
          carried.changes.find((one) => one.from === name) ??
          carried.changes.find((one) => name.startsWith(`${one.from}.`));
        assert.ok(change, name);
        assert.notEqual(change.text, "");
        if (change.kind === "dropped") continue;
        const to = change.to ?? "";
        if (change.kind === "redo") assert.ok(Object.hasOwn(carried.draft.typed, to), to);
        else assert.ok(leafNames(carried.draft.answers).includes(to), to);
      }
    }),
    { numRuns: 1000 },
  );
});

function leafNames(answers: object): string[] {
  return Object.entries(answers).flatMap(([key, value]): string[] => {
    if (typeof value !== "object" || (Array.isArray(value) && value.every((one) => typeof one === "string")))
      return [key];
    return leafNames(value).map((name) => `${key}.${name}`);
  });
}
