import { modules } from "../house.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import type { House } from "../kernel/house/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { layFoundation } from "./foundation.ts";
import { closeHouse, openHouse } from "./open-house.ts";

/**
 * What a word of the command line does in the house: the database is brought up, migrated, and let go of afterwards.
 *
 * @param work its result is handed on. @throws HallError of `layFoundation`; whatever `work` throws.
 */
export async function inHouse<Result>(work: (house: House) => Promise<Result>): Promise<Result> {
  const config = readConfig(findRoot());
  const log = createLog({ level: "warn" });
  const foundation = await layFoundation(config, { modules, log, clock: systemClock });
  try {
    const house = await openHouse(config, foundation.url, log);
    try {
      return await work(house);
    } finally {
      await closeHouse(house);
    }
  } finally {
    await foundation.stop();
  }
}
