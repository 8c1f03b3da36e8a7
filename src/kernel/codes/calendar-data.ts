import {
  type Calendar,
  type CalendarDay,
  type CalendarYear,
  createCalendar,
  type Day,
  parseDay,
  shippedYears,
} from "../calendar/index.ts";
import type { Reader, Tx } from "../db/index.ts";
import { type DivisionCode, upperDivisions } from "./division.ts";
import type { SyncReport } from "./sync-report.ts";
import type { CalendarDayRow } from "./tables.ts";

const SHIPPED_SOURCE = "国务院办公厅年度节假日安排";

/**
 * Brings holidays and make-up workdays to this edition of the program; run after the migrations at every start. Running it
 * again changes nothing. A year entered in the hall, and single days corrected there, are left alone.
 *
 * @param years another edition, for tests; the shipped years when absent.
 */
export async function syncCalendar(tx: Tx, years: readonly CalendarYear[] = shippedYears): Promise<SyncReport> {
  const report: SyncReport = { added: [], changed: [], removed: [], kept: [] };
  const known = new Map(
    (await tx.selectFrom("kernel.calendar_year").selectAll().execute()).map((row) => [row.year, row.origin]),
  );
  const ours = years.filter(({ year }) => {
    if (known.get(year) === "local") report.kept.push(String(year));
    return known.get(year) !== "local";
  });
  const fresh = ours.filter(({ year }) => !known.has(year));
  if (fresh.length > 0) {
    report.added.push(...fresh.map(({ year }) => String(year)));
    await tx
      .insertInto("kernel.calendar_year")
      .values(fresh.map(({ year }) => ({ year, source: SHIPPED_SOURCE, origin: "shipped" as const })))
      .onConflict((clash) => clash.column("year").doNothing())
      .execute();
  }
  await syncDays(tx, ours, report);
  return report;
}

async function syncDays(tx: Tx, years: readonly CalendarYear[], report: SyncReport): Promise<void> {
  const covered = new Set(years.map(({ year }) => String(year)));
  const known = await tx
    .selectFrom("kernel.calendar_day")
    .selectAll()
    .where("region", "=", "national")
    .orderBy("day")
    .execute();
  const left = new Map(known.map((row) => [row.day, row]));
  const rows: CalendarDayRow[] = [];
  for (const one of years.flatMap(({ days }) => days)) {
    const before = left.get(one.day);
    left.delete(one.day);
    if (before?.kind === one.kind && before.name === one.name) continue;
    if (before?.origin === "local") {
      report.kept.push(one.day);
      continue;
    }
    (before ? report.changed : report.added).push(one.day);
    rows.push({ region: "national", ...one, source: SHIPPED_SOURCE, origin: "shipped" });
  }
  const gone = [...left.values()].filter((row) => row.origin === "shipped" && covered.has(row.day.slice(0, 4)));
  if (gone.length > 0) {
    const days = gone.map((row) => row.day);
    report.removed.push(...days);
    await tx.deleteFrom("kernel.calendar_day").where("region", "=", "national").where("day", "in", days).execute();
  }
  if (rows.length === 0) return;
  await tx
    .insertInto("kernel.calendar_day")
    .values(rows)
    .onConflict((clash) =>
      clash
        .columns(["region", "day"])
        .doUpdateSet((row) => ({
          kind: row.ref("excluded.kind"),
          name: row.ref("excluded.name"),
          source: row.ref("excluded.source"),
        }))
        .where("kernel.calendar_day.origin", "=", "shipped"),
    )
    .execute();
}

/**
 * Enters a year in this hall, when its notice is out before a new edition of the program is. Its national days are
 * replaced as a whole.
 *
 * @param source the notice, as people cite it.
 * @throws HallError `calendar/bad-holidays` when a day is of another year or stands there twice.
 */
export async function enterCalendarYear(tx: Tx, { year, days }: CalendarYear, source: string): Promise<void> {
  createCalendar([{ year, days }]); // refuses what contradicts itself
  await tx
    .insertInto("kernel.calendar_year")
    .values({ year, source, origin: "local" })
    .onConflict((clash) => clash.column("year").doUpdateSet({ source, origin: "local" }))
    .execute();
  await tx
    .deleteFrom("kernel.calendar_day")
    .where("region", "=", "national")
    .where("day", ">=", `${year}-01-01`)
    .where("day", "<=", `${year}-12-31`)
    .execute();
  if (days.length === 0) return;
  await tx
    .insertInto("kernel.calendar_day")
    .values(days.map((one) => ({ region: "national", ...one, source, origin: "local" as const })))
    .execute();
}

/**
 * Enters one day in this hall: a typhoon day, a province's own holiday, a national day that was moved later. It wins over
 * what the program ships and over the days of the divisions above.
 *
 * @param region `national`, or the division whose halls it concerns, those below it included.
 * @param source the document that says so.
 */
export async function enterCalendarDay(
  tx: Tx,
  region: "national" | DivisionCode,
  { day, kind, name }: CalendarDay,
  source: string,
): Promise<void> {
  await tx
    .insertInto("kernel.calendar_day")
    .values({ region, day, kind, name, source, origin: "local" })
    .onConflict((clash) => clash.columns(["region", "day"]).doUpdateSet({ kind, name, source, origin: "local" }))
    .execute();
}

/**
 * Reads the calendar by which a hall counts: national days, over them those of the province, the city and the county.
 *
 * @param region the hall's division; national days only when absent.
 */
export async function loadCalendar(db: Reader, region?: DivisionCode): Promise<Calendar> {
  const years = await db.selectFrom("kernel.calendar_year").select("year").orderBy("year").execute();
  const regions = ["national", ...(region ? [region, ...upperDivisions(region)].reverse() : [])];
  const rows = await db
    .selectFrom("kernel.calendar_day")
    .select(["region", "day", "kind", "name"])
    .where("region", "in", regions)
    .orderBy("day")
    .execute();
  const announced = new Map<number, CalendarDay[]>(years.map(({ year }) => [year, []]));
  // A national day entered for a year not yet announced counts, but does not make the year known.
  const local: { rank: number; day: CalendarDay }[] = [];
  for (const { region: where, day, kind, name } of rows) {
    const one = { day: parseDay(day), kind, name };
    const year = where === "national" ? announced.get(yearOf(one.day)) : undefined;
    if (year) year.push(one);
    else local.push({ rank: regions.indexOf(where), day: one });
  }
  local.sort((a, b) => a.rank - b.rank);
  return createCalendar(
    [...announced].map(([year, days]) => ({ year, days })),
    local.map((one) => one.day),
  );
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
