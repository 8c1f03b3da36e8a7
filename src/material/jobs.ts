import type { House } from "../kernel/house/index.ts";
import { type Schedule, schedule } from "../kernel/outbox/index.ts";
import { scanWaiting } from "./rescan.ts";
import { sweepFiles } from "./sweep.ts";

/** The module's regular work. Both go out to the store or the scanner, so they run outside of transactions. */
export const materialSchedules: readonly Schedule<House>[] = [
  schedule({
    name: "material.sweep-files",
    every: { minutes: 60 },
    outside: (house: House) => sweepFiles(house),
    limitMs: 30 * 60_000,
  }),
  schedule({
    name: "material.scan-waiting",
    every: { minutes: 10 },
    outside: (house: House) => scanWaiting(house),
    limitMs: 30 * 60_000,
  }),
];
