import { type RawBuilder, sql } from "kysely";
import { type Static, Type } from "typebox";
import type { Reader } from "../../kernel/db/index.ts";
import { type Item, itemOf } from "../queries.ts";
import type { ItemRow } from "../tables.ts";
import { type ItemPlace, shown, standsAt } from "./place.ts";

const words = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 40 });

/** A query over the catalogue that is kept as data: what fits any of the first three, and none of `without`. */
export const SavedQuery = Type.Object(
  {
    /** Codes of the base catalogue. */
    bases: Type.Optional(words),
    /** Words of the name or of another name; all words of an entry, parted by blanks, must be there. */
    names: Type.Optional(words),
    /** Codes of themes of either table. */
    themes: Type.Optional(words),
    /** Words that a name must not have. */
    without: Type.Optional(words),
  },
  { additionalProperties: false },
);
export type SavedQuery = Static<typeof SavedQuery>;

/** The items of some places that a saved query finds: those that can be applied for here first. @param limit 1 to 200. */
export async function findSaved(
  db: Reader,
  query: SavedQuery,
  places: readonly ItemPlace[],
  limit: number,
): Promise<Item[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<ItemRow>`select i.* from catalogue.item i
    where ${shown} and ${standsAt(places)} and ${fits(query)}
    order by i.is_appliable desc, i.depth desc, length(i.name), i.name, i.code limit ${limit}`.execute(db);
  return rows.map(itemOf);
}

function fits({ bases = [], names = [], themes = [], without = [] }: SavedQuery): RawBuilder<boolean> {
  const ways: RawBuilder<unknown>[] = [];
  if (bases.length > 0) ways.push(sql`i.base_code = any(${bases}::text[])`);
  if (themes.length > 0) ways.push(sql`(i.person_themes || i.legal_themes) && ${themes}::text[]`);
  for (const name of names) {
    const all = name
      .split(" ")
      .map((word) => sql`strpos(concat_ws(' ', i.name, array_to_string(i.aliases, ' ')), ${word}) > 0`);
    ways.push(sql`(${sql.join(all, sql` and `)})`);
  }
  // An empty query finds nothing: a mistake in the data must not list the whole catalogue.
  if (ways.length === 0) return sql<boolean>`false`;
  const none = without.map((word) => sql`and strpos(i.name, ${word}) = 0`);
  return sql<boolean>`(${sql.join(ways, sql` or `)}) ${sql.join(none, sql` `)}`;
}
