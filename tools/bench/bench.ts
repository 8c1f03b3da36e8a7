import type { BenchContext } from "./context.ts";

/** One case of `./wangting bench`; a module exports its own as `benches: Bench[]` from a `*.bench.ts`. */
export interface Bench {
  name: string;
  /** What is measured, in Chinese; the name where it is missing. */
  title?: string;
  /** Of the value: `×`, `ms`, `MB`; default `×`, a ratio. */
  unit?: string;
  limit: { atLeast?: number; atMost?: number };
  run(context: BenchContext): Promise<Measured | number>;
}

/** What a case came to; the detail goes into the JSON and below the table. */
export interface Measured {
  value: number;
  detail: Record<string, number | string>;
}

/** One row of the report. */
export interface Outcome {
  name: string;
  title: string;
  unit: string;
  limit: Bench["limit"];
  verdict: "kept" | "missed" | "broken";
  value?: number;
  detail: Record<string, number | string>;
}

/** Judges a value; a value that is no number has missed. */
export function judge(value: number, { atLeast, atMost }: Bench["limit"]): "kept" | "missed" {
  if (Number.isNaN(value)) return "missed";
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost) ? "kept" : "missed";
}

/** The middle value; of an even count the mean of the two middle ones. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
