import { createHash } from "node:crypto";
import { listMyCases, settleSilence } from "../application/index.ts";
import type { DemoPeople } from "../identity/index.ts";
import { modules } from "../house.ts";
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
const daysBetweenRounds = 5;

/**
 * 样例办件: cases in every state, made by the real acts under a clock that walks through the last two months of working days up to now,
 * and drafts. Which case is which follows from its plan alone, so a second run adds nothing.
 */
export async function seedDemoCases(house: House, people: DemoPeople): Promise<SeededCases> {
  const until = house.clock.now();
  const today = dayOf(until);
  const there = await casesThere(house, people);
  const plans = demoPlans().filter(({ key }) => !there.has(tailOf(key)));
  const clock = fixedClock(startOf(addWorkdays(today, -60, house.calendar).on));
  const walking = walkingHouse(house, clock);
  const cast = await castOf(walking, people);
  const stories = plans.map((plan) => {
    const at = (ago: number, step: number) => instantOf(house, today, plan, ago, step);
    const begun = at(plan.ago, 0);
    return { at: begun, story: tell(walking, cast, plan, { id: idOf(begun, plan.key), at }) };
  });
  await walk(walking, clock, stories, until);
  const drafts = await seedDemoDrafts(walking, cast);
  clock.set(until);
  await carryNews(walking);
  return { cases: plans.length, drafts };
}

interface Running {
  at: Date;
  readonly story: AsyncGenerator<Date, void>;
}

/** Tells all stories in the order of their days, each up to the present. */
async function walk(house: House, clock: FixedClock, stories: readonly Running[], until: Date): Promise<void> {
  const open = new Set(stories);
  let day = dayOf(clock.now());
  let rounds = 0;
  for (;;) {
    let next: Running | undefined;
    for (const one of open) if (!next || one.at < next.at) next = one;
    if (!next || next.at > until) break;
    while (day < dayOf(next.at)) {
      day = addCalendarDays(day, 1);
      clock.set(new Date(startOf(day).getTime() + 15 * 60_000));
      await settleSilence(house);
      rounds += 1;
      if (rounds % daysBetweenRounds === 0) await carryNews(house);
    }
    clock.set(next.at);
    const told = await next.story.next();
    if (told.done) open.delete(next);
    else next.at = told.value;
  }
  clock.set(until);
  await settleSilence(house);
}

/** Delivers what was said to those who hear it, under the clock of the walk. */
async function carryNews(house: House): Promise<void> {
  const subscriptions = modules.flatMap((module) => module.subscriptions ?? []);
  await createWorker(house, { hall: parseHallCode(house.config.hall), subscriptions, concurrency: 8 }).runDue();
}

/** The house as it was on those days: its own clock; no text messages or mail about what is long past; documents made bit by bit. */
function walkingHouse(house: House, clock: FixedClock): House {
  const hears = modules.flatMap((module) => module.subscriptions ?? []);
  const config = { ...house.config, sms: undefined, mail: undefined };
  return { ...house, clock, config, outbox: patientOutbox(house.clock.now(), clock, createOutbox({ clock, hears })) };
}

const makeDocument = "application.make-document";
const newestFirst = 10 * 86_400_000;

/**
 * Some hundred documents of old cases would keep a core busy for half a minute after the start. So one is made each second: first those
 * of the last days, then the older ones.
 */
function patientOutbox(start: Date, clock: FixedClock, outbox: Outbox): Outbox {
  let recent = 0;
  let old = 0;
  return {
    ...outbox,
    enqueue(tx, job) {
      if (job.job.name !== makeDocument) return outbox.enqueue(tx, job);
      const isRecent = start.getTime() - clock.now().getTime() < newestFirst;
      if (isRecent) recent += 1;
      else old += 1;
      const seconds = isRecent ? 30 + recent : 180 + old;
      return outbox.enqueue(tx, { ...job, runAt: new Date(start.getTime() + seconds * 1_000) });
    },
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
