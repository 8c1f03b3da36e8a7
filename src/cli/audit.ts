import { type AuditFault, auditCases } from "../application/index.ts";
import { modules } from "../house.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { findRoot, loadSealKeys, readConfig } from "../kernel/config/index.ts";
import { closeDb, openDb } from "../kernel/db/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createKeyRing } from "../kernel/seal/index.ts";
import { layFoundation } from "./foundation.ts";
import { complain, say } from "./say.ts";

/**
 * `audit`: recomputes every case from its journal, and says which step of which case is not as it was written.
 *
 * @returns 0 when all is whole, 1 when anything is not.
 */
export async function audit(): Promise<number> {
  const config = readConfig(findRoot());
  const log = createLog({ level: "warn" });
  const foundation = await layFoundation(config, { modules, log, clock: systemClock });
  const db = await openDb({ url: foundation.url, readers: 5, writers: 1, log });
  try {
    const seal = createKeyRing(loadSealKeys(config.dataDir));
    const { cases, broken, differing } = await auditCases({ db, seal }, (fault) => complain(lineOf(fault)));
    say(`cases ${cases}, broken ${broken}, differing ${differing}`);
    return broken + differing === 0 ? 0 : 1;
  } finally {
    await closeDb(db);
    await foundation.stop();
  }
}

function lineOf({ kind, number, application, hall, seq, message }: AuditFault): string {
  return `${kind} ${hall} ${number} ${application} step ${seq}: ${message}`;
}
