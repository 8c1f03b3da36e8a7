import type { Answer, Parts } from "./answers.ts";
import type { Context } from "./context.ts";
import type { Column, Field } from "./definition.ts";
import { belongsTo, type Input, type Inputs, textsOf } from "./inputs.ts";
import { kindOf, type Value } from "./kinds/index.ts";
import { type GroupField, isRows, isSimple, partsOf, type RowsField, rowLimits } from "./parts.ts";

/** A fault at an input below a field: `below` is "" or ".0.name". */
export interface LocalFault {
  below: string;
  /** Row and part, to be said behind the field's label. */
  part: string;
  message: string;
  typed?: string | readonly string[];
}

/** What was made of the inputs of one field. */
export interface FieldReading {
  /** Undefined when nothing was given or it could not be read. */
  answer: Answer | undefined;
  /** Whatever was given but is not in the answer, by what stands behind the field's name. */
  typed: Record<string, string | readonly string[]>;
  /** One per input at most. An unanswered field has none: whether it had to be answered is asked of shown fields only. */
  faults: LocalFault[];
}

/** Reads one field from the inputs; never throws. */
export function readField(field: Field, inputs: Inputs, context: Context): FieldReading {
  if (isSimple(field)) return readSimple(field, inputs, context);
  if (isRows(field)) return readRows(field, inputs, context);
  return readGroup(field, inputs, context);
}

function readSimple(field: Column, inputs: Inputs, context: Context): FieldReading {
  const { value, faults, typed } = readPart(field, inputs, field.key, "", context);
  return { answer: value, faults, typed };
}

function readGroup(field: GroupField, inputs: Inputs, context: Context): FieldReading {
  const astray = readAstray(field, inputs);
  if (astray) return astray;
  const { parts, typed, faults } = readParts(partsOf(field), inputs, field.key, "", context);
  const given = Object.keys(parts).length + faults.length > 0;
  if (!given) return { answer: undefined, typed, faults: [] };
  faults.push(...missingParts(partsOf(field), parts, faults, ""));
  const [from, to] = [parts.from, parts.to];
  if (field.kind === "dateRange" && typeof from === "string" && typeof to === "string" && from > to) {
    faults.push({ below: ".to", part: "结束日期", message: "结束日期不能早于开始日期", typed: to });
  }
  return { answer: Object.keys(parts).length > 0 ? parts : undefined, typed, faults };
}

function readRows(field: RowsField, inputs: Inputs, context: Context): FieldReading {
  const astray = readAstray(field, inputs);
  if (astray) return astray;
  const reading: FieldReading & { answer: Parts[] } = { answer: [], typed: {}, faults: [] };
  for (const index of rowIndices(field.key, inputs)) {
    // Blank rows fall out and the rest moves up, so that a row's number is the same wherever it is said.
    const at = reading.answer.length;
    const label = `（第 ${at + 1} ${field.unit}）`;
    const row = readParts(field.columns, inputs, `${field.key}.${index}`, label, context);
    if (Object.keys(row.parts).length + row.faults.length === 0) continue;
    row.faults.push(...missingParts(field.columns, row.parts, row.faults, label));
    reading.answer.push(row.parts);
    for (const [below, texts] of Object.entries(row.typed)) reading.typed[`.${at}${below}`] = texts;
    for (const fault of row.faults) reading.faults.push({ ...fault, below: `.${at}${fault.below}` });
  }
  const count = reading.answer.length;
  if (count === 0) return { ...reading, answer: undefined };
  const { least, most } = rowLimits(field);
  const message =
    count > most
      ? `最多${most}${field.unit}，现在有${count}${field.unit}`
      : `至少要${least}${field.unit}，现在有${count}${field.unit}`;
  if (count > most || count < least) reading.faults.unshift({ below: "", part: "", message });
  return reading;
}

