import assert from "node:assert/strict";
import { test } from "node:test";
import { foodMaterials, foodBusiness as form } from "./examples/food-business.ts";
import {
  beginDraft,
  carryOver,
  type Draft,
  firstFaultyPage,
  pagesOf,
  parseForm,
  prefill,
  progressOf,
  readAnswers,
  readPage,
  shorten,
  summaryOf,
} from "./index.ts";
import { context as base } from "./random-form.fixture.ts";

const context = { ...base, facts: { byDelegate: false } };
const empty: Draft = { answers: {}, typed: {} };
const place = { items: ["hot"], "place.division": "440103001", "place.detail": "一号", area: "86.5" };

test("the task list follows the draft: 未填, 填了一部分, 填好", () => {
  const states = (draft: Draft) => progressOf(form, draft, context).map((one) => one.label);
  assert.deepEqual(states(empty), ["未填", "未填", "未填"]);
  const half = readPage(form, "place", empty, { ...place, area: "约86平" }, context);
  assert.deepEqual(
    half.faults.map((fault) => [fault.page, fault.name, fault.typed]),
    [["place", "area", "约86平"]],
  );
  assert.deepEqual(states(half.draft), ["未填", "填了一部分", "未填"]);
  assert.equal(firstFaultyPage(form, half.draft, context), "subject");
  const full = readPage(form, "place", half.draft, place, context);
  assert.deepEqual(full.faults, []);
  assert.deepEqual(states(full.draft), ["未填", "填好", "未填"]);
});

test("a page leaves the other pages as they are, and empties what it does not send", () => {
  const first = readPage(form, "place", empty, { ...place, phone: "13800138000" }, context).draft;
  const second = readPage(form, "staff", first, { "staff.0.name": "陈三" }, context).draft;
  assert.deepEqual(second.answers, { ...first.answers, staff: [{ name: "陈三" }] });
  const third = readPage(form, "place", second, place, context).draft;
  assert.ok(!("phone" in third.answers));
  assert.deepEqual(readPage(form, "no-such-page", third, { name: "甲" }, context).draft, third);
});

test("a question that the page's own answers bring up is shown before it is asked for", () => {
  const first = readPage(form, "place", empty, { ...place, items: ["raw"] }, context);
  assert.deepEqual(first.appeared, ["cold"]);
  assert.deepEqual(first.faults, []);
  const keys = pagesOf(form, first.draft.answers)
    .find((page) => page.key === "place")
    ?.questions.map((one) => one.field.key);
  assert.ok(keys?.includes("cold"));
  const second = readPage(form, "place", first.draft, { ...place, items: ["raw"] }, context);
  assert.deepEqual(second.appeared, []);
  assert.deepEqual(
    second.faults.map((fault) => fault.name),
    ["cold"],
  );
});

test("what is hidden stays in the draft and out of the submission, and materials follow", () => {
  const raw = readPage(form, "place", empty, { ...place, items: ["raw"], cold: "true" }, context).draft;
  assert.deepEqual(
    shorten(form, raw.answers, foodMaterials, context.facts).map((one) => one.name),
    ["营业执照", "冷藏设备照片"],
  );
  const hot = readPage(form, "place", raw, { ...place, cold: "true" }, context);
  assert.equal(hot.draft.answers.cold, true);
  assert.ok(!("cold" in hot.answers));
  assert.deepEqual(
    shorten(form, hot.draft.answers, foodMaterials, { byDelegate: true }).map((one) => one.name),
    ["营业执照", "授权委托书"],
  );
});

test("a question becomes required by another answer", () => {
  const large = readPage(form, "place", empty, { ...place, area: "301" }, context);
  assert.deepEqual(
    large.faults.map((fault) => fault.name),
    ["phone"],
  );
  const question = pagesOf(form, large.draft.answers)
    .flatMap((page) => page.questions)
    .find((one) => one.field.key === "phone");
  assert.equal(question?.required, true);
});

