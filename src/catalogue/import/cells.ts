import { canonicalJson } from "../canonical.ts";
import { type Column, namesIn } from "./columns.ts";

/** Units as tables write them; the first of a kind is how they are written here. */
const units: Readonly<Record<string, string>> = {
  工作日: "wd",
  自然日: "cd",
  小时: "h",
  个月: "m",
  天: "cd",
  日: "cd",
  月: "m",
};
const separator = "；";

/** What a cell says; text that does not fit its column stays text, and the document's own check tells it. @param cell not blank. */
export function readCell(column: Column, cell: string): unknown {
  const { kind, table } = column;
  const trimmed = cell.trim();
  const coded = (one: string) => (table === undefined ? one : (namesIn(table).codes.get(one) ?? one));
  switch (kind) {
    case "text":
      return coded(unquoted(trimmed));
    case "list":
      return jsonIn(trimmed, "[") ?? parts(trimmed, /[；;、\n]/u).map(coded);
    case "count":
      return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : trimmed;
    case "flag":
      return flags[trimmed] ?? trimmed;
    case "unit":
      return units[trimmed] ?? trimmed;
    case "basis":
      return jsonIn(trimmed, "[") ?? parts(trimmed, /[；;\n]/u).map(basisOf);
    case "materials":
      return jsonIn(trimmed, "[") ?? materialsOf(parts(trimmed, /[；;、\n]/u));
    case "addresses":
      return jsonIn(trimmed, "[") ?? parts(trimmed, /[；;\n]/u).map((address) => ({ address }));
    case "results":
      return jsonIn(trimmed, "[") ?? parts(trimmed, /[；;、\n]/u).map((resultName) => ({ resultName }));
    case "contact":
      return jsonIn(trimmed, "{") ?? { phone: trimmed };
    case "json":
      return jsonIn(trimmed, "[") ?? jsonIn(trimmed, "{") ?? trimmed;
  }
}

/** A value as a cell: in words wherever `readCell` gives back exactly what went in, else as JSON. */
export function writeCell(column: Column, value: unknown): string {
  if (value === undefined) return "";
  const words = inWords(column, value);
  if (words !== undefined && words.trim() !== "" && canonicalJson(readCell(column, words)) === canonicalJson(value))
    return words;
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function inWords({ kind, table }: Column, value: unknown): string | undefined {
  const named = (one: string) => (table === undefined ? one : (namesIn(table).names.get(one) ?? one));
  const join = (key: string) => (value as Record<string, string>[]).map((one) => one[key] ?? "").join(separator);
  switch (kind) {
    case "text":
      return named(quoted(String(value)));
    case "list":
      return (value as string[]).map(named).join(separator);
    case "count":
      return String(value);
    case "flag":
      return value === true ? "是" : "否";
    case "unit":
      return Object.keys(units).find((name) => units[name] === value);
    case "basis":
      return (value as { title: string; clause?: string }[])
        .map(({ title, clause = "" }) => `《${title}》${clause}`)
        .join(separator);
    case "materials":
      return join("materialName");
    case "addresses":
      return join("address");
    case "results":
      return join("resultName");
    case "contact":
      return (value as { phone?: string }).phone;
    case "json":
      return undefined;
  }
}

const flags: Readonly<Record<string, boolean>> = { 是: true, 否: false, "1": true, "0": false, 有: true, 无: false };

function parts(cell: string, at: RegExp): string[] {
  return cell
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function materialsOf(names: readonly string[]): { key: string; materialName: string }[] {
  return [...new Set(names)].map((materialName, at) => ({ key: `m${at + 1}`, materialName }));
}

function basisOf(text: string): { title: string; clause?: string } {
  const cited = /^《(.+)》\s*(.*)$/u.exec(text);
  const clause = cited?.[2]?.trim();
  return { title: (cited?.[1] ?? text).slice(0, 200), ...(clause && { clause: clause.slice(0, 200) }) };
}

function jsonIn(cell: string, begins: "[" | "{"): unknown {
  if (!cell.startsWith(begins)) return undefined;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

/** Texts with blanks around them are written as JSON texts, for cells are trimmed; and so is what would be taken for one. */
function needsQuotes(text: string): boolean {
  if (text !== text.trim()) return true;
  const inner = jsonText(text);
  return inner !== undefined && needsQuotes(inner);
}

function quoted(text: string): string {
  return needsQuotes(text) ? JSON.stringify(text) : text;
}

function unquoted(cell: string): string {
  const inner = jsonText(cell);
  return inner !== undefined && needsQuotes(inner) ? inner : cell;
}

function jsonText(text: string): string | undefined {
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
