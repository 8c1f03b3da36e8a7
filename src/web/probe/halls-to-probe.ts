import { listShown } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { levelNames } from "../../region/index.ts";
import { hallItems } from "../hall-items.ts";
import { hallHref } from "../hall-view.ts";
import { hallsAtHand, ownHall } from "../halls-at-hand.ts";
import type { ProbedHall } from "./probe-clicks.ts";

const atOnce = 2_000;

/** Every open hall of this installation with the items it lists, those without items too. Items of no hall here are left out. */
export async function hallsToProbe(house: House): Promise<ProbedHall[]> {
  const halls = await hallsAtHand(house);
  const own = ownHall(house, halls, "");
  const listed = await hallItems(house, halls);
  const found: ProbedHall[] = [];
  for (const hall of halls.all.filter(({ state }) => state === "open")) {
    const places = listed.placesOf(hall);
    const items: ProbedHall["items"][number][] = [];
    while (items.length < listed.countOf(hall)) {
      const some = (await listShown(house.db, { places }, { from: items.length, size: atOnce })).items;
      if (some.length === 0) break;
      items.push(...some.map(({ id, name }) => ({ id, name })));
    }
    const level = levelNames[hall.division.level];
    found.push({ code: hall.code, name: hall.name, level, home: hallHref(hall, own), items });
  }
  return found;
}
