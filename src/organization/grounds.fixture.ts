import { inTransaction } from "../kernel/db/index.ts";
import type { Ground } from "../kernel/testing/index.ts";
import { loadShipped } from "../region/index.ts";
import { loadPlan } from "./index.ts";

/** All places and departments that are shipped. */
export const registers: Ground = {
  name: "registers",
  async fill(db) {
    await inTransaction(db, (tx) => loadShipped(tx), { budgetMs: 120_000 });
    await inTransaction(db, (tx) => loadPlan(tx), { budgetMs: 60_000 });
  },
};
