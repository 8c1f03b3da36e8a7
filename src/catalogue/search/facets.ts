import type { Candidate } from "./candidates.ts";
import { keyOf } from "./normalize.ts";
import { below, type Filters } from "./reach.ts";

/** One value to narrow by, and how many of the found items have it. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Values to narrow by, the most frequent first, at most 12 each; halls nearest first, `below` for all below as the last. */
export interface Facets {
  readonly halls: readonly FacetValue[];
  readonly audiences: readonly FacetValue[];
  readonly themes: readonly FacetValue[];
  readonly departments: readonly FacetValue[];
  readonly depths: readonly FacetValue[];
}

const mostValues = 12;

/** The filter of one facet alone, so that its other values can still be counted. */
type Facet = keyof Filters;

/** Whether a row passes all filters but one. */
export function passes(row: Candidate, filters: Filters, except?: Facet): boolean {
  const asks = (facet: Facet): boolean => facet !== except && filters[facet] !== undefined;
  const has = (values: readonly string[], value: string | undefined): boolean =>
    values.some((one) => keyOf(one) === keyOf(value ?? ""));
  if (asks("from") && placeOf(row) !== filters.from) return false;
  if (asks("depth") && row.depth !== filters.depth) return false;
  if (asks("audience") && !has(row.audiences, filters.audience)) return false;
  if (asks("theme") && !has(row.themes, filters.theme)) return false;
  return !asks("department") || has([row.department, row.department_short], filters.department);
}

function placeOf(row: Candidate): string {
  return row.is_below ? below : row.hall;
}

/**
 * Counts over the found items; each facet is counted without its own filter, so that a visitor can change his mind.
 *
 * @param halls in reach, the nearest first.
 */
export function countFacets(rows: readonly Candidate[], filters: Filters, halls: readonly string[]): Facets {
  const count = (facet: Facet, valuesOf: (row: Candidate) => readonly string[]): FacetValue[] => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      if (!passes(row, filters, facet)) continue;
      for (const value of new Set(valuesOf(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort(byCount);
  };
  const found = count("from", (row) => [placeOf(row)]);
  return {
    halls: [...halls, below].flatMap((hall) => found.find(({ value }) => value === hall) ?? []),
    audiences: count("audience", (row) => row.audiences).slice(0, mostValues),
    themes: count("theme", (row) => row.themes).slice(0, mostValues),
    departments: count("department", (row) => [row.department_short]).slice(0, mostValues),
    depths: count("depth", (row) => [String(row.depth)]).sort((one, other) => Number(other.value) - Number(one.value)),
  };
}

function byCount(one: FacetValue, other: FacetValue): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1);
}
