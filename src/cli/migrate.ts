import { modules } from "../house.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { layFoundation } from "./foundation.ts";
import { say } from "./say.ts";

/** `migrate`: brings the database to this edition of the program and stops again. */
export async function migrateOnly(): Promise<number> {
  const config = readConfig(findRoot());
  const log = createLog({ level: config.logLevel === "info" ? "warn" : config.logLevel });
  const foundation = await layFoundation(config, { modules, log, clock: systemClock });
  await foundation.stop();
  for (const name of foundation.applied) say(`已执行 applied ${name}`);
  say(foundation.applied.length === 0 ? "数据库已是最新 · up to date" : `共 ${foundation.applied.length} 个 · done`);
  return 0;
}
