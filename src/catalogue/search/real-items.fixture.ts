import { readFileSync } from "node:fs";
import path from "node:path";
import { parseHallCode } from "../../kernel/codes/index.ts";
import type { SearchEntry } from "./entry.ts";

const seed = path.resolve(import.meta.dirname, "../../../seed");

interface SeedItem {
  code: string;
  baseCode: string;
  name: string;
  alias?: string;
  plain?: string;
  dept: string;
  area: string;
  audiences: string[];
  themes: string[];
  online: boolean;
}

interface SeedGuide {
  slug: string;
  baseCode: string;
  name: string;
  alias: string[];
  dept: string;
  depth: number;
}

/** The 1,979 real items and the 16 written guides, as the catalogue would hand them in. */
export function realEntries(): SearchEntry[] {
  return [...items().map(entryOfItem), ...guides().map(entryOfGuide)];
}

/** Only the real items, in the order of the file. */
export function realItems(): SearchEntry[] {
  return items().map(entryOfItem);
}

function items(): SeedItem[] {
  const lines = readFileSync(path.join(seed, "items-guangdong.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as SeedItem);
}

function guides(): SeedGuide[] {
  return (JSON.parse(readFileSync(path.join(seed, "guides.json"), "utf8")) as { guides: SeedGuide[] }).guides;
}

function entryOfItem(item: SeedItem, index: number): SearchEntry {
  return {
    itemId: `${String(index).padStart(4, "0")}-${item.code}`,
    hall: parseHallCode(item.area),
    name: item.name,
    alias: item.alias === undefined ? [] : [item.alias],
    plain: item.plain === undefined ? [] : [item.plain],
    department: item.dept,
    departmentShort: item.dept.replace(/^(广东省|广州市)/, ""),
    codes: [item.code, item.baseCode],
    themes: item.themes,
    audiences: item.audiences,
    depth: item.online ? 3 : 1,
    state: "published",
    popularity: 0,
  };
}

function entryOfGuide(guide: SeedGuide): SearchEntry {
  return {
    itemId: `guide-${guide.slug}`,
    hall: parseHallCode("440100"),
    name: guide.name,
    alias: guide.alias,
    plain: [],
    department: guide.dept,
    departmentShort: guide.dept,
    codes: [guide.baseCode],
    themes: [],
    audiences: ["自然人"],
    depth: guide.depth,
    state: "published",
    popularity: 0,
  };
}
