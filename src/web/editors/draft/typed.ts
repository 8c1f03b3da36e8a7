import type { ItemDocument, Situation } from "../../../catalogue/index.ts";
import { fieldOf, type RowsSpec, type Section, type Spec } from "./spec.ts";

/** What stands in the controls of a form: texts as typed, lists of chosen codes. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;
type Loose = Readonly<Record<string, unknown>>;

/** What was read out of a form: the fields of the document it says anew (undefined: left out), and what cannot be read. */
export interface ReadSection {
  readonly patch: Readonly<Record<string, unknown>>;
  /** Name of the control → what to do. */
  readonly faults: Readonly<Record<string, string>>;
}

/** A document as the controls of a section show it. */
export function writeSection(section: Section, document: ItemDocument): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const spec of section.specs) {
    const value = valueAt(document, spec.path);
    if (spec.kind !== "rows") typed[spec.path] = wordsOf(spec, value);
    else writeRows(typed, spec, Array.isArray(value) ? value : []);
  }
  return typed;
}

function writeRows(typed: Record<string, string | readonly string[]>, spec: RowsSpec, rows: readonly Loose[]): void {
  for (const [at, row] of rows.entries()) {
    for (const column of columnsOf(spec))
      typed[`${spec.path}.${at}.${column.path}`] = wordsOf(column, row[column.path]);
  }
}

/** How many rows of a list stand in a form. */
export function rowsIn(typed: Typed, path: string): number {
  const numbers = Object.keys(typed).flatMap((name) => {
    const at = name.startsWith(`${path}.`) ? /^\d{1,3}(?=\.)/.exec(name.slice(path.length + 1))?.[0] : undefined;
    return at === undefined ? [] : [Number(at) + 1];
  });
  return Math.max(0, ...numbers);
}

/** The form with one row more or less; the rows after a removed one move up. */
export function changeRows(typed: Typed, change: { add?: string; remove?: string }): Typed {
  const next: Record<string, string | readonly string[]> = { ...typed };
  if (change.add !== undefined) next[`${change.add}.${rowsIn(typed, change.add)}.`] = "";
  const [path, gone] = /^(.+)\.(\d{1,3})$/.exec(change.remove ?? "")?.slice(1) ?? [];
  if (path === undefined || gone === undefined) return next;
  for (const name of Object.keys(typed)) {
    const [, at, column] = name.startsWith(`${path}.`)
      ? (/^(\d{1,3})\.(.*)$/.exec(name.slice(path.length + 1)) ?? [])
      : [];
    if (at === undefined || Number(at) < Number(gone)) continue;
    delete next[name];
    const value = typed[name];
    if (Number(at) > Number(gone) && value !== undefined) next[`${path}.${Number(at) - 1}.${column}`] = value;
  }
  return next;
}

/** Reads a section's form. @param before the document it was made from: what the form does not show stays. */
export function readSection(section: Section, typed: Typed, before: ItemDocument): ReadSection {
  const patch: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const spec of section.specs) {
    const field = fieldOf(spec);
    if (spec.kind === "rows") {
      patch[field] = readRows(spec, typed, before, faults);
      continue;
    }
    const value = readValue(spec, typed[spec.path], spec.path, faults);
    if (field === spec.path) patch[field] = value;
    else {
      const whole = (field in patch ? patch[field] : before[field as keyof ItemDocument]) as Loose | undefined;
      patch[field] = emptyAsNothing(defined({ ...whole, [spec.path.slice(field.length + 1)]: value }));
    }
  }
  return { patch, faults };
}

function readRows(spec: RowsSpec, typed: Typed, before: ItemDocument, faults: Record<string, string>): unknown {
  const olds = (Array.isArray(valueAt(before, spec.path)) ? valueAt(before, spec.path) : []) as readonly Loose[];
  const rows: Loose[] = [];
  const taken = new Set(olds.map((old) => String(old[spec.keyed?.column ?? ""])));
  for (let at = 0; at < rowsIn(typed, spec.path); at += 1) {
    const row: Record<string, unknown> = {};
    for (const column of columnsOf(spec)) {
      const name = `${spec.path}.${at}.${column.path}`;
      row[column.path] = readValue(column, typed[name], name, faults);
    }
    const told = defined(row);
    // What nobody wrote into is no row.
    if (Object.keys(told).every((key) => key === spec.keyed?.column)) continue;
    rows.push(spec.keyed ? keptRow(spec.keyed, columnsOf(spec), told, olds, taken) : told);
  }
  return rows.length === 0 ? undefined : rows;
}

