import { declareTables } from "../db/index.ts";

/** One applied file. */
export interface MigrationTable {
  module: string;
  file: string;
  /** Of the file's text with LF line ends, hex. */
  sha256: string;
  applied_at: Date;
}

declare module "../db/index.ts" {
  interface Tables {
    "kernel.migration": MigrationTable;
  }
}

export const migrateTables = declareTables("kernel", { migration: "local" });
