import type { ItemDocument } from "../document.ts";

/** Shortest and longest number of working days that a limit can be; calendar days hold at most 5 working days in 7, at least none in long holidays. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** A limit as a range of calendar days; undefined while it is unknown. */
function rangeOf(days: number | undefined, unit: ItemDocument["legalUnit"]): Range | undefined {
  if (days === undefined || unit === undefined) return undefined;
  if (unit === "h") return { least: Math.floor(days / 24), most: Math.ceil(days / 24) };
  if (unit === "m") return { least: days * 28, most: days * 31 };
  if (unit === "cd") return { least: days, most: days };
  // Working days: at the best five in seven calendar days; at the worst a long holiday of nine days on top.
  return { least: days, most: days === 0 ? 0 : Math.ceil((days * 7) / 5) + 2 + 9 };
}

/**
 * Compares two limits of possibly different units.
 *
 * @returns "over" when the promise is certainly longer than the law, "fine" when it certainly is not, "unclear" when the units leave it open, undefined when one is unknown.
 */
export function comparePromise(document: ItemDocument): "over" | "fine" | "unclear" | undefined {
  const { legalDays, legalUnit, promiseDays, promiseUnit } = document;
  const legal = rangeOf(legalDays, legalUnit);
  const promise = rangeOf(promiseDays, promiseUnit);
  if (!legal || !promise || legalDays === undefined || promiseDays === undefined) return undefined;
  if (legalUnit === promiseUnit) return promiseDays > legalDays ? "over" : "fine";
  if (promise.least > legal.most) return "over";
  return promise.most <= legal.least ? "fine" : "unclear";
}

/** Whether the promise is 即办: decided on the spot, at latest within the day. */
export function isInstantPromise(document: ItemDocument): "yes" | "perhaps" | "no" | undefined {
  const { promiseDays, promiseUnit } = document;
  if (promiseDays === undefined || promiseUnit === undefined) return undefined;
  if (promiseDays === 0) return "yes";
  // One working day is promised of both kinds: "the same day" and "the next".
  if (promiseUnit === "h") return promiseDays <= 8 ? "perhaps" : "no";
  return promiseDays === 1 && promiseUnit !== "m" ? "perhaps" : "no";
}
