import type { CodeMapping, CodeTable, CodeValue } from "./code-tables.ts";

/** Looking codes up in this process. A table that does not exist is a defect of the caller (RangeError). */
export interface Codes {
  /** Chinese name of a code, also of a retired one; a code nobody knows comes back as it is, so that a page is never blank. */
  label(table: string, code: string): string;
  /** The value of a code, also a retired one; undefined when nobody knows it. */
  find(table: string, code: string): CodeValue | undefined;
  /** The value with our English word, for rules that ask by name: `byKey("special_kind", "extension")`. */
  byKey(table: string, key: string): CodeValue | undefined;
  /** The values offered today, in order; retired ones left out. */
  values(table: string): readonly CodeValue[];
  /** What a partner calls our code; undefined when there is no mapping. */
  map(partner: string, table: string, ours: string): string | undefined;
  /** Our code for what a partner says; undefined when there is no mapping. */
  mapBack(partner: string, table: string, theirs: string): string | undefined;
}

/** A code table as the database knows it: some values may no longer be offered. */
export interface KnownTable extends Omit<CodeTable, "values"> {
  values: readonly (CodeValue & { retired?: boolean | undefined })[];
}

/** Builds the lookup, from the shipped tables or from those of the database. */
export function createCodes(tables: readonly KnownTable[], mappings: readonly CodeMapping[]): Codes {
  const known = new Map<string, Map<string, CodeValue>>();
  const offered = new Map<string, readonly CodeValue[]>();
  for (const { key, values } of tables) {
    known.set(key, new Map(values.map((value) => [value.code, value])));
    offered.set(
      key,
      values.filter((value) => !value.retired),
    );
  }
  const outward = new Map<string, string>();
  const inward = new Map<string, string>();
  for (const { partner, table, ours, theirs, direction } of mappings) {
    if (direction !== "in") outward.set(joined(partner, table, ours), theirs);
    if (direction !== "out") inward.set(joined(partner, table, theirs), ours);
  }
  return {
    label: (table, code) => existing(known, table).get(code)?.name ?? code,
    find: (table, code) => existing(known, table).get(code),
    byKey: (table, key) => existing(offered, table).find((value) => value.key === key),
    values: (table) => existing(offered, table),
    map: (partner, table, ours) => outward.get(joined(partner, table, ours)),
    mapBack: (partner, table, theirs) => inward.get(joined(partner, table, theirs)),
  };
}

function existing<Value>(tables: Map<string, Value>, table: string): Value {
  const found = tables.get(table);
  if (!found) throw new RangeError(`there is no code table "${table}"`);
  return found;
}

function joined(...parts: string[]): string {
  return JSON.stringify(parts);
}
