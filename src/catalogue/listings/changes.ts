import { sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { ItemChangeKind, ItemState } from "../tables.ts";
import { type ItemPlace, standsAt } from "./place.ts";

/** What was done to an item, as far as it concerns the public: drafts and their review do not. */
export interface PublishedChange {
  readonly item: Id;
  /** Of the item's changes, from 1: with `item` it names this change for good. */
  readonly number: number;
  readonly kind: ItemChangeKind;
  readonly at: Date;
  /** As it was named then. */
  readonly name: string;
  readonly deptName: string | undefined;
  readonly reason: string;
  /** Title and number of the deciding document. */
  readonly document: string | undefined;
  readonly state: ItemState;
  readonly version: number;
}

const publicKinds = [
  "import",
  "publish",
  "suspend",
  "resume",
  "cancel",
  "transfer",
  "devolve",
  "split",
  "merge",
  "undo",
];

/** What changed in the published catalogue of some places, newest first; index item_change_time carries it. */
export async function publishedChanges(
  db: Reader,
  places: readonly ItemPlace[],
  page: { from: number; size: number },
): Promise<{ changes: readonly PublishedChange[]; total: number }> {
  if (places.length === 0) return { changes: [], total: 0 };
  const halls = [...new Set(places.map(({ hall }) => hall))];
  const from = sql`from catalogue.item_change c join catalogue.item i on i.id = c.item_id and i.hall = c.hall
    where c.hall = any(${halls}::text[]) and c.kind = any(${publicKinds}::text[]) and c.version > 0 and ${standsAt(places)}`;
  const counted = await sql<{
    total: number;
  }>`/* scatter: the changes that one hall shows; at most two halls keep its items */
    select count(*)::int as total ${from}`.execute(db);
  const { rows } = await sql<{
    item_id: Id;
    number: number;
    kind: ItemChangeKind;
    happened_at: Date;
    name: string;
    dept_name: string | null;
    reason: string;
    document: string | null;
    state: ItemState;
    version: number;
  }>`/* scatter: the changes that one hall shows; at most two halls keep its items */
    select c.item_id, c.number, c.kind, c.happened_at, c.name, c.dept_name, c.reason, c.document, c.state, c.version
    ${from} order by c.happened_at desc, c.number desc, c.item_id desc limit ${page.size} offset ${page.from}`.execute(
    db,
  );
  const changes = rows.map(({ item_id, happened_at, dept_name, document, ...row }) => ({
    ...row,
    item: item_id,
    at: happened_at,
    deptName: dept_name ?? undefined,
    document: document ?? undefined,
  }));
  return { changes, total: counted.rows[0]?.total ?? 0 };
}
