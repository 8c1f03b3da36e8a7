import { type RawBuilder, sql } from "kysely";
import type { Reader } from "../kernel/db/index.ts";
import type { NamedBody } from "./departments.ts";
import { type Item, itemOf } from "./queries.ts";
import type { DraftState, ItemRow } from "./tables.ts";

/** How editors look at the items of their hall: by what is to be done, or by the state of the item. */
export type KeptView = "all" | "writing" | "submitted" | "approved" | "published" | "suspended" | "cancelled";

/** What a list of the editors may be narrowed by. */
export interface KeptFilter {
  readonly halls: readonly string[];
  /** Only items of these bodies; all when absent. */
  readonly bodies?: readonly NamedBody[] | undefined;
  /** A part of the name, or the beginning of a code. */
  readonly words?: string | undefined;
}

/** An item as its editors see it: with its draft. */
export interface KeptItem {
  readonly item: Item;
  readonly draft: { readonly state: DraftState; readonly savedAt: Date; readonly savedBy: string } | undefined;
}

const conditions: Readonly<Record<KeptView, RawBuilder<boolean>>> = {
  all: sql`i.state <> 'cancelled'`,
  writing: sql`d.state in ('editing', 'returned')`,
  submitted: sql`d.state = 'submitted'`,
  approved: sql`d.state = 'approved'`,
  published: sql`i.state = 'published'`,
  suspended: sql`i.state = 'suspended'`,
  cancelled: sql`i.state = 'cancelled'`,
};

/** The views in the order of their tabs. */
export const keptViews = Object.keys(conditions) as readonly KeptView[];

/** A page of the items that the editors of these halls keep, last changed or saved first. @param page.number from 1. */
export async function listKept(
  db: Reader,
  filter: KeptFilter & { view: KeptView },
  page: { number: number; size: number },
): Promise<readonly KeptItem[]> {
  type Row = ItemRow & { draft_state: DraftState | null; saved_at: Date | null; saved_by: string | null };
  // Index item_hall.
  const { rows } = await sql<Row>`/* scatter: the list of an officer, over the few halls he sits in */
    select i.*, d.state as draft_state, d.saved_at, d.saved_by ${fromKept(filter)} and ${conditions[filter.view]}
    order by greatest(i.changed_at, coalesce(d.saved_at, i.changed_at)) desc, i.code
    limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(db);
  return rows.map(({ draft_state, saved_at, saved_by, ...row }) => ({
    item: itemOf(row),
    draft: draft_state && saved_at ? { state: draft_state, savedAt: saved_at, savedBy: saved_by ?? "" } : undefined,
  }));
}

/** How many items each view holds. */
export async function countKept(db: Reader, filter: KeptFilter): Promise<Readonly<Record<KeptView, number>>> {
  const counts = keptViews.map((view) => sql`count(*) filter (where ${conditions[view]})::int as ${sql.ref(view)}`);
  const { rows } = await sql<
    Record<KeptView, number>
  >`/* scatter: the list of an officer, over the few halls he sits in */
    select ${sql.join(counts)} ${fromKept(filter)}`.execute(db);
  const [row] = rows;
  if (!row) throw new RangeError("a count has one row");
  return row;
}

function fromKept({ halls, bodies, words = "" }: KeptFilter): RawBuilder<unknown> {
  const wanted = words.trim().toLowerCase();
  const named = sql`(strpos(lower(i.name), ${wanted}) > 0 or starts_with(lower(i.code), ${wanted}))`;
  return sql`from catalogue.item i
    left join catalogue.item_draft d on d.hall = i.hall and d.item_id = i.id
    where i.hall = any(${[...halls]})
      and ${bodies === undefined ? sql`true` : ofBodies(bodies)}
      and ${wanted === "" ? sql`true` : named}`;
}

function ofBodies(bodies: readonly NamedBody[]): RawBuilder<unknown> {
  const rows = JSON.stringify(
    bodies.map(({ division, deptCode, deptName }) => ({ division, code: deptCode ?? "", name: deptName ?? "" })),
  );
  return sql`(i.division, coalesce(i.dept_code, ''), coalesce(i.dept_name, '')) in
    (select division, code, name from jsonb_to_recordset(${rows}::jsonb) as b (division text, code text, name text))`;
}
