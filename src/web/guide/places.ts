import type { Kin } from "../../catalogue/index.ts";
import type { Hall, Halls } from "../../region/index.ts";

/** The same matter as another hall carries it out. */
export interface Elsewhere {
  readonly hall: Hall;
  readonly item: Kin;
}

/** Who else carries the same matter out, where their halls are here and open. */
export function elsewhereOf(halls: Halls, kin: readonly Kin[]): Elsewhere[] {
  return kin.flatMap((item): Elsewhere[] => {
    const hall = halls.find(item.hall);
    return hall?.state === "open" ? [{ hall, item }] : [];
  });
}
