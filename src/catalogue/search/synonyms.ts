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

/**
 * An editor teaches a phrase, or corrects a shipped one; it works with the next search.
 *
 * @param command.said 2–12 signs. @param command.means 1–12 official words or phrases, the likeliest first.
 * @throws HallError invalid `catalogue/search-synonym`.
 */
export async function teachSynonym(tx: Tx, command: { said: string; means: readonly string[] }): Promise<void> {
  const said = keyOf(command.said);
  const means = [...new Set(command.means.map((one) => one.trim()).filter((one) => keyOf(one) !== ""))];
  const length = [...said].length;
  if (length < 2 || length > longestSaid || means.length < 1 || means.length > 12) {
    throw new HallError("invalid", "catalogue/search-synonym", "说法要有 2 到 12 个字，对应 1 到 12 个规范用语", {
      fields: ["said", "means"],
    });
  }
  await sql`
    insert into catalogue.search_synonym (said, means, origin) values (${said}, ${means}, 'local')
    on conflict (said) do update set means = excluded.means, origin = 'local', retired = false`.execute(tx);
}

/** An editor stops a phrase from being replaced; a shipped one does not come back with the next edition. */
export async function retireSynonym(tx: Tx, said: string): Promise<void> {
  await sql`update catalogue.search_synonym set retired = true where said = ${keyOf(said)}`.execute(tx);
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
