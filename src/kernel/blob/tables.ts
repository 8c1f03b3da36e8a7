import { declareTables } from "../db/index.ts";

/** One content of one hall. The row is the truth about a file; the store only holds its bytes. */
export interface BlobTable {
  hall: string;
  /** Of the content, 64 lower-case hexadecimal digits: the same content is one row, so one object, per hall. */
  sha256: string;
  /** Bytes. */
  size: bigint;
  media_type: string;
  /** `YYYYMM` in Beijing when it was first received: part of the key. */
  month: string;
  /** `pending`: received, kept by nobody. `stored`: kept. `removing`: the sweep is deleting it. */
  state: "pending" | "stored" | "removing";
  /** How many rows of modules keep it. */
  uses: number;
  created_at: Date;
  /** Last receipt or release: what is pending for 24 hours since then is swept. */
  touched_at: Date;
}

declare module "../db/index.ts" {
  interface Tables {
    "kernel.blob": BlobTable;
  }
}

/** Declaration of this room's tables for the registry. */
export const blobTables = declareTables("kernel", { blob: "hall" });
