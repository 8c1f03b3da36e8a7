import type { Db } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Halls, loadHalls } from "./halls.ts";
import { lastChange } from "./register.ts";

interface Kept {
  halls: Promise<Halls>;
  /** `performance.now()` of the last look at the register's number. */
  lookedAt: number;
}

/** Between two looks at the register's number: what another process changed is seen after at most this long. */
const lookEveryMs = 2_000;

/** One directory for each database of this process; it goes with the database. */
const directories = new WeakMap<Db, Kept>();

/**
 * The halls, from memory. Read anew after `region.changed` in this process, and when another process changed the register
 * (one row is looked at every two seconds). While a new reading fails, the error is the caller's and the next call tries again.
 */
export async function hallsOf(house: Pick<House, "db">): Promise<Halls> {
  const { db } = house;
  const kept = directories.get(db);
  if (!kept) return await read(db);
  if (performance.now() - kept.lookedAt < lookEveryMs) return await kept.halls;
  kept.lookedAt = performance.now();
  const [halls, change] = await Promise.all([kept.halls, lastChange(db)]);
  return halls.change === change ? halls : await read(db);
}

/** Forgets the halls of this process: the next call reads them. */
export function forgetHalls(house: Pick<House, "db">): void {
  directories.delete(house.db);
}

async function read(db: Db): Promise<Halls> {
  const halls = loadHalls(db);
  const kept: Kept = { halls, lookedAt: performance.now() };
  directories.set(db, kept);
  try {
    return await halls;
  } catch (error) {
    if (directories.get(db) === kept) directories.delete(db);
    throw error;
  }
}
