import type { HallCode } from "../codes/index.ts";
import { runStatement } from "../db/index.ts";
import { newId } from "../ids/index.ts";
import { type BackOff, standardBackOff } from "./back-off.ts";
import { deliver, type Handler, type Outcome, type Terms } from "./deliver.ts";
import { claim, findDueHalls, type Leased } from "./lease.ts";
import { parkBehindDead } from "./outcome.ts";
import { placeSchedules, type Schedule, scheduleDue, subscriberOf } from "./schedule.ts";
import type { OutboxHouse, Subscription } from "./subscription.ts";

/** What a worker runs and how. */
export interface WorkerOptions<House> {
  /** The installation's own hall: under it the schedules that name no hall are kept. */
  readonly hall: HallCode;
  readonly subscriptions: readonly Subscription<House>[];
  readonly schedules?: readonly Schedule<House>[];
  /** Deliveries in hand at once; each handler in a transaction holds one writing connection. Default 4. */
  readonly concurrency?: number;
  /** A worker that vanished holds its deliveries so long, in milliseconds. Default 60 000; renewed every third of it. */
  readonly leaseMs?: number;
  /** Longest idle wait between looks, in milliseconds. Default 1 000; jittered down to half. */
  readonly pollMs?: number;
  readonly backOff?: BackOff;
  /** 0 ≤ r < 1; for the jitter of back-off and polling. */
  readonly random?: () => number;
}

/** How many attempts ended how, and what failed, in the order of failing. */
export type Tally = Record<Outcome, number> & { readonly errors: readonly unknown[] };

/** One loop over the outbox; any number of them may run, in any number of processes. */
export interface Worker {
  /** Begins to work in the background; database outages are survived. */
  start(): void;
  /** Takes nothing new and waits for the handlers that are running. */
  stop(): Promise<void>;
  /** Works until nothing is due at the clock's present instant, then returns. For tests and for commands. */
  runDue(): Promise<Tally>;
}

/** After so many rounds over the halls in hand all halls are looked at, so that none waits for the backlog of others. */
const passesPerLook = 20;
/** How often, in milliseconds, each hall's lanes behind dead deliveries are looked through. */
const parkEveryMs = 600_000;
/** The worst wait between looks while the database is away. */
const troubledMs = 5_000;

/**
 * Builds a worker: it leases due deliveries hall by hall and runs their handlers.
 *
 * No subscriber takes more than half of the places, so that one with a long backlog or a slow outside system does not
 * keep the others waiting. Only deliveries for subscribers of this process are taken; others wait for a process that
 * knows them (a rolling upgrade).
 *
 * @throws RangeError when two handlers are named for one subscriber and topic, or two schedules have one name.
 */
