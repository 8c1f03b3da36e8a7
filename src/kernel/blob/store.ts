import type { Readable } from "node:stream";
import type { HallCode } from "../codes/index.ts";
import { HallError } from "../errors/index.ts";

declare const blobKeyBrand: unique symbol;

/** Where an object lies: `hall/yyyymm/sha256`. Made only by `blobKey`, so it can name nothing else. */
export type BlobKey = string & { readonly [blobKeyBrand]: true };

const keyForm = /^\d{6}\/\d{6}\/[\da-f]{64}$/;

/** @throws RangeError when a part is not of its form: a defect of the caller, or of somebody who edited the table. */
export function blobKey(hall: HallCode, month: string, sha256: string): BlobKey {
  const key = `${hall}/${month}/${sha256}`;
  if (!isBlobKey(key)) throw new RangeError("a blob key is hall/yyyymm/sha256");
  return key;
}

/** Whether the text is a key; stores ask once more before they touch anything. */
export function isBlobKey(text: string): text is BlobKey {
  return keyForm.test(text);
}

/** A file that was received whole: flushed to the disk, counted and hashed. */
export interface SpooledFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Bytes `first` to `last`, both included, counted from 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Where bytes lie. It knows nothing of rows and states. All failures of the store itself are HallError unavailable
 * (`blob/store-away`, `blob/store-full`), also those that come in the middle of reading.
 */
export interface BlobStore {
  /** Where files are received before they are put; for the file system on the same disk, so that putting is a move. */
  readonly spoolFolder: string;

  /**
   * Writes an object; on return it is durable and whole. Keys name contents, so an object of that key and size is left
   * as it is. The spooled file may be moved away; the caller removes it if it is still there.
   */
  put(key: BlobKey, file: SpooledFile): Promise<void>;

  /** @throws HallError unavailable `blob/missing` when there is none: the row says there should be. */
  read(key: BlobKey, range?: ByteRange): Promise<Readable>;

  /** @returns bytes, or undefined when there is no such object. */
  size(key: BlobKey): Promise<number | undefined>;

  /** Deletes an object; none there is no error. */
  remove(key: BlobKey): Promise<void>;
}

/**
 * The store failed. Only the error's code goes along: messages of clients may hold addresses and keys. What was refused
 * before the store was asked (a wrong key, a file too large) stays what it is.
 */
export function storeAway(error: unknown): Error {
  if (error instanceof HallError || error instanceof RangeError) return error;
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new HallError("unavailable", "blob/store-full", "文件存储空间不足，请联系管理员", { code });
  }
  return new HallError("unavailable", "blob/store-away", "文件存储暂时不可用，请稍后再试", { code });
}

/** The row is there and the object is not. */
export function objectMissing(key: BlobKey): HallError {
  return new HallError("unavailable", "blob/missing", "文件暂时无法读取，我们已经记录", { key });
}

/** The `code` of an error, or of what caused it (`fetch` wraps the network's error). */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause) ?? error.name;
}
