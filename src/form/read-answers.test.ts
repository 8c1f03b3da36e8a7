import assert from "node:assert/strict";
import { test } from "node:test";
import { type Field, parseForm, readAnswers, readDraft, refuseFaults, sayFault, summaryOf } from "./index.ts";
import { context } from "./random-form.fixture.ts";

function ask(
  field: Field,
  raw: unknown,
  options: Partial<typeof context> & { divisionName?: (code: string) => string | undefined } = {},
) {
  const form = parseForm({ key: "f", name: "表", pages: [{ key: "p", title: "页", fields: [field] }] });
  const reading = readAnswers(form, raw, { ...context, ...options });
  return {
    answer: reading.answers[field.key],
    said: reading.faults.map((fault) => [fault.name, sayFault(fault)]),
    form,
  };
}
const asked = { key: "q", label: "问题", required: true };
const read = (field: Field, q: unknown) => ask(field, { q }).answer;
const said = (field: Field, q: unknown) => ask(field, { q }).said[0]?.[1];

test("a fault says what to do and what was typed", () => {
  const area: Field = { ...asked, kind: "number", unit: "平方米", scale: 2 };
  assert.equal(said(area, "约86平"), "只填数字，不带单位。您填的是“约86平”");
  assert.equal(said(area, "86.555"), "最多写2位小数。您填的是“86.555”");
  assert.equal(said(area, ""), "请填写");
  assert.equal(said({ ...asked, kind: "integer", least: 1, most: 9 }, "10"), "不能大于9。您填的是“10”");
  assert.equal(
    said({ ...asked, kind: "text", maxLength: 3 }, "𠮷野家店"),
    "最多3个字，现在有4个字。您填的是“𠮷野家店”",
  );
  assert.equal(
    said({ ...asked, kind: "choice", options: [{ value: "a", label: "甲" }] }, "乙"),
    "请从列出的各项中选一项。您填的是“乙”",
  );
  assert.equal(said({ ...asked, kind: "declaration", statement: "属实" }, "false"), "请阅读后勾选");
  assert.match(said({ ...asked, kind: "longText", maxLength: 9 }, "长".repeat(99)) ?? "", /您填的是“长{30}…”$/);
});

test("numbers and codes are read as people type them", () => {
  assert.equal(read({ ...asked, kind: "number", unit: "平方米", scale: 2 }, " ８６．５０ 平方米"), 86.5);
  assert.equal(read({ ...asked, kind: "integer" }, "１,２３４"), 1234);
  assert.ok(Object.is(read({ ...asked, kind: "integer" }, "-0"), 0));
  assert.equal(read({ ...asked, kind: "idNumber" }, " 440103 19900307 361x"), undefined);
  assert.equal(
    said({ ...asked, kind: "idNumber" }, "44010319900307361"),
    "身份证号应为18位。您填的是“44010319900307361”",
  );
  assert.equal(read({ ...asked, kind: "idNumber" }, "１１０１０５ 19491231 ００２ｘ"), "11010519491231002X");
  assert.equal(read({ ...asked, kind: "phone", mobileOnly: true }, "138 0013 8000"), "13800138000");
  assert.equal(read({ ...asked, kind: "bankCard" }, "6222 0212 3456 7890"), "6222021234567890");
  assert.equal(read({ ...asked, kind: "text" }, "　ＡＢＣ１２，（甲）\u202E店\u0000\n二 "), "ABC12，（甲）店 二");
  assert.equal(read({ ...asked, kind: "longText" }, "一\r\n二\u2028三\n"), "一\n二\n三");
});

test("money is whole fen, exact, in yuan or in 万元", () => {
  const yuan: Field = { ...asked, kind: "money", unit: "yuan", most: 100_000_000_00 };
  const wan: Field = { ...asked, kind: "money", unit: "wan" };
  assert.equal(read(yuan, "1,234.5元"), 123_450);
  assert.equal(read(yuan, "0.29"), 29);
  assert.equal(read(yuan, 29), 29);
  assert.equal(read(wan, "5"), 5_000_000);
  assert.equal(read(wan, "0.000001"), 1);
  assert.equal(read(wan, "99999999.999999"), 99_999_999_999_999);
  assert.equal(said(yuan, "0.291"), "最多写2位小数（到分）。您填的是“0.291”");
  assert.equal(said(yuan, "-1"), "金额不能是负数。您填的是“-1”");
  assert.equal(said(yuan, "五万"), "只填数字，不带单位。您填的是“五万”");
  assert.equal(said(yuan, "100000000.01"), "不能大于100000000元。您填的是“100000000.01”");
  assert.match(said(wan, "9".repeat(40)) ?? "", /^只填数字|^金额太大/);
  assert.match(said(yuan, 0.5) ?? "", /^金额要写到分为止/);
  // A number of an API is fen; kept as text in the draft it must not turn into yuan.
  const form = parseForm({ key: "f", name: "表", pages: [{ key: "p", title: "页", fields: [yuan] }] });
  const { draft } = readAnswers(form, { q: 0.5 }, context);
  assert.deepEqual(draft.typed, { q: "0.5分" });
  assert.deepEqual(readDraft(form, draft, context).answers, {});
});

