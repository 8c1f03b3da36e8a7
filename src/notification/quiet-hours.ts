import { addCalendarDays, dayOf, startOf } from "../kernel/calendar/index.ts";

const hourMs = 3_600_000;
const quietFrom = 22;
const quietTo = 7;

/**
 * Until when people are left in peace: from 22:00 to 07:00 of Beijing nothing is sent that can wait.
 *
 * @returns 07:00 of this or the next morning; undefined in the day.
 */
export function quietUntil(now: Date): Date | undefined {
  const today = dayOf(now);
  const hour = (now.getTime() - startOf(today).getTime()) / hourMs;
  if (hour >= quietTo && hour < quietFrom) return undefined;
  const morning = hour < quietTo ? today : addCalendarDays(today, 1);
  return new Date(startOf(morning).getTime() + quietTo * hourMs);
}