export function createWorker<House extends OutboxHouse>(house: House, options: WorkerOptions<House>): Worker {
  const { hall: home, schedules = [], concurrency = 4, pollMs = 1_000, random = Math.random } = options;
  const terms: Terms = { leaseMs: options.leaseMs ?? 60_000, backOff: options.backOff ?? standardBackOff, random };
  const handlers = handlersOf(options.subscriptions, schedules);
  const subscribers = [...new Set([...handlers.values()].map((each) => each.subscriber))];
  const share = Math.max(1, Math.ceil(concurrency / 2));

  const running = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  const seen = new Set<HallCode>();
  const parkedAt = new Map<HallCode, number>();
  const queue: HallCode[] = [];
  let passes = 0;
  let ended = 0;
  let placed = false;
  let stopping = false;
  let loop: Promise<void> | undefined;
  let awake = false;
  let rouse: (() => void) | undefined;

  function wake(): void {
    awake = true;
    rouse?.();
  }

  /** Every few minutes, per hall: see `parkBehindDead`. */
  async function parkSometimes(hall: HallCode, now: Date): Promise<void> {
    if (now.getTime() - (parkedAt.get(hall) ?? Number.NEGATIVE_INFINITY) < parkEveryMs) return;
    parkedAt.set(hall, now.getTime());
    const { text, values } = parkBehindDead(hall, now);
    await runStatement(house.db, text, [...values]);
  }

  async function dueHalls(now: Date): Promise<HallCode[]> {
    try {
      const halls = await findDueHalls(house.db, now);
      for (const hall of halls) seen.add(hall);
      return halls;
    } catch (error) {
      // One machine of a spread-out database is down: the halls of the others go on.
      house.log.warn({ err: error, halls: seen.size }, "could not look for work in all halls");
      if (seen.size === 0) throw error;
      return [...seen];
    }
  }

  /** Takes what is free of one hall, as far as there are places. */
  async function claimHall(hall: HallCode, now: Date): Promise<Leased[]> {
    const open = subscribers.filter((subscriber) => (busy.get(subscriber) ?? 0) < share);
    const places = Math.min(concurrency - running.size, ...open.map((each) => share - (busy.get(each) ?? 0)));
    if (open.length === 0 || places <= 0) return [];
    const until = new Date(now.getTime() + terms.leaseMs);
    const owner = newId(house.clock);
    return await claim(house.db, { hall, subscribers: open, now, until, owner, limit: places });
  }

  /**
   * Takes from the halls in turn, as far as there are places. A hall that gave all it was asked for comes again before
   * all halls are looked at anew.
   *
   * @returns how many deliveries were begun.
   */
  async function fill(onEnd: (outcome: Outcome, error: unknown) => void): Promise<number> {
    const now = house.clock.now();
    const looked = queue.length === 0 || passes >= passesPerLook;
    passes = looked ? 0 : passes + 1;
    if (looked) {
      for (const hall of await dueHalls(now)) if (!queue.includes(hall)) queue.push(hall);
    }
    const again: HallCode[] = [];
    let begun = 0;
    let trouble: { error: unknown } | undefined;
    while (running.size < concurrency) {
      const hall = queue.shift();
      if (hall === undefined) break;
      try {
        await parkSometimes(hall, now);
        const leased = await claimHall(hall, now);
        for (const each of leased) begin(each, onEnd);
        if (leased.length > 0) again.push(hall);
        begun += leased.length;
      } catch (error) {
        trouble = { error };
        house.log.warn({ err: error, hall }, "could not lease deliveries of a hall");
      }
    }
    queue.push(...again);
    if (trouble && begun === 0) throw trouble.error;
    // Nothing in the halls known to have work says nothing of the others.
    if (begun === 0 && !looked && running.size < concurrency) return await fill(onEnd);
    return begun;
  }

  function begin(leased: Leased, onEnd: (outcome: Outcome, error: unknown) => void): void {
    const { subscriber, topic } = leased;
    busy.set(subscriber, (busy.get(subscriber) ?? 0) + 1);
    const run = deliver(house, leased, handlers.get(key(subscriber, topic)), terms)
      .then(
        ({ outcome, error }) => onEnd(outcome, error),
        (error) => {
          // The outcome could not be written down: the lease will run out and the delivery be made again.
          house.log.warn({ err: error, deliveryId: leased.id }, "could not record a delivery's outcome");
          onEnd("lost", error);
        },
      )
      .finally(() => {
        running.delete(run);
        busy.set(subscriber, (busy.get(subscriber) ?? 1) - 1);
        ended += 1;
        // A place is free, and perhaps the next of the lane.
        wake();
      });
    running.add(run);
  }

  async function placeOnce(): Promise<void> {
    if (placed) return;
    await placeSchedules(house.db, house.clock, home, schedules);
    placed = true;
  }

  async function rest(atMost: number): Promise<void> {
    if (!awake && !stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMost * (0.5 + random() / 2));
        rouse = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    rouse = undefined;
    awake = false;
  }

  async function work(): Promise<void> {
    let troubles = 0;
    while (!stopping) {
      let begun = 0;
      try {
        await placeOnce();
        begun = await fill(() => {});
        troubles = 0;
      } catch (error) {
        troubles += 1;
        house.log.warn({ err: error }, "the outbox worker cannot reach the database");
      }
      if (running.size >= concurrency) await Promise.race(running);
      else if (troubles > 0) await rest(Math.min(troubledMs, pollMs * 2 ** Math.min(troubles, 10)));
      else if (begun === 0) await rest(pollMs);
    }
    await Promise.all(running);
  }

  return {
    start() {
      if (loop) return;
      stopping = false;
      const unhear = house.outbox.onWake((hall) => {
        seen.add(hall);
        wake();
      });
      loop = work().finally(unhear);
    },

    async stop() {
      stopping = true;
      wake();
      await loop;
      loop = undefined;
    },

    async runDue() {
      const tally = { done: 0, failed: 0, dead: 0, lost: 0, errors: [] as unknown[] };
      const count = (outcome: Outcome, error: unknown) => {
        tally[outcome] += 1;
        if (error !== undefined) tally.errors.push(error);
      };
      await placeOnce();
      for (;;) {
        const before = ended;
        const begun = running.size < concurrency ? await fill(count) : 0;
        // What ended meanwhile may have freed a place, or the next of its lane.
        if (begun > 0 || ended !== before) continue;
        if (running.size === 0) break;
        await Promise.race(running);
      }
      return tally;
    },
  };
}

type Registered<House> = Handler<House> & { readonly subscriber: string };

function key(subscriber: string, topic: string): string {
  return `${subscriber} ${topic}`;
}

function handlersOf<House>(
  subscriptions: readonly Subscription<House>[],
  schedules: readonly Schedule<House>[],
): ReadonlyMap<string, Registered<House>> {
  const registered: Registered<House>[] = [
    ...subscriptions,
    ...schedules.map(({ name, every, handling }) => ({
      subscriber: subscriberOf(name),
      topic: scheduleDue,
      every,
      handling,
    })),
  ];
  const handlers = new Map<string, Registered<House>>();
  for (const each of registered) {
    const name = key(each.subscriber, each.topic.name);
    if (handlers.has(name)) throw new RangeError(`two handlers for ${name}`);
    handlers.set(name, each);
  }
  return handlers;
}
