import { declareTables } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";

/** 法律, 行政法规, 地方性法规, 规章, 政策文件; `unknown` of a stub. */
export type LawKind = "law" | "regulation" | "local-regulation" | "rule" | "policy" | "unknown";

/** A law under its one identity. */
export interface LawRow {
  id: Id;
  /** The title folded by `foldTitle`. */
  folded_title: string;
  title: string;
  kind: LawKind;
  /** Cited, but without a text of its own here. */
  is_stub: boolean;
  /** Lexemes; written by `array_to_tsvector`. */
  search: string;
}

/** A text of a law from a day on. */
export interface LawVersionRow {
  law_id: Id;
  version: number;
  /** 文号. */
  number: string | null;
  valid_from_on: string;
  is_complete: boolean;
  source: string;
  recorded_at: Date;
  recorded_by: string;
}

/** One article of one version. */
export interface ArticleRow {
  law_id: Id;
  version: number;
  number: number;
  insertion: number;
  body: string;
  search: string;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "disclosure.law": LawRow;
    "disclosure.law_version": LawVersionRow;
    "disclosure.article": ArticleRow;
  }
}

/** Small, read everywhere, rarely written. */
export const disclosureTables = declareTables("disclosure", {
  law: "reference",
  law_version: "reference",
  article: "reference",
});
