import fc from "fast-check";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import { idNumberCheckCharacter, usccCheckCharacter } from "../kernel/codes/index.ts";
import type { Answer, Parts } from "./answers.ts";
import type { Condition, KnownFact } from "./condition.ts";
import type { Column, Field, Form, Page } from "./definition.ts";
import { type Context, knownFacts, settle } from "./index.ts";
import type { Value } from "./kinds/index.ts";
import { isRows, isSimple, partsOf, rowLimits } from "./parts.ts";
import { tidyLine, tidyText } from "./tidy.ts";

export const today: Day = parseDay("2026-11-24");
export const context: Context = { today, facts: { byDelegate: true } };

const options = ["甲", "乙", "丙"].map((label, at) => ({ value: `v${at}`, label }));

/** A column of any kind; the key and the label come later. */
const plan: fc.Arbitrary<Column> = fc
  .record({ pick: fc.nat({ max: 17 }), required: fc.boolean(), flag: fc.boolean() })
  .map(({ pick, required, flag }): Column => {
    const asked = { key: "k", label: "题", required };
    const all: Column[] = [
      { ...asked, kind: "text", maxLength: flag ? 8 : 40 },
      { ...asked, kind: "longText", maxLength: flag ? 20 : 200 },
      { ...asked, kind: "idNumber" },
      { ...asked, kind: "uscc" },
      { ...asked, kind: "phone", mobileOnly: flag },
      { ...asked, kind: "bankCard" },
      { ...asked, kind: "money", unit: flag ? "yuan" : "wan", ...(flag ? { least: 1 } : {}) },
      { ...asked, kind: "integer", unit: "人", least: flag ? 0 : -9 },
      { ...asked, kind: "number", unit: "平方米", scale: flag ? 2 : 6 },
      { ...asked, kind: "date", ...(flag ? { latest: "today" } : { earliest: "1900-01-01" }) },
      { ...asked, kind: "month" },
      { ...asked, kind: "slot" },
      { ...asked, kind: "division", level: flag ? "county" : "city" },
      { ...asked, kind: "yesNo" },
      { ...asked, kind: "choice", options: flag ? options : options.slice(1) },
      { ...asked, kind: "choices", options: flag ? options : options.slice(1) },
      { ...asked, kind: "declaration", statement: "我声明属实" },
      { ...asked, kind: "file", most: flag ? 1 : 3 },
    ];
    return all[pick] ?? { ...asked, kind: "text" };
  });

const columns = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 3 })
  .chain((keys) => fc.tuple(...keys.map((key) => plan.map((column) => ({ ...column, key, label: `列${key}` })))));

const fieldPlan: fc.Arbitrary<Field> = fc.oneof(
  { weight: 5, arbitrary: plan },
  fc.boolean().map((required): Field => ({ kind: "address", key: "k", label: "址", required, level: "county" })),
  fc.boolean().map((required): Field => ({ kind: "dateRange", key: "k", label: "期", required })),
  fc
    .tuple(fc.boolean(), fc.boolean())
    .map(([idNumber, phone]): Field => ({ kind: "person", key: "k", label: "人", required: true, idNumber, phone })),
  columns.map(
    (list): Field => ({ kind: "rows", key: "k", label: "表", required: true, unit: "行", columns: list, most: 4 }),
  ),
);

/** A condition over these facts that the static check accepts. */
function conditionOver(known: readonly KnownFact[]): fc.Arbitrary<Condition> {
  const one = fc.constantFrom(...known).chain(({ key, kind, values }): fc.Arbitrary<Condition> => {
    const fact = { var: key };
    if (kind === "list") return fc.constantFrom(...(values ?? ["甲"])).map((value) => ({ in: [value, fact] }));
    if (kind === "yesNo") return fc.boolean().map((value) => ({ "==": [fact, value] }));
    const texts = fc.constantFrom(...(values ?? ["甲", "2020-01-01"]));
    if (kind === "text")
      return texts.chain((value) =>
        fc.constantFrom<Condition>({ "==": [fact, value] }, { in: [fact, [value]] }, { "!=": [fact, value] }),
      );
    return fc
      .integer({ min: -1, max: 500 })
      .chain((value) =>
        fc.constantFrom<Condition>({ ">": [fact, value] }, { "<=": [value, fact] }, { "==": [fact, value] }),
      );
  });
  return fc.oneof(
    { weight: 3, arbitrary: one },
    fc.tuple(one, one).map((parts): Condition => ({ and: parts })),
    fc.tuple(one, one).map((parts): Condition => ({ or: parts })),
    one.map((part): Condition => ({ "!": [part] })),
  );
}

/** A form with questions of every kind whose conditions form no ring, though they may look ahead. */
export const randomForm: fc.Arbitrary<Form> = fc
  .array(fieldPlan, { minLength: 1, maxLength: 8 })
  .chain((plans) => {
    const keyed = plans.map((field, at): Field => ({ ...field, key: `f${at + 1}`, label: `${field.label}${at + 1}` }));
    const conditioned = keyed.map((field, at): fc.Arbitrary<Field> => {
      const known = knownFacts({ ...shell, pages: [{ key: "p", title: "页", fields: keyed.slice(0, at) }] });
      const when = conditionOver(known);
      return fc
        .record({
          when: fc.option(when, { nil: undefined }),
          requiredWhen: fc.option(when, { nil: undefined, freq: 3 }),
        })
        .map((conditions) => ({
          ...field,
          ...(conditions.when ? { when: conditions.when } : {}),
          ...(conditions.requiredWhen ? { requiredWhen: conditions.requiredWhen } : {}),
        }));
    });
    return fc.tuple(...conditioned);
  })
  .chain((fields) => fc.shuffledSubarray(fields, { minLength: fields.length }))
  .chain((fields) =>
    fc
      .tuple(fc.integer({ min: 1, max: fields.length }), fc.option(fc.boolean(), { nil: undefined }))
      .map(([cut, byDelegate]) => ({ ...shell, pages: pagesOf(fields, cut, byDelegate) })),
  );

