import { accessSync, constants, existsSync, mkdirSync, statfsSync } from "node:fs";
import { failed, noSpace } from "./failed.ts";
import { layoutOf } from "./layout.ts";

/** A new cluster takes 40 MB and its first WAL files 32 MB more; below this the first busy hour fails. */
const newClusterBytes = 300 * 2 ** 20;
/** An old one needs room for a WAL file or two to recover. */
const oldClusterBytes = 50 * 2 ** 20;

/**
 * Makes the data folder if need be and looks whether it can hold a database.
 *
 * @throws HallError unavailable `kernel/data-folder-refused`, `kernel/no-space`.
 */
export function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw failed(dataDir, error);
  }
  const disk = statfsSync(dataDir);
  const needed = existsSync(layoutOf(dataDir).cluster) ? oldClusterBytes : newClusterBytes;
  if (disk.bavail * disk.bsize < needed) throw noSpace(dataDir);
}
