import { type RawBuilder, sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import { type Item, itemOf } from "../queries.ts";
import type { ItemKind, ItemRow } from "../tables.ts";
import { type Entry, serves, themesAt } from "./audience.ts";
import { type ItemPlace, shown, standsAt } from "./place.ts";

/** The body that implements items, as their documents name it. */
export interface ItemBody {
  readonly name: string | undefined;
  /** Uscc as given. */
  readonly code: string | undefined;
}

/** Which of the items of some places. */
export interface ListingFilter {
  readonly places: readonly ItemPlace[];
  readonly entry?: Entry | undefined;
  /** Code of a theme of the entry's table; 其他 has also what has no theme. */
  readonly theme?: { readonly entry: Entry; readonly code: string } | undefined;
  /** Of one of these bodies. */
  readonly bodies?: readonly ItemBody[] | undefined;
  /** Code table `item_type`; null: those whose source does not say. */
  readonly taskType?: string | null | undefined;
  /** 3: those with a form of their own. */
  readonly leastDepth?: number | undefined;
  readonly appliable?: boolean | undefined;
  readonly kind?: ItemKind | undefined;
}

/** One page of a listing. */
export interface Listing {
  readonly items: readonly Item[];
  readonly total: number;
}

/** Items that visitors may see, body by body and then by name. @param page.from counted from 0. @param page.size 1 to 2,000. */
export async function listShown(
  db: Reader,
  filter: ListingFilter,
  page: { from: number; size: number },
): Promise<Listing> {
  if (filter.places.length === 0) return { items: [], total: 0 };
  const where = fits(filter);
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total from catalogue.item i where ${where}`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  if (total <= page.from) return { items: [], total };
  const { rows } = await sql<ItemRow>`select i.* from catalogue.item i where ${where}
    order by i.dept_name nulls last, i.dept_code, i.name, i.code limit ${page.size} offset ${page.from}`.execute(db);
  return { items: rows.map(itemOf), total };
}

function fits(filter: ListingFilter): RawBuilder<boolean> {
  const { places, entry, theme, bodies, taskType, leastDepth, appliable, kind } = filter;
  const parts = [shown, standsAt(places)];
  if (entry) parts.push(serves(entry));
  if (theme) parts.push(sql<boolean>`${theme.code} = any(${themesAt(theme.entry)})`);
  if (bodies) parts.push(ofBodies(bodies));
  if (taskType === null) parts.push(sql<boolean>`i.item_type is null`);
  else if (taskType !== undefined) parts.push(sql<boolean>`i.item_type = ${taskType}`);
  if (leastDepth !== undefined) parts.push(sql<boolean>`i.depth >= ${leastDepth}`);
  if (appliable !== undefined) parts.push(sql<boolean>`i.is_appliable = ${appliable}`);
  if (kind !== undefined) parts.push(sql<boolean>`i.kind = ${kind}`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function ofBodies(bodies: readonly ItemBody[]): RawBuilder<boolean> {
  const names = bodies.map(({ name }) => name ?? "");
  const codes = bodies.map(({ code }) => code ?? "");
  return sql<boolean>`(coalesce(i.dept_name, ''), coalesce(i.dept_code, '')) in (
    select * from unnest(${names}::text[], ${codes}::text[]))`;
}
