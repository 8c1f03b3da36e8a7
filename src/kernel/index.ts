import { blobSchedules, blobTables } from "./blob/index.ts";
import { codesTables, syncCalendar, syncCodeTables } from "./codes/index.ts";
import { httpSchedules, httpTables } from "./http/index.ts";
import { migrateTables } from "./migrate/index.ts";
import type { Module } from "./module/index.ts";
import { deliveryDiscarded, messageWanted, outboxTables } from "./outbox/index.ts";

/** What the kernel itself brings to the house. Its rooms have faces of their own; nobody imports them from here. */
export const kernel: Module = {
  name: "kernel",
  tables: [...migrateTables, ...codesTables, ...outboxTables, ...blobTables, ...httpTables],
  topics: [deliveryDiscarded, messageWanted],
  schedules: [...blobSchedules, ...httpSchedules],
  async loadReference(tx) {
    await syncCodeTables(tx);
    await syncCalendar(tx);
  },
};