test("registers fill in answers with their source; a locked one stands whatever is sent", () => {
  const facts = {
    "legalPerson.name": { value: "广州某某餐饮有限公司", source: "营业执照，A 级可信" },
    "legalPerson.uscc": { value: "不是代码", source: "营业执照，A 级可信" },
  };
  const prefilled = prefill(form, facts, context);
  assert.deepEqual(prefilled, {
    name: { answer: "广州某某餐饮有限公司", source: "营业执照，A 级可信", locked: true },
  });
  const reading = readAnswers(form, { name: "别的公司", uscc: "" }, { ...context, prefilled });
  assert.equal(reading.answers.name, "广州某某餐饮有限公司");
  assert.ok(reading.faults.some((fault) => fault.name === "uscc"));
  const [row] = summaryOf(form, reading.answers, { ...context, prefilled });
  assert.deepEqual(row, {
    page: "subject",
    key: "name",
    label: "经营者名称",
    lines: ["广州某某餐饮有限公司"],
    source: "营业执照，A 级可信",
  });
});

test("the summary says every shown answer as it is read", () => {
  const draft = readPage(form, "place", empty, { ...place, items: ["hot", "prepacked"] }, context).draft;
  const staff = readPage(
    form,
    "staff",
    draft,
    { "staff.0.name": "陈三", "staff.0.idNumber": "11010519491231002X", "staff.0.checkedOn": "2026-1-5" },
    context,
  ).draft;
  const lines = Object.fromEntries(summaryOf(form, staff.answers, context).map((row) => [row.key, row.lines]));
  assert.deepEqual(lines.items, ["预包装食品销售、热食类制售"]);
  assert.deepEqual(lines.area, ["86.5 平方米"]);
  assert.deepEqual(lines.phone, []);
  assert.deepEqual(lines.staff, ["姓名：陈三；身份证号：11010519491231002X；体检日期：2026年1月5日"]);
  assert.ok(!("cold" in lines));
});

test("carrying over and reading again agree on a draft with something typed", () => {
  const half = readPage(form, "place", empty, { ...place, area: "约86平" }, context).draft;
  assert.deepEqual(carryOver(form, form, half, context).draft, half);
});

test("a page with a condition comes and goes with all its questions", () => {
  const two = parseForm({
    key: "f",
    name: "表",
    pages: [
      { key: "kind", title: "类型", fields: [{ kind: "yesNo", key: "company", label: "是否公司", required: true }] },
      {
        key: "company",
        title: "公司",
        when: { "==": [{ var: "company" }, true] },
        fields: [{ kind: "text", key: "name", label: "名称", required: true }],
      },
    ],
  });
  const keys = (raw: unknown) => pagesOf(two, readAnswers(two, raw, context).answers).map((page) => page.key);
  assert.deepEqual(keys({ company: "是", name: "甲" }), ["kind", "company"]);
  assert.deepEqual(keys({ company: "否", name: "甲" }), ["kind"]);
  assert.deepEqual(readAnswers(two, { company: "否", name: "甲" }, context).answers, { company: false });
  assert.deepEqual(
    readAnswers(two, { company: "是" }, context).faults.map((fault) => fault.page),
    ["company"],
  );
});

test("what a register offers without locking may be changed, also to nothing", () => {
  const offered = parseForm({
    key: "f",
    name: "表",
    pages: [
      {
        key: "p",
        title: "页",
        fields: [
          {
            kind: "phone",
            key: "phone",
            label: "电话",
            required: false,
            prefill: { from: "person.phone", locked: false },
          },
        ],
      },
    ],
  });
  const prefilled = prefill(offered, { "person.phone": { value: "13800138000", source: "实名信息" } }, context);
  const known = { ...context, prefilled };
  const draft = beginDraft(prefilled);
  assert.deepEqual(draft.answers, { phone: "13800138000" });
  assert.deepEqual(summaryOf(offered, draft.answers, known)[0]?.source, "实名信息");
  const changed = readPage(offered, "p", draft, { phone: "13800138001" }, known).draft;
  assert.deepEqual(changed.answers, { phone: "13800138001" });
  assert.equal(summaryOf(offered, changed.answers, known)[0]?.source, undefined);
  assert.deepEqual(readPage(offered, "p", draft, { phone: "" }, known).draft.answers, {});
});
