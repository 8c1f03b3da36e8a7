import type { Day } from "../../../kernel/calendar/index.ts";
import { dayParts, dayWord } from "./day-words.ts";

/** One day on the rail. The calendar decided its kind; a rest day is drawn as a gap. */
export interface RailDay {
  on: Day;
  kind: "workday" | "rest";
}

/**
 * The real days of one case: every day from the first to the last, without holes.
 * `startedOn` is the day of acceptance: the limit runs from the next workday.
 */
export interface RailData {
  days: readonly RailDay[];
  today?: Day;
  startedOn?: Day;
  promisedOn?: Day;
  legalOn?: Day;
  /** Other days worth a word on the line: 收件, 受理, 核查. */
  marks?: readonly { on: Day; word: string }[];
  /** Days on which the limit stood still, both ends included; without `to` it still does. */
  pauses?: readonly { from: Day; to?: Day; reason: string }[];
  provisional?: boolean;
  /** Of a provisional line: the promised day is certain all the same, only the legal one may move. */
  isPromiseSure?: boolean;
}

/** Words under one day. `row` moves them down where they would touch their neighbours, on a narrow and on a wide line. */
export interface RailFlag {
  words: string;
  row: { narrow: number; wide: number };
  edge: "start" | "middle" | "end";
}

export interface RailStop {
  is: "day";
  on: Day;
  rest: boolean;
  when: "past" | "today" | "next";
  stretch: "before" | "promised" | "legal" | "over" | "late";
  paused: boolean;
  end: "promised" | "legal" | undefined;
  /** A month word above the line where a month begins; `folded` = only where the days before are folded away. */
  month: { word: string; folded: boolean } | undefined;
  flag: RailFlag | undefined;
  /** Left out where the line is narrow (or always, on a very long line); the fold beside it says how many workdays. */
  far: boolean;
}

export interface RailFold {
  is: "fold";
  workdays: number;
}

export type RailItem = RailStop | RailFold;

/** Lines longer than this are folded at every width: 60 days on 1088 px would leave 18 px a day. */
export const RAIL_LONG = 48;
/** Three weeks fit a phone as they are (343 px, 16 px a day); longer lines fold runs of four workdays or more. */
const FITS_A_PHONE = 21;
const FOLD_FROM = 4;
const WIDTH = { narrow: 330, wide: 700 } as const;
const WEIGHT = { workday: 1, rest: 0.6, fold: 2 } as const;

/** Lays the days out: which stretch each belongs to, which words stand where, which days may be left out on a phone. */
export function layRail(data: RailData): RailItem[] {
  const words = flagWords(data);
  const stops = data.days.map((day, index): RailStop => {
    const begins = monthOf(data.days[index - 1]) !== monthOf(day);
    return {
      is: "day",
      on: day.on,
      rest: day.kind === "rest",
      when: whenOf(day.on, data.today),
      stretch: stretchOf(day.on, data),
      paused: isPaused(day.on, data),
      end: day.on === data.promisedOn ? "promised" : day.on === data.legalOn ? "legal" : undefined,
      month: begins ? { word: `${dayParts(day.on).month}月`, folded: false } : undefined,
      flag: undefined,
      far: false,
    };
  });
  markFar(stops, words);
  const items = withFolds(stops);
  placeFlags(items, words);
  return items;
}

/** The same facts in one sentence, for whoever does not see the line. */
export function railSentence(data: RailData): string {
  const said = (data.marks ?? []).map((mark) => `${dayWord(mark.on)}${mark.word}`);
  if (data.today) said.push(`今天${dayWord(data.today)}`);
  for (const pause of data.pauses ?? []) {
    said.push(`${dayWord(pause.from)}起${pause.to ? `至${dayWord(pause.to)}` : ""}暂停（${pause.reason}）`);
  }
  if (data.promisedOn) said.push(`承诺${dayWord(data.promisedOn)}到期${isPromiseOpen(data) ? "（暂定）" : ""}`);
  if (data.legalOn) said.push(`法定${dayWord(data.legalOn)}到期${data.provisional ? "（暂定）" : ""}`);
  return `${said.join("，")}。`;
}

function flagWords(data: RailData): Map<Day, string> {
  const words = new Map<Day, string[]>();
  const say = (on: Day | undefined, word: string) => on && words.set(on, [...(words.get(on) ?? []), word]);
  for (const mark of data.marks ?? []) say(mark.on, mark.word);
  for (const pause of data.pauses ?? []) say(pause.from, "暂停");
  say(data.today, "今天");
  say(data.promisedOn, isPromiseOpen(data) ? "承诺暂定" : "承诺");
  say(data.legalOn, data.provisional ? "法定暂定" : "法定");
  return new Map([...words].map(([on, list]) => [on, list.join("·")]));
}

