import type { HallCode } from "../kernel/codes/index.ts";
import { declareTables } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { SealedColumns } from "../kernel/seal/index.ts";
import type { CaseState, Channel, Phase } from "./state.ts";

/** How a material came in: uploaded, on paper at a counter, or fetched as an e-licence. */
export type MaterialWay = "upload" | "paper" | "licence";

/** One case; the fold of its journal. */
export interface ApplicationRow {
  hall: HallCode;
  id: Id;
  number: string;
  item: Id;
  item_version: number;
  department: string;
  person: Id;
  applicant_label: string;
  channel: Channel;
  state: Phase;
  outcome: string | null;
  revision: number;
  facts: CaseState;
  last_hash: Buffer;
  query_digest: Buffer;
  submitted_at: Date;
  accepted_on: string | null;
  decided_at: Date | null;
  finished_at: Date | null;
  touched: number;
}

/** One line of the journal; never changed, never deleted. */
export interface StepRow {
  hall: HallCode;
  application_id: Id;
  seq: number;
  move_id: Id;
  kind: string;
  happened_at: Date;
  body: string;
  hash: Buffer;
}

/** What was said in a step, sealed at `application.words.sealed <hall> <application> <seq>`. */
export interface WordsRow {
  hall: HallCode;
  application_id: Id;
  seq: number;
  sealed: Buffer;
}

/** Answers, sealed at `application.content.sealed <hall> <application> <revision>`. */
export interface ContentRow {
  hall: HallCode;
  application_id: Id;
  revision: number;
  sealed: Buffer;
}

/** A material handed in. */
export interface MaterialUseRow {
  hall: HallCode;
  application_id: Id;
  revision: number;
  key: string;
  way: MaterialWay;
  files: Id[];
}

/** An open task. */
export interface TaskRow {
  hall: HallCode;
  application_id: Id;
  token: number;
  node: string;
  duty: string;
  department: string;
  opened_at: Date;
  deemed_workdays: number | null;
  claimed_by: string | null;
}

/** Serials of a day that are still free. */
export interface SerialBlockRow {
  hall: HallCode;
  org: string;
  day: string;
  next_serial: number;
}

/** A case in its person's list. */
export interface PersonCaseRow {
  person_id: Id;
  application_id: Id;
  hall: HallCode;
  number: string;
  item: Id;
  item_version: number;
  state: Phase;
  outcome: string | null;
  revision: number;
  submitted_at: Date;
  changed_at: Date;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "application.application": ApplicationRow;
    "application.step": StepRow;
    "application.words": WordsRow;
    "application.content": ContentRow;
    "application.material_use": MaterialUseRow;
    "application.task": TaskRow;
    "application.serial_block": SerialBlockRow;
    "application.person_case": PersonCaseRow;
  }
}

export const caseTables = declareTables("application", {
  application: "hall",
  step: "hall",
  words: "hall",
  content: "hall",
  material_use: "hall",
  task: "hall",
  serial_block: "hall",
  person_case: "person",
});

/** What is sealed. */
export const caseSealed: readonly SealedColumns[] = [
  {
    table: "application.words",
    columns: ["sealed"],
    key: ["hall", "application_id", "seq"],
    row: ["hall", "application_id", "seq"],
  },
  {
    table: "application.content",
    columns: ["sealed"],
    key: ["hall", "application_id", "revision"],
    row: ["hall", "application_id", "revision"],
  },
];
