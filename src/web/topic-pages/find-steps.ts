import { findSaved, type Item } from "../../catalogue/index.ts";
import type { AtHall } from "../at-hall.ts";
import type { TopicStep } from "./topic-page-data.ts";

/** A step with the items that do it, as one hall's visitors have them. */
export interface FoundStep {
  readonly title: string;
  readonly says: string;
  readonly items: readonly Item[];
}

const mostOfStep = 60;

/**
 * Runs the saved queries of some steps for a hall: its own items, then those of the halls above it, which serve its people
 * too. An item that two of them carry out is named once, by the nearest; one that an earlier step has is not named again.
 */
export async function findSteps(at: AtHall, steps: readonly TopicStep[]): Promise<FoundStep[]> {
  const chain = [at.hall, ...[...at.halls.above(at.hall)].reverse()];
  const seen = new Set<string>();
  const found: FoundStep[] = [];
  for (const { title, says, query } of steps) {
    const items: Item[] = [];
    for (const hall of chain) {
      const near = new Set(items.flatMap(({ baseCode }) => baseCode ?? []));
      for (const item of await findSaved(at.house.db, query, at.items.placesOf(hall), mostOfStep)) {
        if (seen.has(item.id) || (item.baseCode !== undefined && near.has(item.baseCode))) continue;
        seen.add(item.id);
        items.push(item);
      }
    }
    found.push({ title, says, items: items.slice(0, mostOfStep) });
  }
  return found;
}
