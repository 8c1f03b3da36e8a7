import cluster, { type Worker } from "node:cluster";
import { setTimeout as wait } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import type { Log } from "../log/index.ts";
import type { PageCache } from "./page-cache.ts";
import type { HallServer } from "./server.ts";

/** What the primary process is asked to keep running. */
export interface WorkerPlan {
  readonly count: number;
  readonly log: Log;
  /** The program of a worker; default: this one again. */
  readonly exec?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How long a worker may take to finish its requests before it is killed. Longer than the budget of `serve`. */
  readonly stopMs?: number;
  /** How long a new worker may take until it listens, when they are renewed one by one. */
  readonly startMs?: number;
}

/** The workers, seen from the primary. */
export interface Workers {
  /** Resolves when all listen for the first time; fails when one gives up before. */
  readonly ready: Promise<void>;
  /** The figures of all workers as one text. */
  metrics(): Promise<string>;
  /** Renews the workers one by one: the new one listens before its predecessor is asked to go. */
  roll(): Promise<void>;
  /** Asks all to finish and waits for them. */
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** A worker that lived so long did not crash at start: the next pause is short again. */
const steadyMs = 60_000;
const invalidation = "wangting/invalidate";

/**
 * Starts and watches worker processes: one that dies comes back, after a pause that doubles while it keeps dying, so that a broken start does not
 * burn the machine. The primary holds no requests and no database.
 */
export function startWorkers(plan: WorkerPlan): Workers {
  const aggregator = new AggregatorRegistry();
  const going = new Set<Worker>();
  const bornAt = new Map<Worker, number>();
  let stopping = false;
  let rolling = false;
  let pauseMs = firstPauseMs;

  cluster.setupPrimary({
    ...(plan.exec ? { exec: plan.exec } : {}),
    ...(plan.args ? { args: [...plan.args] } : {}),
  });
  cluster.on("message", forward);
  cluster.on("exit", onExit);
  const ready = Promise.all(Array.from({ length: plan.count }, () => listening(fork()))).then(() => undefined);
  // Without somebody who waits for it, a failed start is still told by the exits in the log.
  ready.catch(() => undefined);

  return {
    ready,
    metrics: () => aggregator.clusterMetrics(),
    async roll() {
      if (rolling || stopping) return;
      rolling = true;
      try {
        for (const old of living()) {
          if (stopping) return;
          await within(plan.startMs ?? 60_000, listening(fork()));
          await end(old);
        }
      } finally {
        rolling = false;
      }
    },
    async stop() {
      stopping = true;
      await Promise.all(living().map(end));
      cluster.off("message", forward);
      cluster.off("exit", onExit);
    },
  };

  function fork(): Worker {
    const worker = cluster.fork(plan.env ? { ...plan.env } : undefined);
    bornAt.set(worker, performance.now());
    return worker;
  }

  function living(): Worker[] {
    return Object.values(cluster.workers ?? {}).filter(
      (worker) => worker !== undefined && !worker.isDead(),
    ) as Worker[];
  }

  function onExit(worker: Worker, code: number, signal: string): void {
    const lived = performance.now() - (bornAt.get(worker) ?? 0);
    bornAt.delete(worker);
    if (stopping || going.has(worker)) return;
    pauseMs = lived > steadyMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
    plan.log.error({ worker: worker.process.pid, code, signal, pauseMs }, "工作进程意外退出，稍后重启");
    void wait(pauseMs, undefined, { ref: false }).then(() => {
      if (!stopping) fork();
    });
  }

  /** Pages made stale in one worker are stale in all. */
  function forward(sender: Worker, message: unknown): void {
    if (!isInvalidation(message)) return;
    for (const worker of living()) if (worker !== sender && worker.isConnected()) worker.send(message);
  }

  async function end(worker: Worker): Promise<void> {
    if (worker.isDead()) return;
    going.add(worker);
    const gone = new Promise<void>((resolve) => worker.process.once("exit", () => resolve()));
    worker.process.kill("SIGTERM");
    const killer = setTimeout(() => worker.process.kill("SIGKILL"), plan.stopMs ?? 20_000);
    await gone;
    clearTimeout(killer);
    going.delete(worker);
  }
}

function listening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("listening", () => resolve());
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code} before it listened`)));
  });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`a new worker did not listen within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Joins a worker's server to the others: its figures go to the primary, stale pages are told both ways. Does nothing outside a worker. */
export function joinWorkers(server: HallServer): void {
  if (!cluster.isWorker) return;
  AggregatorRegistry.setRegistries(server.metrics.registry);
  new AggregatorRegistry();
  shareInvalidations(server.cache);
}

/**
 * Takes leave of the primary, after the server has closed and before the process ends. A connection that was on its way here
 * is answered with "not taken", and the primary gives it to another worker; a process that just ended would lose it.
 */
export async function leaveWorkers(): Promise<void> {
  const { worker } = cluster;
  if (!worker?.isConnected()) return;
  await new Promise<void>((resolve) => {
    worker.once("disconnect", () => resolve());
    worker.disconnect();
  });
}

function shareInvalidations(cache: PageCache): void {
  cache.onInvalidate = (tags) => {
    if (process.connected) process.send?.({ kind: invalidation, tags });
  };
  process.on("message", (message) => {
    if (isInvalidation(message)) cache.drop(message.tags);
  });
}

function isInvalidation(message: unknown): message is { kind: typeof invalidation; tags: string[] } {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === invalidation;
}