/** A row with what its form does not show, and with a key of its own. */
function keptRow(
  keyed: NonNullable<RowsSpec["keyed"]>,
  columns: readonly Spec[],
  row: Loose,
  olds: readonly Loose[],
  taken: Set<string>,
): Loose {
  const { column, prefix } = keyed;
  const key = row[column];
  if (key === undefined) {
    let number = taken.size + 1;
    while (taken.has(`${prefix}${number}`)) number += 1;
    taken.add(`${prefix}${number}`);
    return { ...row, [column]: `${prefix}${number}` };
  }
  const old = olds.find((one) => one[column] === key) ?? {};
  const shown = new Set(columns.map(({ path }) => path));
  const hidden = Object.entries(old).filter(([name]) => !shown.has(name));
  const kept = row.when === keptCondition ? { when: old.when } : {};
  return defined({ ...Object.fromEntries(hidden), ...row, ...kept });
}

export function columnsOf(spec: RowsSpec): readonly Spec[] {
  return [...spec.columns, ...(spec.more ?? [])];
}

/** Stands in the form for a condition that is more than one yes/no question: it stays as it is. */
const keptCondition = "kept";

function wordsOf(spec: Spec, value: unknown): string | readonly string[] {
  if (spec.kind === "when") return whenWord(value);
  if (value === undefined || value === null) return spec.kind === "codes" ? [] : "";
  if (spec.kind === "codes") return Array.isArray(value) ? value.map(String) : [];
  if (spec.kind === "lines") return Array.isArray(value) ? value.join("\n") : String(value);
  if (spec.kind === "yesNo") return value === true ? "yes" : "no";
  if (spec.kind === "yuan") return typeof value === "number" ? (value / 100).toFixed(2) : "";
  return String(value);
}

function whenWord(value: unknown): string {
  if (value === undefined) return "";
  const [, key, answer] = /^\{"==":\[\{"var":"([A-Za-z0-9_]+)"\},(true|false)\]\}$/.exec(JSON.stringify(value)) ?? [];
  return key === undefined ? keptCondition : `${key}:${answer}`;
}

/** The conditions a material may have, by the yes/no situations of the document. */
export function whenChoices(situations: readonly Situation[], current: string) {
  const asked = situations
    .filter(({ kind }) => kind === "yesNo")
    .flatMap(({ key, question }) => [
      { value: `${key}:true`, label: `${question}——是` },
      { value: `${key}:false`, label: `${question}——否` },
    ]);
  const known = asked.some(({ value }) => value === current) || current === "";
  const kept = current === keptCondition ? "不止一个问题的条件（在“全文”里改）" : current;
  return [{ value: "", label: "总是要" }, ...asked, ...(known ? [] : [{ value: current, label: kept }])];
}

function readValue(
  spec: Spec,
  given: string | readonly string[] | undefined,
  name: string,
  faults: Record<string, string>,
): unknown {
  if (spec.kind === "codes") {
    const chosen = (typeof given === "string" ? [given] : (given ?? [])).filter((one) => one !== "");
    return chosen.length === 0 ? undefined : [...new Set(chosen)];
  }
  const words = (typeof given === "string" ? given : (given?.[0] ?? "")).replaceAll("\r\n", "\n").trim();
  if (words === "") return undefined;
  switch (spec.kind) {
    case "yesNo":
      return words === "yes";
    case "lines":
      return words.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
    case "whole":
      if (/^\d{1,6}$/.test(words) && Number(words) <= 100_000) return Number(words);
      faults[name] = `只填整数。您填的是“${words.slice(0, 20)}”`;
      return undefined;
    case "yuan":
      if (/^\d{1,9}(?:\.\d{1,2})?$/.test(words)) return Math.round(Number(words) * 100);
      faults[name] = `只填金额，例如 10.00。您填的是“${words.slice(0, 20)}”`;
      return undefined;
    case "when": {
      const [key, answer] = words.split(":");
      return words === keptCondition ? keptCondition : { "==": [{ var: key }, answer === "true"] };
    }
    default:
      return words;
  }
}

function valueAt(document: object, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => (value as Loose | undefined)?.[part], document);
}

function defined(row: Loose): Loose {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function emptyAsNothing(row: Loose): Loose | undefined {
  return Object.keys(row).length === 0 ? undefined : row;
}

/** A document with the fields a section says anew. */
export function patched(document: ItemDocument, patch: Readonly<Record<string, unknown>>): Loose {
  return defined({ ...document, ...patch });
}
