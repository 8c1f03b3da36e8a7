import type { Readable } from "node:stream";
import { openBlob } from "../kernel/blob/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { noFile } from "./link-file.ts";
import type { MaterialHouse } from "./receive-file.ts";
import { type StoredFile, storedFile } from "./stored-file.ts";

/** One file; undefined when there is none. Who may know of it, the module asks that links it. */
export async function findFile(db: Reader, hall: HallCode, id: string): Promise<StoredFile | undefined> {
  const row = await db
    .selectFrom("material.file")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && storedFile(row);
}

/** Several files of one hall at once, by id; those that are not there are left out. */
export async function findFiles(
  db: Reader,
  hall: HallCode,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("material.file")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, storedFile(row)]));
}

/** The files something refers to, in the order they were given. */
export async function filesOf(db: Reader, hall: HallCode, use: string): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom("material.link as link")
    .innerJoin("material.file as file", (join) =>
      join.onRef("file.hall", "=", "link.hall").onRef("file.id", "=", "link.file_id"),
    )
    .selectAll("file")
    .where("link.hall", "=", hall)
    .where("link.use", "=", use)
    .orderBy("file.id")
    .execute();
  return rows.map(storedFile);
}

/**
 * Opens a file for reading: to its end, verified against its SHA-256, or a part.
 *
 * @param part bytes `first` to `last`, both included.
 * @throws HallError not-found `material/no-file`; forbidden `material/blocked` (a virus was found); as `openBlob`.
 */
export async function openFile(
  house: Pick<MaterialHouse, "db" | "blobs">,
  hall: HallCode,
  id: string,
  part?: { first: number; last: number },
): Promise<Readable> {
  const file = await findFile(house.db, hall, id);
  if (!file) throw noFile();
  refuseInfected(file);
  const options = part ? { range: part } : { verify: true };
  return (await openBlob(house, house.db, { hall, sha256: file.sha256 }, options)).stream;
}

/** @throws HallError forbidden `material/blocked`. */
export function refuseInfected({ scan }: StoredFile): void {
  if (scan === "infected") {
    throw new HallError("forbidden", "material/blocked", "这个文件里查出病毒，已经停止查看和下载");
  }
}
