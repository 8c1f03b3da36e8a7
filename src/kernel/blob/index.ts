export { type BlobStoreOptions, createBlobStore } from "./create-store.ts";
export { type BlobRef, keepBlob, releaseBlob } from "./keep.ts";
export { type OpenBlob, openBlob } from "./open.ts";
export { type BlobFacts, type BlobHouse, receiveBlob } from "./receive.ts";
export { spool } from "./spool.ts";
export type { BlobStore, ByteRange, SpooledFile } from "./store.ts";
export { blobSchedules, sweepBlobs } from "./sweep.ts";
export { blobTables } from "./tables.ts";
