import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { addWorkdays, type CalendarDay, createCalendar, isWorkday, parseDay, shippedYears } from "../calendar/index.ts";
import { inTransaction } from "../db/index.ts";
import { openTestDb } from "../testing/index.ts";
import { enterCalendarDay, enterCalendarYear, loadCalendar, parseDivisionCode, syncCalendar } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const nothing = { added: [], changed: [], removed: [], kept: [] };
const day = parseDay;
const holiday = (on: string, name = "试"): CalendarDay => ({ day: day(on), kind: "holiday", name });
const makeup = (on: string): CalendarDay => ({ day: day(on), kind: "makeup", name: "调休上班" });

beforeEach(() =>
  inTransaction(db, async (tx) => {
    await tx.deleteFrom("kernel.calendar_day").execute();
    await tx.deleteFrom("kernel.calendar_year").execute();
  }),
);

const sync = (years = shippedYears) => inTransaction(db, (tx) => syncCalendar(tx, years));
const enterDay = (region: string, one: CalendarDay) =>
  inTransaction(db, (tx) =>
    enterCalendarDay(tx, region === "national" ? region : parseDivisionCode(region), one, "试"),
  );

test("the shipped years reach the database and make the same calendar again", async () => {
  const report = await sync();
  assert.equal(report.added.length, shippedYears.length + shippedYears.flatMap((year) => year.days).length);
  assert.deepEqual(await loadCalendar(db), createCalendar(shippedYears));
});

test("loading the same years again changes nothing, also from two processes at once", async () => {
  await Promise.all([sync(), sync()]);
  assert.deepEqual(await sync(), nothing);
});

test("reading A18: a database without a year counts Monday to Friday there and says provisional", async () => {
  const empty = await loadCalendar(db);
  assert.deepEqual(addWorkdays(day("2026-02-13"), 1, empty), { on: "2026-02-16", provisional: true });
  await sync();
  assert.deepEqual(addWorkdays(day("2026-02-13"), 1, await loadCalendar(db)), { on: "2026-02-14", provisional: false });
});

test("a new edition adds a year, moves a day and takes one away", async () => {
  await sync([{ year: 2026, days: [holiday("2026-01-01"), holiday("2026-01-02"), makeup("2026-01-04")] }]);
  const report = await sync([
    { year: 2026, days: [holiday("2026-01-01", "元旦"), makeup("2026-01-04")] },
    { year: 2027, days: [holiday("2027-01-01")] },
  ]);
  assert.deepEqual(report, {
    added: ["2027", "2027-01-01"],
    changed: ["2026-01-01"],
    removed: ["2026-01-02"],
    kept: [],
  });
  const calendar = await loadCalendar(db);
  assert.equal(isWorkday(day("2026-01-02"), calendar), true);
  assert.equal(calendar.days.get(day("2026-01-01"))?.name, "元旦");
});

test("a year entered in the hall is known at once and outlives a later edition", async () => {
  await sync();
  await inTransaction(db, (tx) =>
    enterCalendarYear(tx, { year: 2027, days: [holiday("2027-01-01", "元旦"), makeup("2027-01-02")] }, "通知"),
  );
  const before = await loadCalendar(db);
  assert.deepEqual(addWorkdays(day("2026-12-31"), 1, before), { on: "2027-01-02", provisional: false });
  assert.deepEqual(await sync([...shippedYears, { year: 2027, days: [holiday("2027-01-04")] }]), {
    ...nothing,
    kept: ["2027"],
  });
  assert.deepEqual(await loadCalendar(db), before);
});

test("a year that contradicts itself is refused and leaves no trace", async () => {
  await assert.rejects(
    inTransaction(db, (tx) => enterCalendarYear(tx, { year: 2027, days: [holiday("2028-01-01")] }, "通知")),
    { name: "HallError", code: "calendar/bad-holidays" },
  );
  assert.equal((await loadCalendar(db)).years.size, 0);
});

test("a typhoon day of a city holds in its counties and nowhere else", async () => {
  await sync();
  await enterDay("440400", holiday("2026-09-02", "台风停课停工"));
  const of = async (region: string) => isWorkday(day("2026-09-02"), await loadCalendar(db, parseDivisionCode(region)));
  assert.equal(await of("440402"), false);
  assert.equal(await of("440400"), false);
  assert.equal(await of("440000"), true);
  assert.equal(await of("445103"), true);
  assert.equal(isWorkday(day("2026-09-02"), await loadCalendar(db)), true);
  assert.deepEqual(await sync(), nothing, "loading again leaves it alone");
});

test("the county's day wins over the city's, the city's over the province's, all over the nation's", async () => {
  await sync();
  await enterDay("440000", makeup("2026-10-07"));
  await enterDay("440400", holiday("2026-10-07"));
  await enterDay("440402", makeup("2026-10-07"));
  const of = async (region: string) => isWorkday(day("2026-10-07"), await loadCalendar(db, parseDivisionCode(region)));
  assert.deepEqual(await Promise.all(["440402", "440403", "445100", "460000"].map(of)), [true, false, true, false]);
});

test("a national day moved in the hall outlives new editions, and in a year not yet announced it stays provisional", async () => {
  await sync();
  await enterDay("national", makeup("2026-05-04"));
  await enterDay("national", holiday("2027-02-08", "春节"));
  assert.deepEqual(await sync(), { ...nothing, kept: ["2026-05-04"] });
  const calendar = await loadCalendar(db);
  assert.equal(isWorkday(day("2026-05-04"), calendar), true);
  assert.deepEqual(addWorkdays(day("2027-02-05"), 1, calendar), { on: "2027-02-09", provisional: true });
});
