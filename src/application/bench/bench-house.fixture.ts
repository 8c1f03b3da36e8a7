import { modules } from "../../house.ts";
import { systemClock } from "../../kernel/clock/index.ts";
import { openDb } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { createLog } from "../../kernel/log/index.ts";
import { createOutbox } from "../../kernel/outbox/index.ts";
import { applicationHouse } from "../application.fixture.ts";

/**
 * The house as the bench runs it, over the database of `DATABASE_URL`: with the real clock, and with news for every module that hears them.
 *
 * @param connections of each kind.
 */
export async function benchHouse(connections: number): Promise<{ house: House }> {
  const url = process.env.DATABASE_URL ?? "";
  const silent = createLog({ level: "silent" });
  const db = await openDb({ url, readers: connections, writers: connections, log: silent });
  const { house } = applicationHouse(db);
  // The log writes its lines, only not to a disk whose speed would be measured instead.
  const log = createLog({ level: "info", stream: { write: () => undefined } });
  const hears = modules.flatMap((module) => module.subscriptions ?? []);
  return { house: { ...house, clock: systemClock, log, outbox: createOutbox({ clock: systemClock, hears }) } };
}