function isPromiseOpen({ provisional, isPromiseSure }: RailData): boolean {
  return provisional === true && isPromiseSure !== true;
}

function whenOf(on: Day, today: Day | undefined): RailStop["when"] {
  if (!today || on > today) return "next";
  return on === today ? "today" : "past";
}

function stretchOf(on: Day, { startedOn, promisedOn, legalOn, today }: RailData): RailStop["stretch"] {
  if (!startedOn || on <= startedOn) return "before";
  if (promisedOn && on <= promisedOn) return "promised";
  const gone = today !== undefined && on <= today;
  if (legalOn && on > legalOn) return gone ? "late" : "legal";
  return gone ? "over" : "legal";
}

function isPaused(on: Day, { pauses = [], today }: RailData): boolean {
  return pauses.some((pause) => on >= pause.from && on <= (pause.to ?? today ?? pause.from));
}

function markFar(stops: RailStop[], words: Map<Day, string>): void {
  if (stops.length <= FITS_A_PHONE) return;
  const near = (index: number) => {
    const stop = stops[index];
    return stop !== undefined && (words.has(stop.on) || index === 0 || index === stops.length - 1);
  };
  for (const [index, stop] of stops.entries()) stop.far = !near(index - 1) && !near(index) && !near(index + 1);
}

function withFolds(stops: RailStop[]): RailItem[] {
  const items: RailItem[] = [];
  let run: RailStop[] = [];
  const close = () => {
    const workdays = run.filter((stop) => !stop.rest).length;
    if (workdays < FOLD_FROM) for (const stop of run) stop.far = false;
    else items.push({ is: "fold", workdays });
    run = [];
  };
  for (const stop of stops) {
    if (stop.far) run.push(stop);
    else if (run.length > 0) close();
    items.push(stop);
  }
  sayMonthsAfterFolds(stops);
  return items;
}

/** A month that begins inside a fold is said again at the first day that is shown. */
function sayMonthsAfterFolds(stops: RailStop[]): void {
  let shown: RailStop | undefined;
  for (const stop of stops) {
    if (stop.far) continue;
    if (shown && !stop.month && monthOf(shown) !== monthOf(stop)) {
      stop.month = { word: `${dayParts(stop.on).month}月`, folded: true };
    }
    shown = stop;
  }
}

function monthOf(day: { on: Day } | undefined): string | undefined {
  return day?.on.slice(0, 7);
}

function placeFlags(items: RailItem[], words: Map<Day, string>): void {
  const long = items.filter((item) => item.is === "day").length > RAIL_LONG;
  const narrow = rows(items, words, "narrow", true);
  const wide = rows(items, words, "wide", long);
  const days = items.filter((item) => item.is === "day");
  for (const stop of days) {
    const said = words.get(stop.on);
    if (!said) continue;
    const edge = stop === days[0] ? "start" : stop === days.at(-1) ? "end" : "middle";
    stop.flag = { words: said, edge, row: { narrow: narrow.get(stop.on) ?? 0, wide: wide.get(stop.on) ?? 0 } };
  }
}

/** Greedy: each word takes the first row where it touches nothing. 16 px a character (large type) and 8 px of air. */
function rows(items: RailItem[], words: Map<Day, string>, width: "narrow" | "wide", folded: boolean): Map<Day, number> {
  const shown = items.filter((item) => (item.is === "fold" ? folded : !(folded && item.far)));
  const weight = (item: RailItem) => WEIGHT[item.is === "fold" ? "fold" : item.rest ? "rest" : "workday"];
  const unit = WIDTH[width] / shown.reduce((sum, item) => sum + weight(item), 0);
  const ends: number[] = [];
  const found = new Map<Day, number>();
  let at = 0;
  for (const item of shown) {
    const centre = at + (weight(item) * unit) / 2;
    at += weight(item) * unit;
    const said = item.is === "day" ? words.get(item.on) : undefined;
    if (item.is !== "day" || !said) continue;
    const size = said.length * 16 + 8;
    const start = Math.min(Math.max(0, centre - size / 2), WIDTH[width] - size);
    const free = ends.findIndex((end) => end <= start);
    const row = free === -1 ? ends.length : free;
    ends[row] = start + size;
    found.set(item.on, row);
  }
  return found;
}
