import type { HallCode } from "../../kernel/codes/index.ts";
import { declareTables } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { SealedColumns } from "../../kernel/seal/index.ts";

/** A material as the applicant gives it: uploaded files, or on paper at the counter. */
export interface DraftMaterial {
  /** Key of the material in the item version. */
  readonly key: string;
  readonly files: readonly Id[];
  readonly way: "upload" | "paper";
}

/** On which device a page was last saved. */
export interface PageSave {
  /** Id of the session; not its token. */
  readonly session: string;
  /** ISO instant. */
  readonly at: string;
}

/** 草稿. */
export interface DraftRow {
  person_id: Id;
  id: Id;
  acting_for: Id | null;
  hall: HallCode;
  item: Id;
  version: number;
  item_name: string;
  state: "open" | "submitted";
  answers: Buffer | null;
  /** Written as JSON text. */
  materials: readonly DraftMaterial[] | string;
  /** Written as JSON text. */
  saves: Readonly<Record<string, PageSave>> | string;
  revision: number;
  begun_at: Date;
  updated_at: Date;
  warned_at: Date | null;
  submitted_at: Date | null;
  number: string | null;
  /** The case it was made from. */
  made_from: Id | null;
}

/** What was typed into a form that came after its session. */
export interface LateFormRow {
  person_id: Id;
  draft_id: Id;
  page: string;
  fields: Buffer;
  kept_at: Date;
}

declare module "../../kernel/db/index.ts" {
  interface Tables {
    "application.draft": DraftRow;
    "application.late_form": LateFormRow;
  }
}

/** The tables of this room. */
export const draftTables = declareTables("application", { draft: "person", late_form: "person" });

/** Their sealed columns. */
export const draftSealed: readonly SealedColumns[] = [
  { table: "application.draft", columns: ["answers"], key: ["person_id", "id"] },
  {
    table: "application.late_form",
    columns: ["fields"],
    key: ["person_id", "draft_id", "page"],
    row: ["draft_id", "page"],
  },
];
