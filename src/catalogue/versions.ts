import type { HallCode } from "../kernel/codes/index.ts";
import type { Db, Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type Differences, resolveDocument } from "./differences.ts";
import type { ItemDocument } from "./document.ts";
import type { ItemOrigin } from "./tables.ts";

/** One version of an item: a document that never changes. */
export interface ItemVersion {
  readonly item: Id;
  readonly version: number;
  readonly hall: HallCode;
  /** The whole document, what is inherited filled in. */
  readonly document: ItemDocument;
  /** The version above, and what this one says differently; undefined when it stands alone. */
  readonly upper: { readonly item: Id; readonly version: number; readonly differences: Differences } | undefined;
  /** sha256 of the canonical JSON of `document`. */
  readonly sha256: string;
  readonly origin: ItemOrigin;
  readonly writtenAt: Date;
}

/** Province, city, county, town, village and the base above them, with room for one more. */
const mostLevels = 8;

/** Reads a version, without memory: for transactions, which may see what is never committed. */
export async function readVersion(db: Reader, item: Id, version: number, level = 0): Promise<ItemVersion | undefined> {
  const index = await db.selectFrom("catalogue.item").select("hall").where("id", "=", item).executeTakeFirst();
  if (!index || level > mostLevels) return undefined;
  const row = await db
    .selectFrom("catalogue.item_version")
    .select(["upper_id", "upper_version", "body", "sha256", "origin", "written_at"])
    .where("hall", "=", index.hall)
    .where("item_id", "=", item)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) return undefined;
  const common = { item, version, hall: index.hall, sha256: row.sha256, origin: row.origin, writtenAt: row.written_at };
  if (row.upper_id === null || row.upper_version === null) {
    return { ...common, document: row.body as ItemDocument, upper: undefined };
  }
  const upper = await readVersion(db, row.upper_id, row.upper_version, level + 1);
  if (!upper) throw new RangeError(`version ${version} of ${item} stands on a version that is not there`);
  const differences = row.body as Differences;
  const document = resolveDocument(upper.document, differences);
  return { ...common, document, upper: { item: upper.item, version: upper.version, differences } };
}

/** Versions kept in memory; a real guide is 5 to 20 KB, so at most some 20 MB. */
const mostKept = 1_000;
const kept = new WeakMap<Db, Map<string, ItemVersion>>();

/**
 * A version by number; kept in the memory of the process, because it never changes. Running cases ask by the version they
 * began with, whatever has become of the item.
 *
 * @returns undefined when there is no such version.
 */
export async function findVersion(
  house: { readonly db: Db },
  item: Id,
  version: number,
): Promise<ItemVersion | undefined> {
  let memory = kept.get(house.db);
  if (!memory) {
    memory = new Map();
    kept.set(house.db, memory);
  }
  const key = `${item} ${version}`;
  const known = memory.get(key);
  const found = known ?? (await readVersion(house.db, item, version));
  if (!found) return undefined;
  // The one asked for last stands last; the first is the one not asked for longest.
  memory.delete(key);
  memory.set(key, found);
  const [oldest] = memory.keys();
  if (memory.size > mostKept && oldest !== undefined) memory.delete(oldest);
  return found;
}
