import path from "node:path";
import { modules } from "../house.ts";
import { type BlobStoreOptions, createBlobStore } from "../kernel/blob/index.ts";
import { type Clock, systemClock } from "../kernel/clock/index.ts";
import { loadCalendar, loadCodes, parseHallCode } from "../kernel/codes/index.ts";
import { type Config, loadSealKeys, loadSecret } from "../kernel/config/index.ts";
import { closeDb, openDb } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Log } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { createKeyRing } from "../kernel/seal/index.ts";

/** The embedded server takes 200; some are left for commands and for whoever looks after it. */
const connectionsOfServer = 180;

/**
 * Builds the house over a database that `layFoundation` has brought up.
 *
 * @param url the database. @returns the house; let it go with `closeHouse`.
 */
export async function openHouse(config: Config, url: string, log: Log, clock: Clock = systemClock): Promise<House> {
  const size = Math.min(10, Math.floor(connectionsOfServer / 2 / config.workers));
  const db = await openDb({ url, log, readers: size, writers: size });
  try {
    const hears = modules.flatMap((module) => module.subscriptions ?? []);
    return {
      config,
      secret: loadSecret(config.dataDir),
      seal: createKeyRing(loadSealKeys(config.dataDir)),
      clock,
      calendar: await loadCalendar(db, parseHallCode(config.hall)),
      codes: await loadCodes(db),
      db,
      log,
      blobs: createBlobStore(blobOptions(config)),
      outbox: createOutbox({ clock, hears }),
      pages: createKeptPages(),
    };
  } catch (error) {
    await closeDb(db);
    throw error;
  }
}

/** Uploads on their way to an object store wait on the disk of the data folder, which is sized for it, not in a small `/tmp`. */
function blobOptions({ blob, dataDir }: Config): BlobStoreOptions {
  return blob.kind === "s3" ? { ...blob, spoolFolder: path.join(dataDir, "spool") } : blob;
}

/** Closes what the house holds open. */
export async function closeHouse(house: House): Promise<void> {
  await closeDb(house.db);
}
