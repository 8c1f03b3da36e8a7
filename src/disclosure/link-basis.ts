import { sql } from "kysely";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import type { ArticleNumber } from "./article-number.ts";
import { foldTitle } from "./basis.ts";
import { lexemesOf } from "./lexemes.ts";

/** A cited document and where it stands in the register of laws. */
export interface LawLink {
  readonly law: Id;
  readonly title: string;
  /** True while the law's text is not here; the link stays good when it is entered. */
  readonly stub: boolean;
}

const rowsPerStatement = 500;

/**
 * Finds the laws of these titles and takes in the unknown ones as stubs, so that no citation is ever dropped.
 *
 * @returns the link of each folded title (`foldTitle`).
 */
export async function linkTitles(
  house: Pick<House, "clock">,
  tx: Tx,
  titles: Iterable<string>,
): Promise<ReadonlyMap<string, LawLink>> {
  const wanted = new Map<string, string>();
  for (const title of titles) {
    const folded = foldTitle(title);
    if (folded !== "" && folded.length <= 200 && !wanted.has(folded)) wanted.set(folded, title.trim().slice(0, 200));
  }
  const links = new Map<string, LawLink>();
  const all = [...wanted];
  for (let at = 0; at < all.length; at += rowsPerStatement) {
    const some = all.slice(at, at + rowsPerStatement);
    const known = await lawsOf(tx, some);
    const missing = some.filter(([folded]) => !known.has(folded));
    if (missing.length > 0) {
      const rows = missing.map(([folded_title, title]) => ({
        id: newId(house.clock),
        folded_title,
        title,
        kind: "unknown" as const,
        is_stub: true,
        search: sql<string>`array_to_tsvector(${lexemesOf(title)}::text[])`,
      }));
      await tx
        .insertInto("disclosure.law")
        .values(rows)
        .onConflict((clash) => clash.column("folded_title").doNothing())
        .execute();
    }
    const found = missing.length === 0 ? known : await lawsOf(tx, some);
    for (const [folded, link] of found) links.set(folded, link);
  }
  return links;
}

async function lawsOf(tx: Tx, some: readonly (readonly [string, string])[]): Promise<Map<string, LawLink>> {
  const rows = await tx
    .selectFrom("disclosure.law")
    .select(["id", "folded_title", "title", "is_stub"])
    .where(
      "folded_title",
      "in",
      some.map(([folded]) => folded),
    )
    .execute();
  return new Map(rows.map(({ id, folded_title, title, is_stub }) => [folded_title, { law: id, title, stub: is_stub }]));
}

/** What `ArticleNumber` is called as a text that sorts: `32`, `10.1`. */
export function articleKey({ number, insertion }: ArticleNumber): string {
  return insertion === 0 ? `${number}` : `${number}.${insertion}`;
}
