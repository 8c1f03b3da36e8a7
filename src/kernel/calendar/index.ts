export {
  addWorkdays,
  type Calendar,
  type CalendarDay,
  type CalendarYear,
  createCalendar,
  type DayCount,
  type DayFacts,
  type DueOn,
  factsOfDay,
  isWorkday,
  workdaysBetween,
} from "./calendar.ts";
export {
  addCalendarDays,
  calendarDaysBetween,
  type Day,
  dayOf,
  endOf,
  isDay,
  parseDay,
  startOf,
  weekdayOf,
} from "./day.ts";
export { type FormatOptions, formatDate, formatDay, formatDueOn, formatInstant, formatLimit } from "./format.ts";
export { daysLeft, dueOn, isOverdue, type Limit, type LimitUnit } from "./limit.ts";
export { type HolidayList, readHolidayList, shippedYears } from "./shipped-years.ts";
