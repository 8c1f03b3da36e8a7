import type { HallCode } from "../kernel/codes/index.ts";
import { declareTables } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { LineFinding } from "./import/line-finding.ts";

/** 基本目录 · 实施清单 · 业务办理项. */
export type ItemKind = "base" | "implementation" | "handling";
/** 草稿（从未发布）、在用、暂停、取消. */
export type ItemState = "draft" | "published" | "suspended" | "cancelled";
/** Written here through review and gate, or taken over from another list. */
export type ItemOrigin = "authored" | "import";
/** Of the one draft of an item: being written, under legality review, approved, sent back. */
export type DraftState = "editing" | "submitted" | "approved" | "returned";
/** What was done to an item. */
export type ItemChangeKind =
  | "found"
  | "submit"
  | "approve"
  | "send-back"
  | "publish"
  | "suspend"
  | "resume"
  | "cancel"
  | "transfer"
  | "devolve"
  | "split"
  | "merge"
  | "import"
  | "undo"
  | "discard";
/** Why another item stands for this one. */
export type SuccessionKind = "transfer" | "devolve" | "split" | "merge";

/** The facts of an item's document that lists and filters ask for. */
export interface ItemFacts {
  name: string;
  aliases: string[];
  plain: string | null;
  dept_name: string | null;
  /** Uscc as given. */
  dept_code: string | null;
  /** Code table `use_level`. */
  use_level: string | null;
  item_type: string | null;
  audiences: string[];
  person_themes: string[];
  legal_themes: string[];
  /** 1 to 4; 0 of an item without any document. */
  depth: number;
  legal_limit: number | null;
  legal_unit: string | null;
  promise_limit: number | null;
  promise_unit: string | null;
  visits: number | null;
  is_appliable: boolean;
  /** 0 to 100. */
  score: number;
}

/** The index row of an item. */
export interface ItemRow extends ItemFacts {
  id: Id;
  /** The hall whose editors keep it. */
  hall: HallCode;
  kind: ItemKind;
  code: string;
  base_code: string | null;
  /** Code of the main item or implementation it belongs to, also when that is not here. */
  main_code: string | null;
  upper_id: Id | null;
  /** Division code or region key of the implementing body's place. */
  division: string;
  state: ItemState;
  version: number;
  origin: ItemOrigin;
  change_number: number;
  changed_at: Date;
}

/** One immutable version. */
export interface ItemVersionRow {
  hall: HallCode;
  item_id: Id;
  version: number;
  upper_id: Id | null;
  upper_version: number | null;
  /** JSON text when written, an object when read. */
  body: unknown;
  sha256: string;
  origin: ItemOrigin;
  written_at: Date;
  written_by: string;
}

/** The draft of an item. */
export interface ItemDraftRow {
  hall: HallCode;
  item_id: Id;
  document: unknown;
  state: DraftState;
  revision: number;
  saved_at: Date;
  saved_by: string;
  submitted_by: string | null;
  reviewed_by: string | null;
  opinion: string | null;
}

/** One line of an item's history. */
export interface ItemChangeRow {
  hall: HallCode;
  item_id: Id;
  number: number;
  kind: ItemChangeKind;
  happened_at: Date;
  actor: string;
  reason: string;
  /** Title and number of the deciding document. */
  document: string | null;
  state: ItemState;
  version: number;
  name: string;
  code: string;
  division: string;
  dept_name: string | null;
  prior_hash: string;
  hash: string;
}

/** Who stands for an item now. */
export interface ItemSuccessorRow {
  item_id: Id;
  successor_id: Id;
  kind: SuccessionKind;
}

/** A law the version in use stands on. */
export interface ItemBasisRow {
  item_id: Id;
  position: number;
  law_id: Id;
  title: string;
  clause: string | null;
  articles: number[];
}

/** A common-catalogue edition. */
export interface EditionRow {
  name: string;
  title: string;
  document: string | null;
  entered_at: Date;
  entered_by: string;
}

/** One item of an edition. */
export interface EditionEntryRow {
  edition: string;
  base_code: string;
  name: string;
  item_type: string | null;
}

/** An e-licence that the hall can fetch by itself. */
export interface AvailableLicenceRow {
  code: string;
  name: string;
  folded_names: string[];
  available_from_on: string;
}

/** A bulk import. */
export interface ImportBatchRow {
  hall: HallCode;
  id: Id;
  title: string;
  state: "running" | "done" | "undone";
  done_lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  started_at: Date;
  started_by: string;
  finished_at: Date | null;
}

/** What became of one line of an import. */
export interface ImportRowRow {
  hall: HallCode;
  batch_id: Id;
  line: number;
  outcome: "added" | "changed" | "unchanged" | "refused";
  code: string | null;
  item_id: Id | null;
  version: number | null;
  findings: LineFinding[] | string;
}

/** How often the guide of an item was looked at on one day; sampled, nothing says by whom. */
export interface ItemViewRow {
  hall: HallCode;
  day: string;
  item_id: Id;
  views: number;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "catalogue.item": ItemRow;
    "catalogue.item_version": ItemVersionRow;
    "catalogue.item_draft": ItemDraftRow;
    "catalogue.item_change": ItemChangeRow;
    "catalogue.item_successor": ItemSuccessorRow;
    "catalogue.item_basis": ItemBasisRow;
    "catalogue.edition": EditionRow;
    "catalogue.edition_entry": EditionEntryRow;
    "catalogue.available_licence": AvailableLicenceRow;
    "catalogue.import_batch": ImportBatchRow;
    "catalogue.import_row": ImportRowRow;
    "catalogue.item_view": ItemViewRow;
  }
}

/** Index and lists are read everywhere and copied; bodies, drafts, history and imports stay with the hall that keeps the item (S8). */
export const catalogueTables = declareTables("catalogue", {
  item: "reference",
  item_version: "hall",
  item_draft: "hall",
  item_change: "hall",
  item_successor: "reference",
  item_basis: "reference",
  edition: "reference",
  edition_entry: "reference",
  available_licence: "reference",
  import_batch: "hall",
  import_row: "hall",
  item_view: "hall",
});
