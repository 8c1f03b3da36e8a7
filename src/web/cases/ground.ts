import { dayOf } from "../../kernel/calendar/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { departmentsByKey } from "../../organization/index.ts";
import type { Ground, Standing } from "./standing.ts";

/** What saying these cases aloud needs: their departments by name (one query), the calendar, the time. */
export async function groundOf(
  house: Pick<House, "db" | "calendar" | "clock">,
  standings: readonly Pick<Standing, "state" | "waiting">[],
): Promise<Ground> {
  const keys = standings.flatMap(({ state, waiting }) => [
    state.department,
    ...state.departments,
    ...waiting.map(({ department }) => department),
  ]);
  const found = await departmentsByKey(house.db, [...new Set(keys)]);
  const names = new Map(found.map(({ key, name }) => [String(key), name]));
  const now = house.clock.now();
  return { nameOf: (key) => names.get(key) ?? key, calendar: house.calendar, now, today: dayOf(now) };
}
