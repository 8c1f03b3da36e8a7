import type { Day } from "../../../kernel/calendar/index.ts";
import type { LeafDay } from "./leaf.tsx";
import type { ShownLimit } from "./limit.ts";
import type { RailData, RailDay } from "./rail-days.ts";

/** Examples: one case of 食品经营许可（新办） in November 2026, and its neighbours. */
const day = (text: string) => text as Day;
const today = day("2026-11-20");

const promised: ShownLimit = {
  kind: "promised",
  limitDays: 7,
  usedDays: 5,
  phase: "running",
  dueOn: day("2026-11-24"),
  today,
};
const legal: ShownLimit = { ...promised, kind: "legal", limitDays: 10, dueOn: day("2026-11-27") };

const late: ShownLimit = { ...legal, usedDays: 12, dueOn: day("2026-11-18") };
const over: ShownLimit = { ...promised, limitDays: 5, usedDays: 7, dueOn: day("2026-11-18") };
const paused: ShownLimit = {
  ...promised,
  limitDays: 15,
  usedDays: 13,
  phase: "paused",
  pause: { reason: "专家评审", days: 4 },
};
const lastDay: ShownLimit = { ...promised, limitDays: 3, usedDays: 3, dueOn: today };
const atOnce: ShownLimit = { kind: "promised", limitDays: 0, usedDays: 0, phase: "done", dueOn: today, today };
const provisional: ShownLimit = {
  ...promised,
  limitDays: 30,
  usedDays: 2,
  dueOn: day("2027-01-04"),
  provisional: true,
};
const extended: ShownLimit = { ...legal, limitDays: 45, extendedDays: 15, usedDays: 51, dueOn: day("2026-12-03") };

export const exampleLimits = {
  promised,
  legal,
  going: [promised, lastDay, { ...promised, usedDays: 3, phase: "done" }] as ShownLimit[],
  troubled: [over, late, paused],
  waiting: [
    { ...promised, usedDays: 0, phase: "idle" },
    { ...promised, name: "补正", limitDays: 10, usedDays: 1, dueOn: day("2026-11-25") },
    provisional,
  ] as ShownLimit[],
  extreme: [atOnce, extended, { ...legal, limitDays: 120, usedDays: 47, dueOn: day("2027-03-18"), provisional: true }],
  small: [
    promised,
    legal,
    over,
    late,
    paused,
    lastDay,
    provisional,
    extended,
    { ...atOnce, limitDays: 1, usedDays: 1 },
  ],
};

/** Days off in the examples' autumn and winter: weekends, and the holidays of the published calendar. */
const OFF = new Set(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07", "2027-01-01"]);

function daysFrom(from: string, to: string): RailDay[] {
  const days: RailDay[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const on = new Date(at).toISOString().slice(0, 10) as Day;
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    days.push({ on, kind: weekend || OFF.has(on) ? "rest" : "workday" });
  }
  return days;
}

const running: RailData = {
  days: daysFrom("2026-11-09", "2026-11-27"),
  today,
  startedOn: day("2026-11-13"),
  promisedOn: day("2026-11-24"),
  legalOn: day("2026-11-27"),
  marks: [
    { on: day("2026-11-09"), word: "收件" },
    { on: day("2026-11-13"), word: "受理" },
  ],
};

export const exampleRails = {
  running,
  paused: {
    ...running,
    days: daysFrom("2026-11-09", "2026-12-04"),
    today: day("2026-11-25"),
    promisedOn: day("2026-12-01"),
    legalOn: day("2026-12-04"),
    pauses: [{ from: day("2026-11-18"), to: day("2026-11-24"), reason: "检验检测" }],
  },
  late: {
    days: daysFrom("2026-11-02", "2026-11-20"),
    today,
    startedOn: day("2026-11-04"),
    promisedOn: day("2026-11-13"),
    legalOn: day("2026-11-18"),
    marks: [{ on: day("2026-11-04"), word: "受理" }],
  },
  crowded: {
    days: daysFrom("2026-11-03", "2026-11-23"),
    today: day("2026-11-19"),
    startedOn: day("2026-11-18"),
    promisedOn: day("2026-11-20"),
    legalOn: day("2026-11-23"),
    marks: [
      { on: day("2026-11-03"), word: "收件" },
      { on: day("2026-11-05"), word: "补正告知" },
      { on: day("2026-11-17"), word: "补齐" },
      { on: day("2026-11-18"), word: "受理" },
    ],
  },
  ifToday: {
    days: daysFrom("2026-11-20", "2026-12-04"),
    today,
    startedOn: today,
    promisedOn: day("2026-12-01"),
    legalOn: day("2026-12-04"),
  },
  long: {
    days: daysFrom("2026-10-12", "2027-01-08"),
    today,
    startedOn: day("2026-10-15"),
    promisedOn: day("2026-12-17"),
    legalOn: day("2027-01-08"),
    marks: [{ on: day("2026-10-15"), word: "受理" }],
    provisional: true,
  },
} satisfies Record<string, RailData>;

const LEAF_WORDS: Record<string, Pick<LeafDay, "word" | "tone">> = {
  "2026-11-13": { word: "受理", tone: "mark" },
  "2026-11-20": { word: "今天", tone: "today" },
  "2026-11-23": { word: "核查", tone: "mark" },
  "2026-11-24": { word: "承诺", tone: "promised" },
  "2026-11-27": { word: "法定", tone: "legal" },
};

export const novemberLeaf: LeafDay[] = daysFrom("2026-11-01", "2026-11-30").map((one) => ({
  ...one,
  ...LEAF_WORDS[one.on],
}));
