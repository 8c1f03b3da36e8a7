import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock/index.ts";
import { HallError } from "../errors/index.ts";
import { newId } from "../ids/index.ts";
import { codeOf, type SpooledFile, storeAway } from "./store.ts";

/**
 * Receives a stream into a file of its own, counting and hashing on the way: size and name of the content are known
 * only at its end, and a store wants both before it begins.
 *
 * @param options.folder made when it is not there; on the disk of a file-system store, so that moving costs nothing.
 * @param options.limit most bytes; the stream is ended at the first byte beyond.
 * @returns the file, flushed to the disk; the caller removes it.
 * @throws HallError invalid `blob/too-large`, unavailable `blob/store-away` or `blob/store-full`; and what the stream throws.
 */
export async function spool(
  stream: AsyncIterable<Uint8Array>,
  options: { folder: string; limit: number; clock: Clock },
): Promise<SpooledFile> {
  const path = join(options.folder, `${newId(options.clock)}.part`);
  const file = await orAway(async () => {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return await open(path, "wx", 0o600);
  });
  try {
    const { size, sha256 } = await pour(stream, file, options.limit);
    await orAway(() => file.sync());
    return { path, size, sha256 };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function pour(stream: AsyncIterable<Uint8Array>, file: FileHandle, limit: number) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    hash.update(chunk);
    await orAway(() => file.writeFile(chunk));
  }
  return { size, sha256: hash.digest("hex") };
}

function tooLarge(limit: number): HallError {
  const megabytes = Math.floor((limit / 1_048_576) * 10) / 10;
  const most = megabytes >= 1 ? `${megabytes} MB` : `${Math.floor(limit / 1024)} KB`;
  return new HallError("invalid", "blob/too-large", `文件不能超过 ${most}`, { limit });
}

/** Errors of our disk are the store's; errors of the stream are the sender's and pass as they are. */
async function orAway<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw storeAway(error);
  }
}

/** Removes what a crash left half received. @param before files last written before this instant. */
export async function sweepSpool(folder: string, before: Date): Promise<number> {
  let removed = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (!name.endsWith(".part") || !facts?.isFile() || facts.mtime >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw storeAway(error);
  }
}
