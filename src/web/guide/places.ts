import { type Item, listItems } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Hall, Halls } from "../../region/index.ts";

/** The same matter as another hall carries it out. */
export interface Elsewhere {
  readonly hall: Hall;
  readonly item: Item;
}

const mostPlaces = 200;

/** Who else carries the same matter out: the lists below the same upper list, or below this one. */
export async function elsewhereOf(house: House, halls: Halls, item: Item): Promise<Elsewhere[]> {
  const upper = item.upper ?? (item.kind === "base" ? item.id : undefined);
  if (upper === undefined) return [];
  const { items } = await listItems(house.db, { upper, state: "published" }, { size: mostPlaces });
  return items.flatMap((one): Elsewhere[] => {
    const hall = halls.find(one.hall);
    return hall?.state === "open" && one.id !== item.id ? [{ hall, item: one }] : [];
  });
}
