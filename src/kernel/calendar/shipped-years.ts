import { HallError } from "../errors/index.ts";
import type { CalendarDay, CalendarYear } from "./calendar.ts";
import { type Day, isDay } from "./day.ts";
import data from "./holidays.json" with { type: "json" };

/** A year as `holidays.json` writes it: days as `MM-DD`. */
export interface HolidayList {
  holidays: Record<string, string | undefined>;
  makeup: readonly string[];
}

/**
 * Reads a year's list of holidays and make-up workdays.
 *
 * @throws HallError `calendar/bad-holidays` when a day does not exist or stands in both lists.
 */
export function readHolidayList(year: number, list: HolidayList): CalendarYear {
  const day = (monthAndDay: string): Day => {
    const text = `${year}-${monthAndDay}`;
    if (isDay(text)) return text;
    throw new HallError("invalid", "calendar/bad-holidays", "节假日数据有误：没有这一天", { year, day: text });
  };
  const days = new Map<Day, CalendarDay>();
  for (const [monthAndDay, name] of Object.entries(list.holidays)) {
    const holiday = day(monthAndDay);
    days.set(holiday, { day: holiday, kind: "holiday", name: name ?? "假日" });
  }
  for (const monthAndDay of list.makeup) {
    const makeup = day(monthAndDay);
    if (days.has(makeup)) {
      throw new HallError("invalid", "calendar/bad-holidays", "节假日数据有误：同一天又放假又上班", {
        year,
        day: makeup,
      });
    }
    days.set(makeup, { day: makeup, kind: "makeup", name: "调休上班" });
  }
  return { year, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** The years that come with the program: 2012 to 2026, announced each year by the General Office of the State Council. */
export const shippedYears: readonly CalendarYear[] = Object.entries(data.years).map(([year, list]) =>
  readHolidayList(Number(year), list),
);
