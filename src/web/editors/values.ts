import type { Codes } from "../../kernel/codes/index.ts";
import { fieldName } from "./draft/section-of.ts";
import { sections } from "./draft/sections.ts";
import type { Spec } from "./draft/spec.ts";
import { columnsOf } from "./draft/typed.ts";

type Loose = Readonly<Record<string, unknown>>;
const longest = 400;

/** A value of an item's field in words, for comparing; long ones are cut and say so. */
export function valueWords(codes: Codes, field: string, value: unknown): string {
  const words = wordsOf(codes, specOf(field), value);
  return words.length > longest ? `${words.slice(0, longest)}……（共 ${words.length} 字）` : words;
}

/** What is different between two values: of rows of a list only the columns that differ. */
export function partDifferences(codes: Codes, field: string, from: unknown, to: unknown): [string, string] {
  const spec = specOf(field);
  if (spec?.kind !== "rows" || !isRow(from) || !isRow(to)) {
    return [valueWords(codes, field, from), valueWords(codes, field, to)];
  }
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]),
  );
  const only = (row: Loose) => Object.fromEntries(names.map((name) => [name, row[name]]));
  return [wordsOf(codes, spec, only(from)), wordsOf(codes, spec, only(to))];
}

function specOf(field: string): Spec | undefined {
  return sections.flatMap(({ specs }) => specs).find(({ path }) => path === field);
}

function wordsOf(codes: Codes, spec: Spec | undefined, value: unknown): string {
  if (value === undefined || value === null || value === "") return "没有写";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) {
    if (value.length === 0) return "没有写";
    const separator = value.some(isRow) ? "\n" : "、";
    return value.map((one) => wordsOf(codes, spec, one)).join(separator);
  }
  if (isRow(value)) return rowWords(codes, spec, value);
  if (spec?.kind === "code" || spec?.kind === "codes") return codes.label(spec.table, String(value));
  if (spec?.kind === "one") return spec.choices.find(([one]) => one === value)?.[1] ?? String(value);
  if (spec?.kind === "yuan" && typeof value === "number") return `${(value / 100).toFixed(2)} 元`;
  return String(value);
}

function rowWords(codes: Codes, spec: Spec | undefined, row: Loose): string {
  const columns = spec?.kind === "rows" ? columnsOf(spec) : [];
  if (columns.length === 0) return JSON.stringify(row);
  return Object.entries(row)
    .flatMap(([name, value]) => {
      const column = columns.find(({ path }) => path === name);
      if (column?.kind === "hidden") return [];
      const words = column?.kind === "when" ? conditionWords(value) : wordsOf(codes, column, value);
      return [`${column?.label ?? fieldName(name)}：${words}`];
    })
    .join("；");
}

function conditionWords(value: unknown): string {
  return value === undefined ? "总是要" : JSON.stringify(value);
}

function isRow(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
