import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import { type DivisionCode, type DivisionLevel, isDivisionCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Tier } from "./tables.ts";

/** One place of an edition. */
export interface EditionRow {
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly upper: DivisionCode | undefined;
  readonly tier: Tier | undefined;
}

/** A change that happened before the edition, as shipped. */
export type PastChange = { readonly on: Day; readonly document: string; readonly note?: string } & (
  | {
      readonly kind: "split";
      readonly before: { code: DivisionCode; name: string; upper: DivisionCode; tier: Tier };
      readonly into: readonly DivisionCode[];
    }
  | { readonly kind: "recode"; readonly before: { code: DivisionCode; name: string }; readonly into: DivisionCode }
  | {
      readonly kind: "move";
      readonly codes: readonly DivisionCode[];
      readonly from: DivisionCode;
      readonly to: DivisionCode;
    }
  | {
      readonly kind: "found";
      readonly code: DivisionCode;
      readonly name: string;
      readonly upper: DivisionCode;
      readonly tier: Tier;
      readonly takes: readonly DivisionCode[];
    }
);

/** All divisions as published on one day, with what is known of the time before. */
export interface Edition {
  readonly name: string;
  /** Of all its files. */
  readonly sha256: string;
  readonly editionOn: Day;
  readonly document: string;
  /** The day from which first forms count. */
  readonly since: Day;
  readonly rows: readonly EditionRow[];
  readonly changes: readonly PastChange[];
  /** Hues of hall themes that are set by hand, by division code. */
  readonly hues: Readonly<Record<string, number>>;
}

/**
 * Reads the edition that comes with the program.
 *
 * @param folder `seed/` of the project.
 * @throws HallError `region/bad-edition` (invalid): `details.rows` says file, line and fault of the first twenty.
 */
export function readEdition(folder: string): Edition {
  const files = ["region.json", "divisions.csv", "villages-44.csv", "villages-46.csv"];
  const texts = files.map((file) => readFileSync(path.join(folder, file), "utf8"));
  const digest = createHash("sha256");
  for (const text of texts) digest.update(text);
  const [head = "", divisions = "", ...villages] = texts;
  const { name, document, hues, ...facts }: Omit<Edition, "rows" | "sha256"> = JSON.parse(head);
  const rows = [...parseDivisions(divisions), ...villages.flatMap(parseVillages)];
  return {
    name,
    sha256: digest.digest("hex"),
    editionOn: parseDay(facts.editionOn),
    document,
    since: parseDay(facts.since),
    rows: checkRows(rows),
    changes: facts.changes,
    hues,
  };
}

/** A line of a file, not yet looked at. */
type RawRow = { code: string; name: string; level: string; upper: string | undefined; tier: string | undefined };

/** `code,gbCode,name,level,parent,tier`: codes of 12 digits, of which `gbCode` is the short form. */
export function parseDivisions(text: string): RawRow[] {
  return parseCsv(text, "code,gbCode,name,level,parent,tier").map(
    ([, code = "", name = "", level = "", upper, tier]) => ({
      code,
      name,
      level,
      upper: upper ? shorten(upper) : undefined,
      tier: tier || undefined,
    }),
  );
}

/** `code,name`: the upper division is the first 9 digits. */
export function parseVillages(text: string): RawRow[] {
  return parseCsv(text, "code,name").map(([code = "", name = ""]) => ({
    code,
    name,
    level: "village",
    upper: shorten(`${code.slice(0, 9)}000`),
    tier: undefined,
  }));
}

function shorten(code: string): string {
  return code.replace(/^(\d{9})000$/, "$1").replace(/^(\d{6})000$/, "$1");
}

/** Cells without quotes; a byte-order mark and Windows line ends are forgiven. */
function parseCsv(text: string, header: string): string[][] {
  const [first, ...lines] = text
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const width = header.split(",").length;
  if (first !== header) throw badEdition([{ row: 1, fault: `header is not ${header}` }]);
  return lines.map((line, index) => {
    const cells = line.split(",");
    if (cells.length !== width || line.includes('"'))
      throw badEdition([{ row: index + 2, fault: "wrong number of cells" }]);
    return cells;
  });
}

/** Every code well formed, once, and under a place of the edition. */
export function checkRows(rows: readonly RawRow[]): EditionRow[] {
  const levelOf = new Map(rows.map(({ code, level }) => [code, level]));
  const seen = new Set<string>();
  const faults: { row: number; code: string; fault: string }[] = [];
  for (const [index, { code, name, level, upper }] of rows.entries()) {
    const fault = faultOf({ code, name, level, upper }, seen, levelOf);
    if (fault) faults.push({ row: index + 1, code, fault });
    seen.add(code);
  }
  if (faults.length > 0) throw badEdition(faults);
  return rows as EditionRow[];
}

const lengths: Record<string, number> = { province: 6, city: 6, county: 6, town: 9, village: 12 };

function faultOf(
  { code, name, level, upper }: Omit<RawRow, "tier">,
  seen: ReadonlySet<string>,
  levelOf: ReadonlyMap<string, string>,
): string | undefined {
  if (!isDivisionCode(code) || code.length !== lengths[level]) return "code does not fit its level";
  if (seen.has(code)) return "code appears twice";
  if (name.trim() === "") return "no name";
  if ((upper === undefined) !== (level === "province")) return "upper division missing";
  return upper === undefined || levelOf.has(upper) ? undefined : `upper division ${upper} is not in the edition`;
}

function badEdition(rows: readonly object[]): HallError {
  return new HallError("invalid", "region/bad-edition", `区划数据有${rows.length}处错误，没有载入`, {
    rows: rows.slice(0, 20),
    count: rows.length,
  });
}
