import { createHash } from "node:crypto";
import { listMyCases, settleSilence } from "../application/index.ts";
import { modules } from "../house.ts";
import type { DemoPeople } from "../identity/index.ts";
import { addCalendarDays, addWorkdays, type Day, dayOf, startOf } from "../kernel/calendar/index.ts";
import { type FixedClock, fixedClock } from "../kernel/clock/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, lowestIdAt, parseId } from "../kernel/ids/index.ts";
import { createOutbox, createWorker, type Outbox } from "../kernel/outbox/index.ts";
import { castOf } from "./demo-cast.ts";
import { seedDemoDrafts } from "./demo-drafts.ts";
import { demoPlans, type Plan } from "./demo-plans.ts";
import { tell } from "./demo-story.ts";

/** What a run has made. */
export interface SeededCases {
  readonly cases: number;
  readonly drafts: number;
}

/** News is carried round every so many days of the walk: what hears it gets about the right instant, for few empty looks. */
const daysBetweenRounds = 10;
/** Cases that act at once: the walk waits for the database more than for itself. */
const atOnce = 6;

/**
 * 样例办件: cases in every state, made by the real acts under a clock that walks through the last two months of working days up to now,
 * and drafts. Which case is which follows from its plan alone, so a second run adds nothing.
 */
export async function seedDemoCases(house: House, people: DemoPeople): Promise<SeededCases> {
  const until = house.clock.now();
  const today = dayOf(until);
  const there = await casesThere(house, people);
  const plans = demoPlans().filter(({ key }) => !there.has(tailOf(key)));
  const clock = fixedClock(until);
  const pause = slotsOfDocuments(until);
  const walking = houseAt(house, clock, pause);
  const cast = await castOf(walking, people);
  const stories = plans.map((plan): Running => {
    const at = (ago: number, step: number) => instantOf(house, today, plan, ago, step);
    const begun = at(plan.ago, 0);
    const own = fixedClock(begun);
    const story = tell(houseAt(house, own, pause), cast, plan, { id: idOf(begun, plan.key), at });
    return { at: begun, clock: own, story, isBegun: false };
  });
  await walk(walking, clock, stories, until);
  const drafts = await seedDemoDrafts(walking, cast);
  if (plans.length + drafts > 0) await carryNews(walking);
  return { cases: plans.length, drafts };
}

interface Running {
  at: Date;
  readonly clock: FixedClock;
  readonly story: AsyncGenerator<Date, void>;
  isBegun: boolean;
}

/** Tells all stories day by day, each up to the present. */
async function walk(house: House, clock: FixedClock, stories: readonly Running[], until: Date): Promise<void> {
  let open = [...stories].sort((one, other) => one.at.getTime() - other.at.getTime());
  const [first] = open;
  if (!first) return;
  const last = dayOf(until);
  let rounds = 0;
  for (let day = dayOf(first.at); day <= last; day = addCalendarDays(day, 1)) {
    clock.set(new Date(startOf(day).getTime() + 15 * 60_000));
    await settleSilence(house);
    const end = Math.min(startOf(addCalendarDays(day, 1)).getTime() - 1, until.getTime());
    const isDue = ({ at }: Running) => at.getTime() <= end;
    // Numbers are given in the order of the day; afterwards everybody acts at once.
    for (const one of open) if (!one.isBegun && isDue(one)) await goOn(one);
    for (let due = open.filter(isDue); due.length > 0; due = open.filter(isDue)) {
      await together(due, goOn);
      open = open.filter(({ at }) => at.getTime() !== ended);
    }
    open = open.filter(({ at }) => at.getTime() !== ended);
    rounds += 1;
    clock.set(new Date(end));
    if (rounds % daysBetweenRounds === 0) await carryNews(house);
  }
  clock.set(until);
  await settleSilence(house);
}

/** Later than every day. */
const ended = 8.64e15;

async function goOn(one: Running): Promise<void> {
  one.isBegun = true;
  one.clock.set(one.at);
  const told = await one.story.next();
  one.at = told.done ? new Date(ended) : told.value;
}

async function together<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const rest = [...all];
  const hand = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

const subscriptions = () => modules.flatMap((module) => module.subscriptions ?? []);

/** Delivers what was said of cases and drafts to those who hear it, under the clock of the walk; other news waits for the hall itself. */
async function carryNews(house: House): Promise<void> {
  const all = subscriptions();
  const readers = new Set(all.flatMap(({ subscriber, topic }) => (isOfCases(topic.name) ? [subscriber] : [])));
  const hears = all.filter(({ subscriber }) => readers.has(subscriber));
  const hall = parseHallCode(house.config.hall);
  await createWorker(house, { hall, subscriptions: hears, concurrency: 8 }).runDue();
}

function isOfCases(topic: string): boolean {
  return topic.startsWith("application.");
}

/** The house on a day of the past: its own clock; no text messages or mail about what is long over; documents made bit by bit. */
function houseAt(house: House, clock: FixedClock, slotOf: SlotOf): House {
  const config = { ...house.config, sms: undefined, mail: undefined };
  const outbox = createOutbox({ clock, hears: subscriptions() });
  const patient: Outbox = {
    ...outbox,
    enqueue: (tx, job) =>
      outbox.enqueue(tx, job.job.name === makeDocument ? { ...job, runAt: slotOf(clock.now()) } : job),
  };
  return { ...house, clock, config, outbox: patient };
}

type SlotOf = (now: Date) => Date;

const makeDocument = "application.make-document";
const recently = 10 * 86_400_000;

/**
 * Some hundred documents of old cases would keep a core busy right after the start. So one is made each second: first those of the last
 * days, then the older ones.
 */
function slotsOfDocuments(start: Date): SlotOf {
  let recent = 0;
  let old = 0;
  return (now) => {
    const isRecent = start.getTime() - now.getTime() < recently;
    if (isRecent) recent += 1;
    else old += 1;
    const seconds = isRecent ? 30 + recent : 150 + old;
    return new Date(start.getTime() + seconds * 1_000);
  };
}

/** The tails of the ids of all cases that the people of the demo have. */
async function casesThere(house: House, people: DemoPeople): Promise<ReadonlySet<string>> {
  const persons = [...Object.values(people.citizens).map(({ person }) => person), ...Object.values(people.companies)];
  const tails = new Set<string>();
  for (const person of persons) {
    let after: Id | undefined;
    do {
      const page = await listMyCases(house.db, parseId(person), { after, size: 500 });
      for (const { application } of page.cases) tails.add(application.slice(-12));
      after = page.next;
    } while (after);
  }
  return tails;
}

/** The instant of its plan in front, so that lists are in order; the rest is the plan's own. */
function idOf(at: Date, key: string): Id {
  return parseId(lowestIdAt(at).slice(0, -12) + tailOf(key));
}

function tailOf(key: string): string {
  return createHash("sha256").update(`demo case ${key}`).digest("hex").slice(0, 12);
}

/** Some minute of the working hours of the day so many working days ago; a later step of one day comes later. */
function instantOf(house: House, today: Day, { key }: Plan, ago: number, step: number): Date {
  const day = ago === 0 ? today : addWorkdays(today, -ago, house.calendar).on;
  const some = createHash("sha256").update(`${key} ${ago}`).digest().readUInt16BE();
  const minutes = 9 * 60 + (some % 300) + step * 7;
  return new Date(startOf(day).getTime() + minutes * 60_000 + (some % 60) * 1_000);
}