test("days are real, in any usual writing, also in three inputs", () => {
  const day: Field = { ...asked, kind: "date", earliest: "2020-01-01", latest: "today" };
  for (const typed of ["2026-1-5", "2026/01/05", "2026.1.5", "２０２６年１月５日", "20260105"]) {
    assert.equal(read(day, typed), "2026-01-05", typed);
  }
  assert.equal(ask(day, { "q.year": "2026", "q.month": "1", "q.day": "5" }).answer, "2026-01-05");
  assert.equal(said(day, "2026-02-30"), "没有这一天，请核对日期。您填的是“2026-02-30”");
  assert.equal(said(day, "2026-11-25"), "不能晚于今天。您填的是“2026-11-25”");
  assert.equal(said(day, "2019-12-31"), "不能早于2020年1月1日。您填的是“2019-12-31”");
  assert.equal(read({ ...asked, kind: "month" }, "2026年3月"), "2026-03");
  assert.equal(read({ ...asked, kind: "slot" }, "2026-12-01 09:00-10:00"), "2026-12-01 09:00-10:00");
  assert.equal(
    said({ ...asked, kind: "slot" }, "2026-12-01 10:00-09:00"),
    "请从列表里选择时段。您填的是“2026-12-01 10:00-09:00”",
  );
  const range: Field = { ...asked, kind: "dateRange" };
  assert.deepEqual(ask(range, { "q.from": "2026-03-01", "q.to": "2026-02-01" }).said, [
    ["q.to", "结束日期不能早于开始日期。您填的是“2026-02-01”"],
  ]);
});

test("an address is a place of the division tree and the rest in words", () => {
  const place: Field = { ...asked, kind: "address", level: "town" };
  const divisionName = (code: string) => (code === "440103001" ? "广东省广州市荔湾区沙面街道" : undefined);
  const { answer, form } = ask(place, { "q.division": "440103001000", "q.detail": "沙面大街１号" }, { divisionName });
  assert.deepEqual(answer, { division: "440103001", detail: "沙面大街1号" });
  const [row] = summaryOf(form, { q: answer ?? "" }, { ...context, divisionName });
  assert.deepEqual(row?.lines, ["广东省广州市荔湾区沙面街道沙面大街1号"]);
  assert.deepEqual(ask(place, { "q.division": "440103099", "q.detail": "一号" }, { divisionName }).said, [
    ["q.division", "没有这个地方，请重新选择。您填的是“440103099”"],
  ]);
  assert.deepEqual(ask(place, { "q.division": "440103", "q.detail": "" }).said, [
    ["q.division", "请选到街道或乡镇。您填的是“440103”"],
    ["q.detail", "请填写"],
  ]);
  assert.deepEqual(ask(place, { q: "北京路1号" }).said, [["q", "请按各栏分别填写。您填的是“北京路1号”"]]);
});

test("blank rows of a table fall out, and a fault names its row", () => {
  const cars: Field = {
    ...asked,
    kind: "rows",
    label: "车辆",
    unit: "辆",
    most: 2,
    columns: [
      { kind: "text", key: "plate", label: "车牌", required: true },
      { kind: "integer", key: "mass", label: "总质量", required: true },
    ],
  };
  const typed = { "q.0.plate": " ", "q.3.plate": "粤A1", "q.3.mass": "3", "q.7.plate": "粤A2", "q.7.mass": "三吨" };
  const form = parseForm({ key: "f", name: "表", pages: [{ key: "p", title: "页", fields: [cars] }] });
  const reading = readAnswers(form, typed, context);
  assert.deepEqual(reading.answers, { q: [{ plate: "粤A1", mass: 3 }, { plate: "粤A2" }] });
  assert.deepEqual(
    reading.faults.map((fault) => [fault.name, fault.label, fault.typed]),
    [["q.1.mass", "车辆（第 2 辆）总质量", "三吨"]],
  );
  assert.deepEqual(ask(cars, { q: [] }).said, [["q", "请至少填一行"]]);
  const row = { plate: "粤A1", mass: 3 };
  assert.deepEqual(ask(cars, { q: [row, row, row] }).said, [["q", "最多2辆，现在有3辆"]]);
});

test("checks between answers speak once both are given", () => {
  const form = parseForm({
    key: "f",
    name: "表",
    pages: [
      {
        key: "p",
        title: "页",
        fields: [
          { kind: "date", key: "start", label: "开工日期", required: true },
          { kind: "date", key: "end", label: "竣工日期", required: false },
          { kind: "phone", key: "phone", label: "电话", required: true },
          { kind: "phone", key: "again", label: "再填一次", required: false },
          { kind: "integer", key: "seats", label: "座位", required: true },
        ],
      },
    ],
    checks: [
      { kind: "order", from: "start", to: "end" },
      { kind: "same", field: "again", as: "phone" },
      {
        kind: "must",
        field: "seats",
        holds: { "<=": [{ var: "seats" }, 500] },
        message: "座位超过500个的请到窗口办理",
      },
    ],
  });
  const right = { start: "2026-01-01", phone: "13800138000", seats: "20" };
  assert.deepEqual(readAnswers(form, right, context).faults, []);
  const wrong = { ...right, end: "2025-12-31", again: "13800138001", seats: "501" };
  const reading = readAnswers(form, wrong, context);
  assert.deepEqual(reading.faults.map(sayFault), [
    "不能早于“开工日期”。您填的是“2025-12-31”",
    "要和“电话”一样。您填的是“13800138001”",
    "座位超过500个的请到窗口办理。您填的是“501”",
  ]);
  assert.throws(() => refuseFaults(reading.faults), {
    code: "form/answers-faulty",
    details: {
      fields: { end: "不能早于“开工日期”", again: "要和“电话”一样", seats: "座位超过500个的请到窗口办理" },
    },
  });
});
