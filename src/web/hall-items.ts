import { type ItemPlace, placesOfItems } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Hall, Halls } from "../region/index.ts";

/** At which hall the items of each place are listed. */
export interface HallItems {
  /** The places whose items a hall lists as its own; empty while it has none. */
  placesOf(hall: Pick<Hall, "code">): readonly ItemPlace[];
  /** How many items a hall lists as its own. */
  countOf(hall: Pick<Hall, "code">): number;
  /** The hall at which an item is listed; undefined when none here is. */
  hallOf(place: ItemPlace): Hall | undefined;
  /** Adds up what places have, by the hall that lists them. */
  sum(counted: readonly (ItemPlace & { items: number })[]): ReadonlyMap<string, number>;
}

/** Reads which places have items. One small query; what is made of it is true for this page only. */
export async function hallItems(house: Pick<House, "db">, halls: Halls): Promise<HallItems> {
  const all = await placesOfItems(house.db);
  const hallOf = (place: ItemPlace) => listedAt(halls, place);
  const byHall = Map.groupBy(all, (place) => hallOf(place)?.code ?? "");
  const sum: HallItems["sum"] = (counted) => {
    const sums = new Map<string, number>();
    for (const place of counted) {
      const code = hallOf(place)?.code;
      if (code !== undefined) sums.set(code, (sums.get(code) ?? 0) + place.items);
    }
    return sums;
  };
  const sums = sum(all);
  return {
    placesOf: ({ code }) => byHall.get(code) ?? [],
    countOf: ({ code }) => sums.get(code) ?? 0,
    hallOf,
    sum,
  };
}

/**
 * An item belongs to the hall of the place where its body works, also when the province keeps the list for everybody; a
 * town's to the hall of its county. Where that place has no hall, to the hall that keeps the item.
 */
function listedAt(halls: Halls, { division, hall }: ItemPlace): Hall | undefined {
  const found = halls.find(division) ?? halls.find(division.slice(0, 6)) ?? halls.find(hall);
  if (found?.state !== "closed") return found;
  return found.successors.map((code) => halls.find(code)).find((heir) => heir?.state === "open");
}

/** All open halls below a hall, whatever the depth. */
export function allBelow(halls: Halls, hall: Hall): Hall[] {
  return halls.below(hall).flatMap((one) => [one, ...allBelow(halls, one)]);
}
