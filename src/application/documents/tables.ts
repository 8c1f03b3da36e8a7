import type { HallCode } from "../../kernel/codes/index.ts";
import { declareTables } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { DocumentKind } from "./facts.ts";

/** A document of a case (文书). Its number is given when the step is heard of, the file follows: `made_at` says when. */
export interface DocumentRow {
  hall: HallCode;
  id: Id;
  application_id: Id;
  kind: DocumentKind;
  /** The step it tells of. */
  seq: number;
  /** 查验编号 */
  number: string;
  /** 文号 */
  title_number: string;
  issuer: string;
  issued_at: Date;
  /** Digest of the check code. */
  check_digest: Buffer;
  /** Of the PDF; also its place in the store. */
  sha256: string | null;
  /** Bytes. */
  size: number | null;
  made_at: Date | null;
}

/** The last serial of a kind in a year; without gaps, because it is taken in the transaction that writes the document. */
export interface DocumentSerialRow {
  hall: HallCode;
  kind: DocumentKind;
  year: number;
  last_serial: number;
}

declare module "../../kernel/db/index.ts" {
  interface Tables {
    "application.document": DocumentRow;
    "application.document_serial": DocumentSerialRow;
  }
}

export const documentTables = declareTables("application", { document: "hall", document_serial: "hall" });
