import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { systemClock } from "../clock/index.ts";
import { parseHallCode } from "../codes/index.ts";
import { createBlobStore } from "./create-store.ts";
import { spool } from "./spool.ts";
import { type BlobKey, type BlobStore, blobKey, type SpooledFile } from "./store.ts";

/** A local S3 server, which has no types; it checks neither signatures nor conditions (see `s3-request.test.ts`). */
const S3rver = createRequire(import.meta.url)("s3rver") as new (
  options: object,
) => { run(): Promise<AddressInfo>; close(): Promise<void> };

const hall = parseHallCode("445100");
let folder: string;
let server: InstanceType<typeof S3rver>;
const stores: Record<string, BlobStore> = {};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "wangting-blob-"));
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: [{ name: "files" }],
  });
  const { port } = await server.run();
  stores["file system"] = createBlobStore({ kind: "fs", folder: join(folder, "fs") });
  stores.S3 = createBlobStore({
    kind: "s3",
    endpoint: `http://127.0.0.1:${port}/`,
    region: "cn-south-1",
    bucket: "files",
    accessKeyId: "S3RVER",
    secretAccessKey: "S3RVER",
    spoolFolder: join(folder, "incoming"),
  });
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function received(store: BlobStore, bytes: Buffer): Promise<{ key: BlobKey; file: SpooledFile }> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
  }
  const file = await spool(chunks(), { folder: store.spoolFolder, limit: 100_000_000, clock: systemClock });
  return { key: blobKey(hall, "202603", file.sha256), file };
}

async function put(store: BlobStore, bytes: Buffer): Promise<BlobKey> {
  const { key, file } = await received(store, bytes);
  await store.put(key, file);
  await rm(file.path, { force: true });
  return key;
}

async function all(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const nowhere = blobKey(hall, "202603", "0".repeat(64));

for (const kind of ["file system", "S3"]) {
  describe(`a store on ${kind}`, () => {
    const open = () => {
      const store = stores[kind];
      assert.ok(store);
      return store;
    };

    test("gives back what it was given: nothing, a little, and more than one chunk", async () => {
      for (const size of [0, 1, 12_000_000]) {
        const bytes = randomBytes(size);
        const key = await put(open(), bytes);
        assert.equal(await open().size(key), size);
        assert.ok((await all(await open().read(key))).equals(bytes), `${size} bytes`);
      }
    });

    test("reads a part: first bytes, middle, the last one", async () => {
      const bytes = randomBytes(300_000);
      const key = await put(open(), bytes);
      for (const [first, last] of [
        [0, 0],
        [100, 199_999],
        [299_999, 299_999],
      ] as const) {
        const part = await all(await open().read(key, { first, last }));
        assert.ok(part.equals(bytes.subarray(first, last + 1)), `${first} to ${last}`);
      }
    });

    test("takes the same content again, also twice at once", async () => {
      const bytes = randomBytes(200_000);
      const keys = await Promise.all([put(open(), bytes), put(open(), bytes), put(open(), bytes)]);
      assert.equal(new Set(keys).size, 1);
      assert.ok((await all(await open().read(await put(open(), bytes)))).equals(bytes));
    });

    test("says when there is no such object, and deletes what is there and what is not", async () => {
      const key = await put(open(), randomBytes(10));
      await open().remove(key);
      await open().remove(nowhere);
      for (const gone of [key, nowhere]) {
        assert.equal(await open().size(gone), undefined);
        await assert.rejects(open().read(gone), { kind: "unavailable", code: "blob/missing" });
      }
    });

    test("touches nothing under what is no key", async () => {
      for (const bad of ["../../etc/passwd", "445100/202603/../../x", `445100/202603/${"A".repeat(64)}`, ""]) {
        const key = bad as BlobKey;
        const { file } = await received(open(), Buffer.from("x"));
        await assert.rejects(open().put(key, file), RangeError);
        await assert.rejects(open().read(key), RangeError);
        await assert.rejects(open().size(key), RangeError);
        await assert.rejects(open().remove(key), RangeError);
      }
    });

    test("a reader that goes away in the middle does no harm", async () => {
      const key = await put(open(), randomBytes(3_000_000));
      const stream = await open().read(key);
      for await (const _ of stream) break;
      assert.equal(stream.destroyed, true);
      assert.equal((await all(await open().read(key))).length, 3_000_000);
    });
  });
}

test("on disk an object is a file of its key, for the hall's own user only, and nothing is left in the spool", async () => {
  const store = createBlobStore({ kind: "fs", folder: join(folder, "own") });
  const key = await put(store, Buffer.from("内容"));
  assert.match(key, /^445100\/202603\/[\da-f]{64}$/);
  assert.equal((await stat(join(folder, "own", key))).mode & 0o777, 0o600);
  assert.equal((await stat(join(folder, "own", "445100"))).mode & 0o777, 0o700);
  assert.deepEqual(await readdir(store.spoolFolder), []);
});

test("a spool on another disk is copied; an object cut short is written anew", async (t) => {
  const shm = "/dev/shm";
  const own = join(folder, "other-disk");
  await mkdir(own, { recursive: true });
  const [here, there] = await Promise.all([stat(own), stat(shm).catch(() => undefined)]);
  if (!there || here.dev === there.dev) return t.skip("no second disk here");
  const elsewhere = await mkdtemp(join(shm, "wangting-"));
  try {
    await symlink(elsewhere, join(own, ".incoming"));
    const store = createBlobStore({ kind: "fs", folder: own });
    const bytes = randomBytes(100_000);
    const key = await put(store, bytes);
    assert.ok((await all(await store.read(key))).equals(bytes));
    await writeFile(join(own, key), bytes.subarray(0, 10));
    await put(store, bytes);
    assert.ok((await all(await store.read(key))).equals(bytes));
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
});

test("a store that cannot be written is away, and says no path", async () => {
  await writeFile(join(folder, "a-file"), "");
  const store = createBlobStore({ kind: "fs", folder: join(folder, "a-file") });
  const other = stores["file system"];
  assert.ok(other);
  const { key, file } = await received(other, Buffer.from("x"));
  await assert.rejects(store.put(key, file), (error: { code?: string; details?: unknown }) => {
    assert.equal(error.code, "blob/store-away");
    assert.deepEqual(error.details, { code: "ENOTDIR" });
    return true;
  });
});