/** Something given under the bare name of a field whose inputs stand below it. */
function readAstray(field: Field, inputs: Inputs): FieldReading | undefined {
  const input = inputs.get(field.key);
  if (input === undefined || isBlank(input)) return undefined;
  const typed = textsOf(input);
  const message = "请按各栏分别填写";
  return { answer: undefined, typed: { "": typed }, faults: [{ below: "", part: "", message, typed }] };
}

function isBlank(input: Input): boolean {
  return typeof input === "object" ? input.every((one) => one.trim() === "") : String(input).trim() === "";
}

/** The numbers of the rows given, at most 1000, in order. */
function rowIndices(key: string, inputs: Inputs): number[] {
  const found = new Set<number>();
  for (const name of inputs.keys()) {
    if (!belongsTo(name, key)) continue;
    const index = /^\d{1,3}(?=\.)/.exec(name.slice(key.length + 1));
    if (index) found.add(Number(index[0]));
  }
  return [...found].sort((a, b) => a - b);
}

function readParts(columns: readonly Column[], inputs: Inputs, name: string, row: string, context: Context) {
  const parts: Record<string, Value> = {};
  const typed: FieldReading["typed"] = {};
  const faults: LocalFault[] = [];
  for (const column of columns) {
    const below = `.${column.key}`;
    const read = readPart(column, inputs, name + below, `${row}${column.label}`, context);
    if (read.value !== undefined) parts[column.key] = read.value;
    for (const [behind, texts] of Object.entries(read.typed)) typed[below + behind] = texts;
    for (const fault of read.faults) faults.push({ ...fault, below: below + fault.below });
  }
  return { parts, typed, faults };
}

function missingParts(
  columns: readonly Column[],
  parts: Parts,
  faults: readonly LocalFault[],
  row: string,
): LocalFault[] {
  return columns
    .filter((column) => column.required && !Object.hasOwn(parts, column.key))
    .filter((column) => !faults.some((fault) => fault.below === `.${column.key}`))
    .map((column) => ({ below: `.${column.key}`, part: `${row}${column.label}`, message: missingWords(column.kind) }));
}

/** One input, or the three of a day that is typed in parts. */
function readPart(column: Column, inputs: Inputs, name: string, part: string, context: Context) {
  const inThree = column.kind === "date" && !inputs.has(name) ? dayInParts(inputs, name) : undefined;
  const input = inThree?.text ?? inputs.get(name);
  if (input === undefined) return { value: undefined, typed: {}, faults: [] };
  const read = kindOf(column).read(input, column, context);
  if (read === undefined) return { value: undefined, typed: {}, faults: [] };
  if ("value" in read) return { value: read.value, typed: {}, faults: [] };
  // A number of JSON is fen; as bare text it would be read as yuan the next time.
  const text = column.kind === "money" && typeof input === "number" ? `${input}分` : textsOf(input);
  const fault: LocalFault = { below: "", part, message: read.fault, typed: text };
  return { value: undefined, typed: inThree?.parts ?? { "": text }, faults: [fault] };
}

/** `born.year`, `born.month`, `born.day`, as the page asks for a day known by heart. */
function dayInParts(inputs: Inputs, name: string) {
  const parts: Record<string, string> = {};
  for (const part of [".year", ".month", ".day"]) {
    const input = inputs.get(name + part);
    if (typeof input === "string" || typeof input === "number") parts[part] = String(input).trim();
  }
  const texts = [".year", ".month", ".day"].map((part) => parts[part] ?? "");
  return texts.every((one) => one === "") ? undefined : { text: texts.join("-"), parts };
}

/** What is said of a question that had to be answered and was not. */
export function missingWords(kind: Field["kind"]): string {
  switch (kind) {
    case "choice":
    case "yesNo":
    case "slot":
    case "division":
      return "请选一项";
    case "choices":
      return "至少选一项";
    case "declaration":
      return "请阅读后勾选";
    case "file":
      return "请上传文件";
    case "rows":
      return "请至少填一行";
    default:
      return "请填写";
  }
}
