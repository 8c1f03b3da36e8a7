import { sql } from "kysely";
import type { Reader, Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { keyOf } from "./normalize.ts";
import shipped from "./synonyms.json" with { type: "json" };

/** What people say → the official words for it, the likeliest first. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

/** Signs of the longest phrase that can be a synonym. */
export const longestSaid = 12;

/**
 * Brings the shipped synonyms into the database; run at every start, it changes nothing when nothing is new. Rows of the
 * editors stay, and so does their "no longer" on a shipped row.
 */
export async function syncSynonyms(tx: Tx): Promise<void> {
  const rows = shipped.synonyms.flatMap(({ said, means }) => said.map((one) => ({ said: keyOf(one), means })));
  const unique = [...new Map(rows.map((row) => [row.said, row])).values()];
  await sql`
    insert into catalogue.search_synonym (said, means, origin)
    select said, array(select jsonb_array_elements_text(means)), 'shipped'
      from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) as given (said text, means jsonb)
    on conflict (said) do update set means = excluded.means
     where search_synonym.origin = 'shipped' and search_synonym.means <> excluded.means`.execute(tx);
  await sql`
    delete from catalogue.search_synonym
     where origin = 'shipped' and not said = any(${unique.map(({ said }) => said)})`.execute(tx);
}

/** Who taught or stopped a phrase, when, and why. */
export interface TaughtBy {
  readonly actor: string;
  readonly at: Date;
  readonly reason: string;
}

/**
 * Teaches a phrase, or corrects a shipped one; it works with the next search. Who may is asked before (`teachPhrase`).
 *
 * @param command.said 2–12 signs. @param command.means 1–12 official words or phrases, the likeliest first.
 * @throws HallError invalid `catalogue/search-synonym`.
 */
export async function teachSynonym(
  tx: Tx,
  command: { said: string; means: readonly string[]; by?: TaughtBy },
): Promise<void> {
  const said = keyOf(command.said);
  const means = [...new Set(command.means.map((one) => one.trim()).filter((one) => keyOf(one) !== ""))];
  const length = [...said].length;
  if (length < 2 || length > longestSaid || means.length < 1 || means.length > 12) {
    throw new HallError("invalid", "catalogue/search-synonym", "说法要有 2 到 12 个字，对应 1 到 12 个规范用语", {
      fields: {
        ...((length < 2 || length > longestSaid) && { said: "说法要有 2 到 12 个字" }),
        ...((means.length < 1 || means.length > 12) && { means: "写 1 到 12 个规范用语，一行一个" }),
      },
    });
  }
  const { actor = null, at = null, reason = null } = command.by ?? {};
  await sql`
    insert into catalogue.search_synonym (said, means, origin, taught_by, taught_at, reason)
    values (${said}, ${means}, 'local', ${actor}, ${at}, ${reason})
    on conflict (said) do update set means = excluded.means, origin = 'local', retired = false,
      taught_by = excluded.taught_by, taught_at = excluded.taught_at, reason = excluded.reason`.execute(tx);
}

/** Stops a phrase from being replaced; a shipped one does not come back with the next edition. @returns whether it was in use. */
export async function retireSynonym(tx: Tx, said: string, by?: TaughtBy): Promise<boolean> {
  const { actor = null, at = null, reason = null } = by ?? {};
  const { rows } = await sql`
    update catalogue.search_synonym
       set retired = true, taught_by = ${actor}, taught_at = ${at}, reason = ${reason}
     where said = ${keyOf(said)} and not retired returning said`.execute(tx);
  return rows.length > 0;
}

/** A phrase and the official words for it, as the editors see it. */
export interface Phrase {
  readonly said: string;
  readonly means: readonly string[];
  readonly origin: "shipped" | "local";
  readonly retired: boolean;
  readonly taughtBy: string | undefined;
  readonly taughtAt: Date | undefined;
  readonly reason: string | undefined;
}

/**
 * The phrases the editors taught or stopped, the last first; with words those, shipped ones too, that have them in what is said
 * or in what it means.
 */
export async function listPhrases(db: Reader, words = "", most = 100): Promise<Phrase[]> {
  const key = keyOf(words);
  const { rows } = await sql<{
    said: string;
    means: string[];
    origin: "shipped" | "local";
    retired: boolean;
    taught_by: string | null;
    taught_at: Date | null;
    reason: string | null;
  }>`
    select said, means, origin, retired, taught_by, taught_at, reason from catalogue.search_synonym
     where case when ${key} = '' then origin = 'local' or retired
                else strpos(said, ${key}) > 0 or strpos(array_to_string(means, ' '), ${words.trim()}) > 0 end
     order by said = ${key} desc, taught_at desc nulls last, said limit ${most}`.execute(db);
  return rows.map(({ taught_by, taught_at, reason, ...row }) => ({
    ...row,
    taughtBy: taught_by ?? undefined,
    taughtAt: taught_at ?? undefined,
    reason: reason ?? undefined,
  }));
}

/** What some phrases mean now, by the phrase as `normalize` writes it; phrases without official words are left out. */
export async function meaningsOf(db: Reader, phrases: readonly string[]): Promise<Synonyms> {
  if (phrases.length === 0) return new Map();
  const { rows } = await sql<{ said: string; means: string[] }>`
    select said, means from catalogue.search_synonym
     where said = any(${phrases.map(keyOf)}) and not retired`.execute(db);
  return new Map(rows.map(({ said, means }) => [said, means]));
}

/**
 * The synonyms that occur in a key: one look-up by primary key over its stretches, so nothing is cached and an editor's
 * change works at once in all processes.
 */
export async function findSynonyms(db: Reader, key: string): Promise<Synonyms> {
  const stretches = stretchesOf(key);
  if (stretches.length === 0) return new Map();
  const { rows } = await sql<{ said: string; means: string[] }>`
    select said, means from catalogue.search_synonym
     where said = any(${stretches}) and not retired`.execute(db);
  return new Map(rows.map(({ said, means }) => [said, means]));
}

function stretchesOf(key: string): string[] {
  const signs = [...key];
  const found = new Set<string>();
  for (let start = 0; start < signs.length; start += 1) {
    for (let length = 1; length <= longestSaid && start + length <= signs.length; length += 1) {
      found.add(signs.slice(start, start + length).join(""));
    }
  }
  return [...found];
}
