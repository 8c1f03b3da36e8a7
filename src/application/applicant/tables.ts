import type { HallCode } from "../../kernel/codes/index.ts";
import { declareTables } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { SealedColumns } from "../../kernel/seal/index.ts";

/** 补正草稿. */
export interface CorrectionDraftRow {
  hall: HallCode;
  application_id: Id;
  /** The step that holds the notice. */
  seq: number;
  sealed: Buffer;
  updated_at: Date;
}

declare module "../../kernel/db/index.ts" {
  interface Tables {
    "application.correction_draft": CorrectionDraftRow;
  }
}

/** The tables of this room. */
export const applicantTables = declareTables("application", { correction_draft: "hall" });

/** Their sealed columns. */
export const applicantSealed: readonly SealedColumns[] = [
  {
    table: "application.correction_draft",
    columns: ["sealed"],
    key: ["hall", "application_id"],
    row: ["hall", "application_id"],
  },
];
