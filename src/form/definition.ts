import { type Static, Type } from "typebox";
import type { Condition } from "./condition.ts";

/** Key of a form, a page or a field; a field's key is also its name in a request, in the answers and in conditions. */
export const FormKey = Type.String({ pattern: "^[a-z][a-z0-9-]{0,59}$" });
export const FieldKey = Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" });
/** One line of words for people: no control characters, not blank. */
const Words = Type.String({ maxLength: 200, pattern: "^(?=.*[^ ])[^\\p{C}]+$" });
const Label = Type.String({ maxLength: 80, pattern: "^(?=.*[^ ])[^\\p{C}]+$" });
/** Checked in full by `faultsOfCondition` against what the form knows. */
const When = Type.Unsafe<Condition>(Type.Unknown());
/** A day `YYYY-MM-DD`, or the day of filling in. */
const Bound = Type.String({ pattern: "^(today|\\d{4}-\\d{2}-\\d{2})$" });
const Count = Type.Integer({ minimum: 0, maximum: 200 });
const Length = Type.Integer({ minimum: 1, maximum: 5000 });
/** Whole fen, at most one trillion yuan: far below where whole numbers stop being exact. */
const Fen = Type.Integer({ minimum: 0, maximum: 1e14 });

const strict = { additionalProperties: false } as const;
type Shape = Record<string, Type.TSchema>;

/** What every question has, in a page or in a row. `was`: the key it had before (only for carrying drafts over). */
const asked = {
  key: FieldKey,
  label: Label,
  hint: Type.Optional(Words),
  required: Type.Boolean(),
  was: Type.Optional(FieldKey),
};
/** What a question of a page has besides. */
const placed = {
  /** Shown only when this holds; a hidden question has no answer. */
  when: Type.Optional(When),
  /** Required also when this holds. */
  requiredWhen: Type.Optional(When),
  /** Offered from a register: `person.name`, `legalPerson.uscc`, `licence.business-licence.scope`. */
  prefill: Type.Optional(
    Type.Object(
      {
        from: Type.String({ pattern: "^(person|legalPerson|licence)(\\.[A-Za-z0-9-]{1,40}){1,3}$" }),
        locked: Type.Boolean(),
      },
      strict,
    ),
  ),
};

const Option = Type.Object({ value: Type.String({ maxLength: 80, pattern: "^[^\\p{C}]+$" }), label: Label }, strict);
const options = { options: Type.Array(Option, { maxItems: 300 }) };
const bounds = { earliest: Type.Optional(Bound), latest: Type.Optional(Bound) };

/** The questions answered by one value. Each kind is read, written and shown by its entry in `kinds/`. */
const simple = {
  text: { minLength: Type.Optional(Length), maxLength: Type.Optional(Length) },
  longText: { minLength: Type.Optional(Length), maxLength: Type.Optional(Length) },
  idNumber: {},
  uscc: {},
  phone: { mobileOnly: Type.Optional(Type.Boolean()) },
  bankCard: {},
  /** Whole fen; typed in yuan or in 万元. */
  money: { unit: Type.Enum(["yuan", "wan"]), least: Type.Optional(Fen), most: Type.Optional(Fen) },
  integer: {
    unit: Type.Optional(Label),
    least: Type.Optional(Type.Integer({ minimum: -1e9, maximum: 1e9 })),
    most: Type.Optional(Type.Integer({ minimum: -1e9, maximum: 1e9 })),
  },
  /** At most nine digits before and `scale` behind the point: so few that reading and writing never round. */
  number: {
    unit: Type.Optional(Label),
    scale: Type.Integer({ minimum: 1, maximum: 6 }),
    least: Type.Optional(Type.Number({ minimum: -1e9, maximum: 1e9 })),
    most: Type.Optional(Type.Number({ minimum: -1e9, maximum: 1e9 })),
  },
  date: bounds,
  month: {},
  /** A time to come, `2026-11-24 09:00-10:00`; whether it is free is asked where it is booked. */
  slot: {},
  /** A place of the division tree, at least as near as `level`. */
  division: { level: Type.Enum(["province", "city", "county", "town", "village"]) },
  yesNo: {},
  choice: options,
  choices: { ...options, least: Type.Optional(Count), most: Type.Optional(Count) },
  /** A statement the applicant makes (申请人声明). */
  declaration: { statement: Type.String({ minLength: 1, maxLength: 2000 }) },
  /** Ids of files already handed to `material`; `accept` are media types for the page. */
  file: { most: Type.Integer({ minimum: 1, maximum: 20 }), accept: Type.Optional(Type.Array(Label, { maxItems: 20 })) },
} as const;

