import { declareTables } from "../../kernel/db/index.ts";

/** One item, ready to be found. */
export interface SearchEntryRow {
  item_id: string;
  hall: string;
  name: string;
  /** The name in lower case, half width, simplified, without punctuation; at most 300 signs. */
  name_key: string;
  /** With `name_key` it tells the same matter in many halls. */
  base_code: string | null;
  /** Digest of all an item is found by, apart from its place; empty in rows not yet made again. */
  twin: string;
  alias: string[];
  plain: string[];
  department: string;
  department_short: string;
  codes: string[];
  themes: string[];
  audiences: string[];
  depth: number;
  state: string;
  popularity: number;
  /** tsvector: words A, pairs of signs B, other names and codes C, department and themes D, and the marks of filters. */
  tokens: string;
  /** Initials and syllables of the name and the other names. */
  pinyin: string;
  /** Dictionary and rules by which `tokens` and `pinyin` were made. */
  edition: string;
}

/** One matter that halls below a hall handle, whatever their number; made from their entries. */
export type SearchMatterRow = SearchEntryRow;

/** What people say, and the official words for it. */
export interface SearchSynonymRow {
  /** As `normalize` writes it. */
  said: string;
  means: string[];
  /** `shipped` rows follow the program, `local` rows belong to the editors. */
  origin: "shipped" | "local";
  /** An editor's "no longer" for a shipped row. */
  retired: boolean;
  /** Who taught or stopped it, when and why; nobody for a shipped row. */
  taught_by: string | null;
  taught_at: Date | null;
  reason: string | null;
}

/** A phrase that found nothing, counted by hall and day. */
export interface SearchMissRow {
  hall: string;
  day: string;
  phrase: string;
  asked: number;
}

declare module "../../kernel/db/index.ts" {
  interface Tables {
    "catalogue.search_entry": SearchEntryRow;
    "catalogue.search_matter": SearchMatterRow;
    "catalogue.search_synonym": SearchSynonymRow;
    "catalogue.search_miss": SearchMissRow;
  }
}

/** Entries, matters and synonyms are read everywhere and copied to every machine; misses belong to a hall. */
export const searchTables = declareTables("catalogue", {
  search_entry: "reference",
  search_matter: "reference",
  search_synonym: "reference",
  search_miss: "hall",
});
