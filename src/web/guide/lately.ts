import { type CasesLately, casesLately } from "../../application/index.ts";
import type { Item } from "../../catalogue/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

interface Kept {
  readonly readAt: number;
  readonly byItem: Promise<ReadonlyMap<Id, CasesLately>>;
}

/** A hall's cases are counted at most every ten minutes, not for every guide. */
const keptMs = 10 * 60_000;
/** Fewer say nothing, and might say something of somebody. */
const fewest = 5;

const halls = new WeakMap<Db, Map<string, Kept>>();

/** How the cases of an item went in the last ninety days; undefined where there are too few to say. */
export async function latelyOf(house: House, { id, hall, appliable }: Item): Promise<CasesLately | undefined> {
  if (!appliable) return undefined;
  const kept = halls.get(house.db) ?? new Map<string, Kept>();
  halls.set(house.db, kept);
  const known = kept.get(hall);
  const now = house.clock.now().getTime();
  if (known && now - known.readAt < keptMs) return enough((await known.byItem).get(id));
  // While the numbers cannot be read the guide stands without them, and the next guide asks again.
  const byItem = casesLately(house, hall).then(
    (found) => new Map(found.map((one) => [one.item, one])),
    () => {
      kept.delete(hall);
      return new Map<Id, CasesLately>();
    },
  );
  kept.set(hall, { readAt: now, byItem });
  return enough((await byItem).get(id));
}

function enough(lately: CasesLately | undefined): CasesLately | undefined {
  return lately && lately.decided >= fewest ? lately : undefined;
}

/** 近 90 天办结 128 件，一半在 3 天内，通过 97%. */
export function latelyWords({ decided, approved, middleDays }: CasesLately): string {
  const within = middleDays === 0 ? "一半当天办结" : `一半在 ${middleDays} 天内办结`;
  // Never rounded up to all, nor down to none.
  const share =
    approved === decided ? 100 : Math.min(99, Math.max(approved === 0 ? 0 : 1, Math.round((100 * approved) / decided)));
  return `近 90 天决定 ${decided.toLocaleString("en-US")} 件，${within}，通过 ${share}%`;
}
