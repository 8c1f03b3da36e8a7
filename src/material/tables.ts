import { declareTables } from "../kernel/db/index.ts";
import type { FileType } from "./types.ts";

/** What the virus scan said: nothing found, not looked at yet (or no scanner here), a virus found later. */
export type ScanResult = "clean" | "unscanned" | "infected";

/** One file somebody gave (材料件). Equal contents share one blob of the hall. */
export interface FileRow {
  hall: string;
  id: string;
  sha256: string;
  sm3: string;
  name: string;
  type: FileType;
  bytes: bigint;
  pages: number | null;
  /** `kind:account`. */
  uploader: string;
  uploaded_at: Date;
  unlinked_since: Date | null;
  scan: ScanResult;
  threat: string | null;
  scan_due_at: Date | null;
  scan_tries: number;
}

/** What refers to a file. */
export interface LinkRow {
  hall: string;
  file_id: string;
  use: string;
  linked_at: Date;
}

/** A file on its way in pieces. */
export interface UploadRow {
  hall: string;
  id: string;
  uploader: string;
  door: string;
  name: string;
  types: FileType[];
  length: bigint;
  received: bigint;
  parts: number;
  file_id: string | null;
  created_at: Date;
  expires_at: Date;
}

/** One piece, kept as a blob. */
export interface UploadPartRow {
  hall: string;
  upload_id: string;
  first_byte: bigint;
  bytes: bigint;
  sha256: string;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "material.file": FileRow;
    "material.link": LinkRow;
    "material.upload": UploadRow;
    "material.upload_part": UploadPartRow;
  }
}

/** All tables of the module belong to the hall that will handle the case. */
export const materialTables = declareTables("material", {
  file: "hall",
  link: "hall",
  upload: "hall",
  upload_part: "hall",
});
