import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { modules } from "../../house.ts";
import { authenticator } from "../../identity/index.ts";
import { createBlobStore } from "../../kernel/blob/index.ts";
import { createCalendar, shippedYears } from "../../kernel/calendar/index.ts";
import { type FixedClock, fixedClock } from "../../kernel/clock/index.ts";
import { codeMappings, codeTables, createCodes, parseHallCode } from "../../kernel/codes/index.ts";
import { findRoot, readConfig } from "../../kernel/config/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import { createKeptPages, type House } from "../../kernel/house/index.ts";
import { createServer, loadAssets } from "../../kernel/http/index.ts";
import { createLog } from "../../kernel/log/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { openTestDb, testSeal } from "../../kernel/testing/index.ts";
import { startStandIns } from "../../notification/index.ts";
import { openPortal } from "../../web/index.ts";
import { seedDemo, seedGuides, seedPeople } from "../seed-demo.ts";

/** A demo hall that listens, under a clock that a journey may move. */
export interface TestHall {
  readonly origin: string;
  readonly clock: FixedClock;
  /** The password of everybody in it. */
  readonly password: string;
  /** Lets the house hear its news: lists, messages, search, and documents too where a journey opens one. */
  settle(more?: { documents: boolean }): Promise<void>;
}

/**
 * The house as `./wangting demo` makes it: its departments, people and guides; with `whole`, also the real items and the cases, which takes
 * half a minute.
 */
export async function openTestHall(
  file: string,
  options: { whole?: boolean } = {},
): Promise<TestHall & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const { db, close } = await openTestDb(file);
  opened.defer(close);
  const folder = mkdtempSync(path.join(tmpdir(), "wangting-journeys-"));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const clock = fixedClock("2026-11-20T09:30:00+08:00");
  const config = { ...readConfig(findRoot(), true, { WANGTING_DATA: folder }), hall: "440000" };
  const messages = opened.use(await startStandIns(config, clock));
  const house = houseOf(db, { clock, folder, config: messages.config });
  for (const module of modules) {
    if (module.loadReference) await inTransaction(db, async (tx) => module.loadReference?.(tx), { budgetMs: 120_000 });
  }
  if (options.whole) await seedDemo(house);
  else await seedGuides(house);
  const { password } = await seedPeople(house);

  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  const pages = modules.flatMap((module) => module.pages ?? []);
  const routes = modules.flatMap((module) => module.routes ?? []);
  const portal = await openPortal(house, { pages, built });
  const server = await createServer(house, { ...portal, pages, routes, authenticator, accessLog: false, perMinute: 0 });
  opened.defer(() => server.app.close());
  const origin = await server.app.listen({ host: "127.0.0.1", port: 0 });

  const all = modules.flatMap((module) => module.subscriptions ?? []);
  const quick = all.filter(({ subscriber }) => !subscriber.endsWith("make-document"));
  const workerOf = (subscriptions: typeof all) =>
    createWorker(house, { hall: parseHallCode(house.config.hall), subscriptions, concurrency: 8 });
  const [everything, news] = [workerOf(all), workerOf(quick)];
  const settle: TestHall["settle"] = async ({ documents } = { documents: false }) => {
    const { errors } = await (documents ? everything : news).runDue();
    if (errors.length > 0) throw new AggregateError(errors);
  };
  await settle();
  const running = opened.move();
  return { origin, clock, password, settle, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function houseOf(db: Db, given: { clock: FixedClock; folder: string; config: House["config"] }): House {
  const { clock, folder, config } = given;
  return {
    // A browser takes no __Host- cookie over plain http.
    config: { ...config, publicUrl: "http://127.0.0.1", secureCookies: false },
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    calendar: createCalendar(shippedYears),
    codes: createCodes(codeTables, codeMappings),
    db,
    log: createLog({ level: "silent" }),
    blobs: createBlobStore({ kind: "fs", folder: path.join(folder, "blobs") }),
    outbox: createOutbox({ clock, hears: modules.flatMap((module) => module.subscriptions ?? []) }),
    pages: createKeptPages(),
  };
}
