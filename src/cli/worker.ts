import { findRoot, readConfig } from "../kernel/config/index.ts";
import { leaveWorkers } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { closeHouse, openHouse } from "./open-house.ts";
import { serveHouse } from "./serving.ts";
import { signalToStop } from "./signals.ts";

/** One of several processes of a hall: the first has brought the database up and tells it by `DATABASE_URL`. */
export async function work(word: string): Promise<number> {
  const config = readConfig(findRoot(), word === "demo");
  const log = createLog({ level: config.logLevel });
  const stop = signalToStop();
  const house = await openHouse(config, config.databaseUrl ?? "", log);
  try {
    const hall = await serveHouse(house);
    await stop;
    await hall.stop();
    await leaveWorkers();
  } finally {
    await closeHouse(house);
  }
  return 0;
}
