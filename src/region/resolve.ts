import type { Reader } from "../kernel/db/index.ts";
import type { Division, DivisionChange } from "./division.ts";
import { changeOf, divisionsByKey, requireDivision } from "./queries.ts";
import type { DivisionKey } from "./tables.ts";

/** Where a code leads today. */
export interface Resolution {
  /** The place the code named, in its last form. */
  readonly named: Division;
  /** What stands in its stead today, in order of code: the place itself while it lives. Never empty. */
  readonly live: readonly Division[];
  /** Why the answer is not simply the code: the changes on the way, first to last; empty when the code is current. */
  readonly reasons: readonly DivisionChange[];
}

/**
 * Follows a code, current or former, to the places of today: a new code or name of the same place, the place it was merged
 * into, the places it was split into.
 *
 * @throws HallError `region/no-division` (not-found).
 */
export async function resolveDivision(db: Reader, code: string): Promise<Resolution> {
  const named = await requireDivision(db, code);
  const reasons: DivisionChange[] = named.code === code ? [] : await codeChanges(db, named.key);
  const live = new Map<DivisionKey, Division>();
  let ended: Division[] = [];
  let met: Division[] = [named];
  // One round for each merger after a merger; successors were live when they were named, so this ends.
  while (met.length > 0) {
    for (const one of met) if (one.state === "live") live.set(one.key, one);
    ended = met.filter((one) => one.state === "ended");
    const next = await successorsOf(db, ended);
    for (const { change } of next) if (!reasons.some(({ number }) => number === change.number)) reasons.push(change);
    met = await divisionsByKey(db, [...new Set(next.map(({ successor }) => successor))]);
  }
  return {
    named,
    live: [...live.values()].sort((one, other) => (one.code < other.code ? -1 : 1)),
    reasons: reasons.sort((one, other) => (one.number < other.number ? -1 : 1)),
  };
}

/** The successors by which places ended; a place that lives on after giving a part away is not followed. */
async function successorsOf(
  db: Reader,
  ended: readonly Division[],
): Promise<{ successor: DivisionKey; change: DivisionChange }[]> {
  if (ended.length === 0) return [];
  const rows = await db
    .selectFrom("region.division_version as v")
    .innerJoin("region.division_successor as s", (join) =>
      join.onRef("s.division", "=", "v.division").onRef("s.change", "=", "v.change"),
    )
    .innerJoin("region.division_change as c", "c.number", "v.change")
    .select(["s.successor", "c.number", "c.kind", "c.from_on", "c.document", "c.document_on", "c.note"])
    .where("v.state", "=", "ended")
    .where(
      "v.division",
      "in",
      ended.map(({ key }) => key),
    )
    .execute();
  return rows.map(({ successor, ...change }) => ({ successor, change: changeOf(change) }));
}

/** The changes that gave a place another code. */
async function codeChanges(db: Reader, key: DivisionKey): Promise<DivisionChange[]> {
  const rows = await db
    .selectFrom("region.division_version as v")
    .innerJoin("region.division_version as before", (join) =>
      join.onRef("before.division", "=", "v.division").onRef("before.code", "<>", "v.code"),
    )
    .innerJoin("region.division_change as c", "c.number", "v.change")
    .select(["c.number", "c.kind", "c.from_on", "c.document", "c.document_on", "c.note"])
    .where("v.division", "=", key)
    .whereRef("before.version", "=", (words) => words("v.version", "-", 1))
    .execute();
  return rows.map(changeOf);
}
