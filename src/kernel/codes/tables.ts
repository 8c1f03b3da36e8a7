import type { TableDeclaration } from "../db/index.ts";
import type { CodeMapping, Confidence } from "./code-tables.ts";

/** Who a row comes from: the program, or this hall, which then keeps it through new editions. */
export type Origin = "shipped" | "local";

/** A code table. */
export interface CodeTableRow {
  key: string;
  name: string;
  source: string;
  confidence: Confidence;
  note: string | null;
  /** Goes up with every change of the table, its values or its mappings. */
  version: number;
}

/** A value of a code table. */
export interface CodeValueRow {
  table_key: string;
  code: string;
  /** Order on pages, from 0. */
  position: number;
  name: string;
  /** Our English word. */
  key: string | null;
  note: string | null;
  /** No longer offered, still named. */
  retired: boolean;
  origin: Origin;
  corrected_at: Date | null;
}

/** What a partner calls one of our codes. */
export interface CodeMappingRow {
  partner: string;
  table_key: string;
  ours: string;
  theirs: string;
  direction: CodeMapping["direction"];
  confidence: Confidence;
  retired: boolean;
  origin: Origin;
  corrected_at: Date | null;
}

/** A year with holiday data. */
export interface CalendarYearRow {
  year: number;
  source: string;
  origin: Origin;
}

/** A holiday or make-up workday. */
export interface CalendarDayRow {
  /** `national` or a 6-digit division. */
  region: string;
  /** `YYYY-MM-DD`. */
  day: string;
  kind: "holiday" | "makeup";
  name: string;
  source: string;
  origin: Origin;
}

declare module "../db/index.ts" {
  interface Tables {
    "kernel.code_table": CodeTableRow;
    "kernel.code_value": CodeValueRow;
    "kernel.code_mapping": CodeMappingRow;
    "kernel.calendar_year": CalendarYearRow;
    "kernel.calendar_day": CalendarDayRow;
  }
}

/**
 * Declaration of this room's tables for the registry: all small, read everywhere, rarely written. Written out and not made
 * by `declareTables`, so that at run time this room needs nothing of the database: pages and pure engines import it too.
 */
export const codesTables: readonly TableDeclaration[] = [
  "kernel.code_table",
  "kernel.code_value",
  "kernel.code_mapping",
  "kernel.calendar_year",
  "kernel.calendar_day",
].map((name) => ({ name, class: "reference", key: undefined }));
