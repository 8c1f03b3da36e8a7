import { createFsStore } from "./fs-store.ts";
import { createS3Store, type S3Options } from "./s3-store.ts";
import type { BlobStore } from "./store.ts";

/** The `blob` part of the configuration. */
export type BlobStoreOptions = { readonly kind: "fs"; readonly folder: string } | ({ readonly kind: "s3" } & S3Options);

/** Opens the store the configuration names. Nothing is asked or made before it is first used. */
export function createBlobStore(options: BlobStoreOptions): BlobStore {
  return options.kind === "fs" ? createFsStore(options.folder) : createS3Store(options);
}