/** The questions answered by several inputs with names below theirs: `place.division`, `rows.0.name`. */
const composite = {
  address: { level: Type.Enum(["county", "town", "village"]) },
  dateRange: bounds,
  /** A person named in the form: legal representative, guardian, contact. */
  person: { idNumber: Type.Boolean(), phone: Type.Boolean() },
} as const;

function column<const Kind extends string, Own extends Shape>(kind: Kind, own: Own) {
  return Type.Object({ kind: Type.Literal(kind), ...asked, ...own }, strict);
}
function question<const Kind extends string, Own extends Shape>(kind: Kind, own: Own) {
  return Type.Object({ kind: Type.Literal(kind), ...asked, ...placed, ...own }, strict);
}

/** A part of a composite question or a column of a table: no conditions of its own. */
export const Column = Type.Union([
  column("text", simple.text),
  column("longText", simple.longText),
  column("idNumber", simple.idNumber),
  column("uscc", simple.uscc),
  column("phone", simple.phone),
  column("bankCard", simple.bankCard),
  column("money", simple.money),
  column("integer", simple.integer),
  column("number", simple.number),
  column("date", simple.date),
  column("month", simple.month),
  column("slot", simple.slot),
  column("division", simple.division),
  column("yesNo", simple.yesNo),
  column("choice", simple.choice),
  column("choices", simple.choices),
  column("declaration", simple.declaration),
  column("file", simple.file),
]);
export type Column = Static<typeof Column>;

/** One question of a form (填写项). */
export const Field = Type.Union([
  question("text", simple.text),
  question("longText", simple.longText),
  question("idNumber", simple.idNumber),
  question("uscc", simple.uscc),
  question("phone", simple.phone),
  question("bankCard", simple.bankCard),
  question("money", simple.money),
  question("integer", simple.integer),
  question("number", simple.number),
  question("date", simple.date),
  question("month", simple.month),
  question("slot", simple.slot),
  question("division", simple.division),
  question("yesNo", simple.yesNo),
  question("choice", simple.choice),
  question("choices", simple.choices),
  question("declaration", simple.declaration),
  question("file", simple.file),
  question("address", composite.address),
  question("dateRange", composite.dateRange),
  question("person", composite.person),
  /** A table: rows of the same columns. `unit` is one row in words: 人, 辆, 行. */
  question("rows", {
    columns: Type.Array(Column, { minItems: 1, maxItems: 20 }),
    unit: Label,
    least: Type.Optional(Count),
    most: Type.Optional(Count),
  }),
]);
export type Field = Static<typeof Field>;

/** 页: what is asked on one screen. */
export const Page = Type.Object(
  {
    key: FormKey,
    title: Label,
    intro: Type.Optional(Words),
    when: Type.Optional(When),
    fields: Type.Array(Field, { minItems: 1, maxItems: 40 }),
  },
  strict,
);
export type Page = Static<typeof Page>;

const message = { message: Type.Optional(Words) };
/**
 * 校验 between answers, made only when all that it compares were given and shown.
 * `order`: dates, months, or numbers with `from` ≤ `to`. `must`: a condition that has to hold; the words stand at `field`.
 */
export const CrossCheck = Type.Union([
  Type.Object({ kind: Type.Literal("order"), from: FieldKey, to: FieldKey, ...message }, strict),
  Type.Object({ kind: Type.Literal("same"), field: FieldKey, as: FieldKey, ...message }, strict),
  Type.Object({ kind: Type.Literal("different"), field: FieldKey, from: FieldKey, ...message }, strict),
  Type.Object({ kind: Type.Literal("must"), field: FieldKey, holds: When, message: Words }, strict),
]);
export type CrossCheck = Static<typeof CrossCheck>;

/** Something known before the first question and usable in conditions, e.g. whether an agent applies. Handed in as a fact. */
export const GivenFact = Type.Object(
  {
    key: FieldKey,
    label: Label,
    kind: Type.Enum(["yesNo", "number", "text"]),
    values: Type.Optional(Type.Array(Label, { minItems: 1, maxItems: 50 })),
  },
  strict,
);

/**
 * 表单: the questions of one item version. It is a part of that immutable version and needs no version of its own;
 * a draft begun on an older one comes over by `carryOver`.
 */
export const Form = Type.Object(
  {
    key: FormKey,
    name: Label,
    given: Type.Optional(Type.Array(GivenFact, { maxItems: 40 })),
    pages: Type.Array(Page, { minItems: 1, maxItems: 40 }),
    checks: Type.Optional(Type.Array(CrossCheck, { maxItems: 60 })),
  },
  strict,
);
export type Form = Static<typeof Form>;

/** Every question of the form in the order of asking. */
export function fieldsOf(form: Form): Field[] {
  return form.pages.flatMap((page) => page.fields);
}
