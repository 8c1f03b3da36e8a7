import { type RawBuilder, sql } from "kysely";

/** 个人办事 or 企业办事. */
export type Entry = "person" | "legal";

/** Code of natural persons in `audience_v2`; all others are bodies of some kind. */
const person = "1";

/** Where what has no theme of its own is found: 其他, the last of either table. */
export const otherThemes = { person: "P31", legal: "L34" } as const satisfies Record<Entry, string>;

/** Whether an item serves those who enter here. One whose source does not say whom it serves stands at the persons'. */
export function serves(entry: Entry): RawBuilder<boolean> {
  return entry === "person"
    ? sql<boolean>`(${person} = any(i.audiences) or cardinality(i.audiences) = 0)`
    : sql<boolean>`exists (select from unnest(i.audiences) a where a <> ${person})`;
}

/** The themes of an item at an entry, 其他 for one without: so every item an entry serves has its place there. */
export function themesAt(entry: Entry): RawBuilder<string[]> {
  const own = entry === "person" ? sql`i.person_themes` : sql`i.legal_themes`;
  return sql<string[]>`case when cardinality(${own}) > 0 then ${own}
    when ${serves(entry)} then array[${otherThemes[entry]}]::text[] else '{}'::text[] end`;
}
