import type { House } from "../kernel/house/index.ts";
import { schedule } from "../kernel/outbox/index.ts";
import { sweepCodes } from "./phone-code.ts";

/** What identity does by itself; the rotation of keys needs the columns of all modules and is added where the server is built. */
export const schedules = [
  schedule<House>({
    name: "identity.sweep-codes",
    every: { minutes: 60 },
    inTransaction: (house, tx) => sweepCodes(house, tx),
  }),
];
