import { setTimeout as wait } from "node:timers/promises";
import { Type } from "typebox";
import { runStatement } from "../db/index.ts";
import { type OutboxHouse, subscribe } from "./subscription.ts";
import { effect } from "./test-house.fixture.ts";
import { topic } from "./topic.ts";

/** The news of the crash test. */
export const told = topic("case.told", Type.Object({ n: Type.Number() }));

/** One reader of each style; each leaves an effect, with time to be killed before and after it. */
export const crashSubscriptions = [
  subscribe({
    subscriber: "within",
    topic: told,
    inTransaction: async (_house: OutboxHouse, tx, { lane, payload }) => {
      process.stdout.write("begun\n");
      await effect(tx, `within ${lane}`, payload.n);
      await wait(15);
    },
  }),
  subscribe({
    subscriber: "outside",
    topic: told,
    outside: async (house: OutboxHouse, { id, lane }) => {
      process.stdout.write("begun\n");
      await wait(10);
      await runStatement(house.db, "INSERT INTO public.effect (lane, what) VALUES ($1, $2)", [`outside ${lane}`, id]);
      await wait(10);
    },
  }),
];
