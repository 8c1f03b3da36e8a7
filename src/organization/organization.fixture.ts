import { parseDay } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { loadShipped } from "../region/index.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const today = parseDay("2026-03-02");

/** The officer who keeps the register, and one of the neighbour department. */
export const keeper: Actor = { kind: "staff", id: "keeper", assurance: 3, posts: ["organization-keeper"], seats: [] };
export const neighbour: Actor = { kind: "staff", id: "neighbour", assurance: 3, posts: ["window-officer"], seats: [] };

/** A house with a clock that stands still and all places of the shipped register. */
export async function organizationHouse(db: Db): Promise<House> {
  const clock = fixedClock(monday);
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, {}),
    seal: testSeal,
    clock,
    db,
    log: createLog({ level: "silent" }),
    pages: createKeptPages(),
    outbox: createOutbox({ clock, hears: [] }),
  };
  await inTransaction(db, (tx) => loadShipped(tx), { budgetMs: 60_000 });
  return parts as House;
}