const shell = {
  key: "random",
  name: "随机表单",
  given: [{ key: "byDelegate", label: "委托办理", kind: "yesNo" as const }],
};

/** Two pages, the second perhaps only for those who apply by an agent, or only for the others. */
function pagesOf(fields: Field[], cut: number, byDelegate: boolean | undefined): Page[] {
  const when: Condition = { "==": [{ var: "byDelegate" }, byDelegate ?? true] };
  const parts = [fields.slice(0, cut), fields.slice(cut)].filter((part) => part.length > 0);
  return parts.map((part, at) => ({
    key: `page-${at + 1}`,
    title: `第${at + 1}页`,
    ...(at === 1 && byDelegate !== undefined ? { when } : {}),
    fields: part,
  }));
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const day = fc
  .date({ min: new Date("1950-01-01T00:00:00Z"), max: new Date("2026-11-23T00:00:00Z"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

const LEAST_PLACE = { province: 0, city: 0, county: 0, town: 1, village: 2 };

/** A valid value of a column. */
export function validValue(column: Column): fc.Arbitrary<Value> {
  switch (column.kind) {
    case "text":
      return fc.string({ unit: "binary", maxLength: 12 }).map((text) => cut(tidyLine(text), column.maxLength ?? 8));
    case "longText":
      return fc.string({ unit: "binary", maxLength: 40 }).map((text) => cut(tidyText(text), column.maxLength ?? 8));
    case "idNumber":
      return fc.tuple(day, digits(3)).map(([born, order]) => {
        const body = `440103${born.replaceAll("-", "")}${order}`;
        return body + idNumberCheckCharacter(body);
      });
    case "uscc":
      return fc
        .stringMatching(/^[0-9A-HJ-NPQRTUWXY]{9}$/)
        .map((org) => `91440101${org}${usccCheckCharacter(`91440101${org}`)}`);
    case "phone":
      return digits(9).map((rest) => `13${rest}`);
    case "bankCard":
      return fc.integer({ min: 8, max: 32 }).chain(digits);
    case "money":
      return fc.integer({ min: 1, max: 1e14 });
    case "integer":
      return fc.integer({ min: 0, max: 999_999_999 });
    case "number":
      return fc.integer({ min: 0, max: 99_999_999 }).map((n) => Number((n / 10 ** column.scale).toFixed(column.scale)));
    case "date":
      return day;
    case "month":
      return day.map((one) => one.slice(0, 7));
    case "slot":
      return day.map((one) => `${one} 09:00-10:30`);
    case "division":
      return fc.constantFrom(...["440103", "440103001", "440103001001"].slice(LEAST_PLACE[column.level]));
    case "yesNo":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...column.options.map((one) => one.value));
    case "choices":
      return fc.subarray(
        column.options.map((one) => one.value),
        { minLength: 1 },
      );
    case "declaration":
      return fc.constant(true);
    case "file":
      return fc
        .uniqueArray(fc.nat({ max: 99 }), { minLength: 1, maxLength: column.most })
        .map((list) => list.map((n) => `01939a2b-0000-7000-8000-0000000000${String(n).padStart(2, "0")}`));
  }
}

function cut(text: string, most: number): string {
  return tidyText([...text].slice(0, most).join("")) || "文";
}

function partsFor(list: readonly Column[]): fc.Arbitrary<Parts> {
  return fc
    .tuple(...list.map((column) => fc.tuple(fc.constant(column), validValue(column), fc.boolean())))
    .map((parts) =>
      Object.fromEntries(
        parts.flatMap(([column, value, given], at) =>
          given || column.required || at === 0 ? [[column.key, value]] : [],
        ),
      ),
    );
}

/** A valid answer of a field. */
export function answerFor(field: Field): fc.Arbitrary<Answer> {
  if (isSimple(field)) return validValue(field);
  if (isRows(field)) return fc.array(partsFor(field.columns), { minLength: 1, maxLength: rowLimits(field).most });
  if (field.kind !== "dateRange") return partsFor(partsOf(field));
  return fc.tuple(day, day).map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));
}

/** Answers to every question, hidden ones included; an optional one may be left out. */
export function allAnswers(form: Form): fc.Arbitrary<Record<string, Answer>> {
  const fields = form.pages.flatMap((page) => page.fields);
  return fc
    .tuple(...fields.map((field) => fc.tuple(fc.constant(field), answerFor(field), fc.boolean())))
    .map((list) =>
      Object.fromEntries(
        list.flatMap(([field, answer, given]) =>
          given || field.required || field.requiredWhen ? [[field.key, answer]] : [],
        ),
      ),
    );
}

/** A form with complete, valid answers to it. */
export const answeredForm = randomForm.chain((form) =>
  allAnswers(form).map((all) => ({ form, all, answers: settle(form, all, context.facts).answers })),
);
