import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import {
  type BlobKey,
  type BlobStore,
  codeOf,
  isBlobKey,
  objectMissing,
  type SpooledFile,
  storeAway,
} from "./store.ts";

/**
 * Objects as files: `<folder>/hall/yyyymm/sha256`, readable by the hall's own user only. An object appears under its
 * name whole or not at all: it is moved there after it was flushed, and the folder is flushed after the move.
 */
export function createFsStore(folder: string): BlobStore {
  const root = resolve(folder);

  function pathOf(key: BlobKey): string {
    if (!isBlobKey(key)) throw new RangeError("not a blob key");
    return join(root, key);
  }

  return {
    spoolFolder: join(root, ".incoming"),

    async put(key, file) {
      const path = pathOf(key);
      try {
        if ((await sizeOf(path)) === file.size) return;
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await moveTo(path, file);
        // The name of the object, of its month and of its hall must outlive a power cut as well.
        for (const each of [dirname(path), dirname(dirname(path)), root]) await flushFolder(each);
      } catch (error) {
        throw storeAway(error);
      }
    },

    async read(key, range) {
      const path = pathOf(key);
      const file = await open(path, "r").catch((error: unknown) => {
        throw codeOf(error) === "ENOENT" ? objectMissing(key) : storeAway(error);
      });
      const bytes = range
        ? createReadStream(path, { fd: file, start: range.first, end: range.last })
        : createReadStream(path, { fd: file });
      return readingFrom(bytes);
    },

    async size(key) {
      try {
        return await sizeOf(pathOf(key));
      } catch (error) {
        throw storeAway(error);
      }
    },

    async remove(key) {
      try {
        await rm(pathOf(key), { force: true });
      } catch (error) {
        throw storeAway(error);
      }
    },
  };
}

/** A stream whose failures, also late ones, are the store's. */
export function readingFrom(source: AsyncIterable<Uint8Array>): Readable {
  async function* bytes() {
    try {
      yield* source;
    } catch (error) {
      throw storeAway(error);
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function moveTo(path: string, file: SpooledFile): Promise<void> {
  try {
    await rename(file.path, path);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    // The spool lies on another disk: copy beside the target, flush, then move.
    const beside = `${path}.part`;
    await copyFile(file.path, beside);
    const copy = await open(beside, "r+");
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
    await rename(beside, path);
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    // Windows cannot flush a folder; its journal keeps names by itself.
    if (process.platform !== "win32") throw error;
  } finally {
    await folder.close();
  }
}
