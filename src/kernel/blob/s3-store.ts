import { Buffer } from "node:buffer";
import { openAsBlob } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { S3mini, S3ServiceError } from "s3mini";
import { readingFrom } from "./fs-store.ts";
import { type BlobKey, type BlobStore, isBlobKey, objectMissing, storeAway } from "./store.ts";

/** How to reach an S3-compatible store; the `blob` part of the configuration. */
export interface S3Options {
  /**
   * `https://s3.example.com` (the bucket becomes the first part of the path) or, where a store insists on it,
   * `https://<bucket>.s3.example.com`.
   */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where uploads are received on this machine; absent: a folder of this user's under the system's temporary one. */
  readonly spoolFolder?: string;
}

/** Waits before the second and third try, in milliseconds; stores answer 503 when they want less at a time. */
const pauses = [200, 800];
/** A request that shows no sign of life for so long has failed. Sending a body gets a second more per 100 kB. */
const answerMs = 30_000;

/**
 * Objects in an S3-compatible store. Requests are signed (AWS Signature Version 4) by `s3mini`; the store is told the
 * content's SHA-256, and one that checks it refuses damaged uploads. Every request may be repeated, since a key names
 * its content; the store is never trusted to refuse a second write, which s3rver and others do not.
 */
export function createS3Store(options: S3Options): BlobStore {
  const client = new S3mini({
    endpoint: addressOf(options),
    region: options.region,
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    fetch: fetchWithDeadline,
  });

  /** HEAD; the length comes with it. */
  async function size(key: BlobKey): Promise<number | undefined> {
    try {
      return await tried(() => client.getContentLength(checked(key)));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw storeAway(error);
    }
  }

  return {
    spoolFolder: options.spoolFolder ?? join(tmpdir(), `wangting-incoming-${process.getuid?.() ?? 0}`),

    async put(key, file) {
      if ((await size(key)) === file.size) return;
      const checksum = Buffer.from(file.sha256, "hex").toString("base64");
      try {
        await tried(async () => {
          // A Blob backed by the file: it is read as it is sent, and a second try begins at its beginning.
          const body = await openAsBlob(file.path);
          const headers = { "x-amz-checksum-sha256": checksum } as const;
          await client.putObject(key, body, "application/octet-stream", undefined, headers, file.size);
        });
      } catch (error) {
        throw storeAway(error);
      }
    },

    async read(key, range) {
      try {
        if (!range) return readingFrom(bodyOf(await tried(() => client.getObjectRaw(checked(key)))));
        const answer = await tried(() => client.getObjectRaw(checked(key), false, range.first, range.last + 1));
        // A store may answer with more than it was asked for: all of it (200), or to the end (s3rver for byte 0 alone).
        const skip = answer.status === 206 ? 0 : range.first;
        return readingFrom(partOf(bodyOf(answer), skip, range.last - range.first + 1));
      } catch (error) {
        throw isNotFound(error) ? objectMissing(key) : storeAway(error);
      }
    },

    size,

    async remove(key) {
      try {
        await tried(() => client.deleteObject(checked(key)));
      } catch (error) {
        if (!isNotFound(error)) throw storeAway(error);
      }
    },
  };
}

function bodyOf(answer: Response): AsyncIterable<Uint8Array> {
  return answer.body ?? new Blob([]).stream();
}

async function* partOf(bytes: AsyncIterable<Uint8Array>, skip: number, length: number): AsyncGenerator<Uint8Array> {
  let at = -skip;
  for await (const chunk of bytes) {
    const part = chunk.subarray(Math.max(0, -at), Math.max(0, length - at));
    at += chunk.byteLength;
    if (part.byteLength > 0) yield part;
    if (at >= length) return;
  }
}

/** Path style, unless the host already begins with the bucket (Aliyun OSS takes only that). */
function addressOf({ endpoint, bucket }: S3Options): string {
  const url = new URL(endpoint);
  if (url.hostname.startsWith(`${bucket}.`)) return endpoint;
  return `${endpoint.replace(/\/+$/, "")}/${bucket}`;
}

function checked(key: BlobKey): BlobKey {
  if (!isBlobKey(key)) throw new RangeError("not a blob key");
  return key;
}

async function tried<T>(request: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await request();
    } catch (error) {
      if (!isWorthAnother(error)) throw error;
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }
  return await request();
}

/** Refusals (4xx but 408 and 429) stay refusals; everything else may pass. */
function isWorthAnother(error: unknown): boolean {
  if (error instanceof RangeError) return false;
  const status = statusOf(error);
  return status === undefined || status >= 500 || status === 408 || status === 429;
}

function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof S3ServiceError) return error.status;
  return error instanceof Error && error.cause ? statusOf(error.cause) : undefined;
}

/**
 * Gives up a request that gets no answer. The deadline ends with the answer's first line: a download may take as long
 * as its reader does.
 */
const fetchWithDeadline: typeof fetch = async (input, init) => {
  const deadline = new AbortController();
  const sending = init?.body instanceof Blob ? init.body.size / 100 : 0;
  const timer = setTimeout(() => deadline.abort(new Error("no answer")), answerMs + sending);
  try {
    return await fetch(input, { ...init, signal: deadline.signal });
  } finally {
    clearTimeout(timer);
  }
};
