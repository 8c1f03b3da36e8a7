import { sql } from "kysely";
import { personJoined } from "../identity/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Db } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type PayloadOf, type Schedule, type Subscription, schedule, subscribe } from "../kernel/outbox/index.ts";
import { correctionGrace } from "./clocks/index.ts";
import { deemAccepted, watchman } from "./deem-accepted.ts";
import { deemTask } from "./deem-task.ts";
import { expireCorrection } from "./expire-correction.ts";
import { joinPerson } from "./join-person.ts";
import { personCaseSubscriptions } from "./person-case.ts";

export const subscriptions: readonly Subscription<House>[] = [
  ...personCaseSubscriptions,
  subscribe<House, PayloadOf<typeof personJoined>>({
    subscriber: "application.join-person",
    topic: personJoined,
    outside: (house, { payload }) => joinPerson(house, payload),
  }),
];

/** A quarter of an hour after midnight is soon enough; a round that failed is made up for by the next. */
export const schedules: readonly Schedule<House>[] = [
  schedule<House>({ name: "application.settle-silence", every: { minutes: 15 }, outside: settleSilence }),
];

const batch = 200;

/** What one round of the watch wrote down. */
export interface SilenceReport {
  readonly accepted: number;
  readonly tasks: number;
  /** Cases closed because the correction never came. */
  readonly expired: number;
}

/** Writes down everything that silence has decided by now: acceptance after five workdays, tasks that count as done, timers, corrections that never came. */
export async function settleSilence(house: House): Promise<SilenceReport> {
  const accepted = await settle(
    (after) => silentCases(house.db, house.clock.now(), after),
    ({ hall, id }) => deemAccepted(house, watchman, { hall, application: id }),
  );
  const tasks = await settle(
    (after) => silentTasks(house.db, house.clock.now(), after),
    ({ hall, id, token }) => deemTask(house, watchman, { hall, application: id, token }),
  );
  const expired = await settle(
    (after) => uncorrectedCases(house.db, house.clock.now(), after),
    ({ hall, id }) => expireCorrection(house, watchman, { hall, application: id }),
  );
  return { accepted, tasks, expired };
}

interface Waiting {
  readonly hall: HallCode;
  readonly at: Date;
  readonly id: Id;
  readonly token: number;
}

/** Goes through a list in pages. Most of what the index offers is not yet over: the act asks the calendar. */
async function settle(
  page: (after: Waiting | undefined) => Promise<readonly Waiting[]>,
  act: (one: Waiting) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  let after: Waiting | undefined;
  for (;;) {
    const found = await page(after);
    for (const one of found) if (await wrote(() => act(one))) done += 1;
    after = found.at(-1);
    if (!after || found.length < batch) return done;
  }
}

async function wrote(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    // Not over yet, or somebody has just acted.
    if (error instanceof HallError && (error.kind === "conflict" || error.kind === "not-found")) return false;
    throw error;
  }
}

/** Index application_waiting; five workdays are at least five days. */
async function silentCases(db: Db, now: Date, after: Waiting | undefined): Promise<readonly Waiting[]> {
  const before = new Date(now.getTime() - 5 * 86_400_000);
  const { rows } = await sql<Waiting>`
    select hall, submitted_at as at, id, 0 as token from application.application
     where state = 'submitted' and submitted_at < ${before}
       and (hall, submitted_at, id) > (${after?.hall ?? ""}, ${after?.at ?? new Date(0)}::timestamptz, ${after?.id ?? nil}::uuid)
     order by hall, submitted_at, id limit ${batch} /* scatter: the watch looks at all halls */`.execute(db);
  return rows;
}

/** Index application_correcting; a notice is never older than its case, and the shortest limit with its grace is eleven workdays. */
async function uncorrectedCases(db: Db, now: Date, after: Waiting | undefined): Promise<readonly Waiting[]> {
  const before = new Date(now.getTime() - (1 + correctionGrace) * 86_400_000);
  const { rows } = await sql<Waiting>`
    select hall, submitted_at as at, id, 0 as token from application.application
     where state = 'correcting' and submitted_at < ${before}
       and (hall, submitted_at, id) > (${after?.hall ?? ""}, ${after?.at ?? new Date(0)}::timestamptz, ${after?.id ?? nil}::uuid)
     order by hall, submitted_at, id limit ${batch} /* scatter: the watch looks at all halls */`.execute(db);
  return rows;
}

/** Index task_deemed; so many workdays are at least as many days. */
async function silentTasks(db: Db, now: Date, after: Waiting | undefined): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select hall, opened_at as at, application_id as id, token from application.task
     where deemed_workdays is not null and opened_at < ${now}::timestamptz - deemed_workdays * interval '1 day'
       and (hall, opened_at, application_id, token)
         > (${after?.hall ?? ""}, ${after?.at ?? new Date(0)}::timestamptz, ${after?.id ?? nil}::uuid, ${after?.token ?? 0}::integer)
     order by hall, opened_at, application_id, token limit ${batch} /* scatter: the watch looks at all halls */`.execute(
    db,
  );
  return rows;
}

const nil = "00000000-0000-0000-0000-000000000000";
