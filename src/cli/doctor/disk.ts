import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { broken, type Finding, fine, warning } from "./finding.ts";

const matter = "磁盘";
const megabyte = 1024 ** 2;
/** An empty database takes 40 MB and its log may grow to gigabytes under load before a checkpoint. */
const least = 300 * megabyte;
const comfortable = 5 * 1024 * megabyte;

/** Whether the disk under the data folder has room. @param free bytes free for us; measured when absent. */
export async function checkDisk(dataDir: string, free?: number): Promise<Finding> {
  const bytes = free ?? (await freeBytes(dataDir));
  const left =
    bytes >= 1024 * megabyte ? `${Math.floor(bytes / 1024 / megabyte)} GB` : `${Math.floor(bytes / megabyte)} MB`;
  if (bytes < least)
    return broken(matter, `磁盘只剩 ${left}，数据库随时会停：请清理磁盘，或用 WANGTING_DATA 换到大一些的盘。`);
  if (bytes < comfortable) return warning(matter, `磁盘剩 ${left}，偏少：请留出 5 GB 以上。`);
  return fine(matter, `剩 ${left}`);
}

/** The folder may not exist yet: the nearest one above it that does stands on the same disk. */
async function freeBytes(folder: string): Promise<number> {
  if (!existsSync(folder) && path.dirname(folder) !== folder) return freeBytes(path.dirname(folder));
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
