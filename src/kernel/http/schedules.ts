import type { House } from "../house/index.ts";
import { schedule } from "../outbox/index.ts";
import { sweepTokens } from "./rate-limit.ts";
import { sweepSessions } from "./session.ts";

/** What this room does by itself: ended sessions are deleted daily, forgotten counts of requests hourly. */
export const httpSchedules = [
  schedule<House>({
    name: "kernel.sweep-sessions",
    every: { dailyAt: "03:20" },
    inTransaction: (house, tx) => sweepSessions(house, tx),
  }),
  schedule<House>({
    name: "kernel.sweep-rates",
    every: { minutes: 60 },
    outside: (house) => sweepTokens(house.db, house.clock),
  }),
];
