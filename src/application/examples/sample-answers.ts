import {
  type Answer,
  type Answers,
  type Column,
  type Field,
  type Form,
  fieldsOf,
  partsOf,
  type Value,
} from "../../form/index.ts";
import { addCalendarDays, type Day } from "../../kernel/calendar/index.ts";
import { idNumberCheckCharacter } from "../../kernel/codes/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

/** What sample answers are made from. */
export interface SampleGround {
  /** The day of filling in. */
  readonly today: Day;
  /** Code of the street or town that every address names. */
  readonly town: string;
  /** A file for every question that wants one. */
  readonly files: readonly Id[];
  /** Answers that are known already, by key: what a register says of the applicant. */
  readonly known?: Answers | undefined;
  /** Chooses among words and numbers: the same number gives the same answers. */
  readonly pick: number;
}

/**
 * Answers every question of a form with something that reads well and passes the form's checks; invented, and marked so by “样例”.
 * Hidden questions are answered too; whoever reads the answers drops them. Pure.
 */
export function sampleAnswers(form: Form, ground: SampleGround): Answers {
  return Object.fromEntries(
    fieldsOf(form).map((field, at) => [field.key, ground.known?.[field.key] ?? answerOf(field, ground, at)]),
  );
}

function answerOf(field: Field, ground: SampleGround, at: number): Answer {
  if (field.kind === "rows") return [partsFor(field.columns, ground, at)];
  if (field.kind === "address" || field.kind === "dateRange" || field.kind === "person") {
    return partsFor(partsOf(field), ground, at);
  }
  return oneValue(field, ground, at);
}

function partsFor(columns: readonly Column[], ground: SampleGround, at: number) {
  return Object.fromEntries(columns.map((column, n) => [column.key, oneValue(column, ground, at + n)]));
}

function oneValue(column: Column, ground: SampleGround, at: number): Value {
  const { pick, today } = ground;
  const number = pick + at;
  switch (column.kind) {
    case "text":
      return textFor(column.label, number).slice(0, column.maxLength ?? 100);
    case "longText":
      return /财产/.test(column.label) ? "住房一套，银行存款约五千元，没有车辆" : "样例：餐饮服务，预包装食品销售";
    case "idNumber":
      return sampleIdNumber(number);
    case "uscc":
      return "91449999MA0000001G";
    case "phone":
      return "16000000002";
    case "bankCard":
      return "6222000000000000000";
    case "money":
      return clamp(column.unit === "wan" ? 100_000_000 + number * 1_000_000 : 180_000 + number * 1_000, column);
    case "integer":
      return clamp(1 + (number % 3), column);
    case "number":
      return clamp(60 + (number % 40), column);
    case "date":
      return addCalendarDays(today, daysTo(column, at));
    case "month":
      return addCalendarDays(today, 40).slice(0, 7);
    case "slot":
      return `${addCalendarDays(today, 3)} 09:00-10:00`;
    case "division":
      return ground.town;
    case "yesNo":
      return false;
    case "choice":
      return column.options[number % column.options.length]?.value ?? "";
    case "choices":
      return column.options.slice(0, Math.max(1, column.least ?? 1)).map(({ value }) => value);
    case "declaration":
      return true;
    case "file":
      return ground.files.slice(0, column.most);
  }
}

function clamp(value: number, { least, most }: { readonly least?: number; readonly most?: number }): number {
  return Math.min(Math.max(value, least ?? value), most ?? value);
}

/** What has begun lies behind; of two days ahead the later question asks for the later day. */
function daysTo({ latest, label }: Extract<Column, { kind: "date" }>, at: number): number {
  return latest === undefined ? (/竣工|结束|期限/.test(label) ? 400 : 30 + at) : -200;
}

const names = ["林样例", "何样例", "高样例", "梁样例", "罗样例"];
const shops = ["样例小厨", "样例茶餐厅", "样例糖水铺", "样例肠粉店", "样例牛肉丸店"];

function textFor(label: string, number: number): string {
  const one = (list: readonly string[]) => list[number % list.length] ?? "";
  if (/字号|店铺|名称/.test(label) && !/姓名或名称|工程|项目|公司|单位/.test(label)) return one(shops);
  if (/公司/.test(label)) return `广州${one(shops)}有限公司`;
  if (/工程|项目名/.test(label)) return "样例综合楼工程";
  if (/单位|机构/.test(label)) return "广州样例餐饮有限公司";
  if (/姓名|人员|代表|父亲|母亲|负责人|监护人/.test(label)) return one(names);
  if (/车牌/.test(label)) return `粤A样例${number % 10}`;
  if (/证|编号|号|代码/.test(label)) return `YL-2026-${String(number).padStart(4, "0")}`;
  return `样例${label}`.slice(0, 60);
}

/** Of nobody: 449999 is the code of no place. */
function sampleIdNumber(number: number): string {
  const body = `4499991990${String(1 + (number % 9)).padStart(2, "0")}15${String(100 + (number % 800))}`;
  return body + idNumberCheckCharacter(body);
}
