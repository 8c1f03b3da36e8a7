import { sql } from "kysely";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { SqlPiece } from "../kernel/outbox/index.ts";
import { stateNames } from "./change-item.ts";
import { successorsOf } from "./succession.ts";
import type { ItemKind, ItemRow, ItemState } from "./tables.ts";

/** An item as the index knows it. */
export interface Item {
  readonly id: Id;
  readonly hall: ItemRow["hall"];
  readonly kind: ItemKind;
  readonly code: string;
  readonly baseCode: string | undefined;
  readonly mainCode: string | undefined;
  readonly upper: Id | undefined;
  readonly division: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly plain: string | undefined;
  readonly deptName: string | undefined;
  readonly deptCode: string | undefined;
  readonly useLevel: string | undefined;
  readonly taskType: string | undefined;
  readonly audiences: readonly string[];
  readonly personThemes: readonly string[];
  readonly legalThemes: readonly string[];
  readonly depth: number;
  readonly legal: { readonly days: number; readonly unit: string } | undefined;
  readonly promise: { readonly days: number; readonly unit: string } | undefined;
  readonly visits: number | undefined;
  /** Applications may be made for it here. */
  readonly appliable: boolean;
  readonly score: number;
  readonly state: ItemState;
  /** 0 while it was never published. */
  readonly version: number;
  readonly origin: ItemRow["origin"];
  readonly changedAt: Date;
}

/** An item of the index row. */
export function itemOf(row: ItemRow): Item {
  const limit = (days: number | null, unit: string | null) =>
    days === null || unit === null ? undefined : { days, unit };
  return {
    id: row.id,
    hall: row.hall,
    kind: row.kind,
    code: row.code,
    baseCode: row.base_code ?? undefined,
    mainCode: row.main_code ?? undefined,
    upper: row.upper_id ?? undefined,
    division: row.division,
    name: row.name,
    aliases: row.aliases,
    plain: row.plain ?? undefined,
    deptName: row.dept_name ?? undefined,
    deptCode: row.dept_code ?? undefined,
    useLevel: row.use_level ?? undefined,
    taskType: row.item_type ?? undefined,
    audiences: row.audiences,
    personThemes: row.person_themes,
    legalThemes: row.legal_themes,
    depth: row.depth,
    legal: limit(row.legal_limit, row.legal_unit),
    promise: limit(row.promise_limit, row.promise_unit),
    visits: row.visits ?? undefined,
    appliable: row.is_appliable,
    score: row.score,
    state: row.state,
    version: row.version,
    origin: row.origin,
    changedAt: row.changed_at,
  };
}

/** One item, whatever its state. */
export async function findItem(db: Reader, id: Id): Promise<Item | undefined> {
  const row = await db.selectFrom("catalogue.item").selectAll().where("id", "=", id).executeTakeFirst();
  return row && itemOf(row);
}

/** Several items in one query, by id, whatever their state; unknown ids are left out. */
export async function findItems(db: Reader, ids: readonly Id[]): Promise<ReadonlyMap<string, Item>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("catalogue.item")
    .selectAll()
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, itemOf(row)]));
}

/** As `findItem`. @throws HallError `catalogue/no-item` (not-found). */
export async function requireItem(db: Reader, id: Id): Promise<Item> {
  const found = await findItem(db, id);
  if (!found) throw new HallError("not-found", "catalogue/no-item", "没有这个事项");
  return found;
}

/** The living item of a code, else the one that had it last. */
export async function findItemByCode(db: Reader, code: string): Promise<Item | undefined> {
  const row = await db
    .selectFrom("catalogue.item")
    .selectAll()
    .where("code", "=", code)
    .orderBy(sql`state = 'cancelled'`)
    .orderBy("changed_at", "desc")
    .executeTakeFirst();
  return row && itemOf(row);
}

/**
 * The item for which somebody wants to apply.
 *
 * @throws HallError `catalogue/no-item` (not-found); `catalogue/not-appliable` (conflict) with `details.successors`: where to apply instead.
 */
export async function requireAppliable(db: Reader, id: Id): Promise<Item> {
  const item = await requireItem(db, id);
  if (item.state === "published" && item.appliable) return item;
  const successors = await successorsOf(db, id);
  const why = item.state === "published" ? "不能在网上申请" : `现在是“${stateNames[item.state]}”`;
  throw new HallError("conflict", "catalogue/not-appliable", `这个事项${why}`, { state: item.state, successors });
}

/**
 * The item, as a part of a hand-written statement that begins a case: one row while it may be applied for in this version,
 * none otherwise. So that a case and the cancelling of its item have an order, without another round trip.
 *
 * @param first number of the first free parameter.
 */
export function appliableItem({ item, version }: { item: Id; version: number }, first: number): SqlPiece {
  return {
    text: `/* catalogue.item by src/catalogue/queries.ts */
           select from catalogue.item where id = $${first}::uuid and version = $${first + 1}::integer
             and state = 'published' and is_appliable`,
    values: [item, version],
  };
}

/** A law article's items: those whose version in use stands on it. @param article its number; all articles when absent. */
export async function itemsOnLaw(db: Reader, law: Id, article?: number): Promise<Item[]> {
  let query = db
    .selectFrom("catalogue.item")
    .selectAll()
    .where("state", "in", ["published", "suspended"])
    .where("id", "in", (build) => {
      const basis = build.selectFrom("catalogue.item_basis").select("item_id").where("law_id", "=", law);
      return article === undefined ? basis : basis.where(sql<boolean>`${article} = any(articles)`);
    });
  query = query.orderBy("code").limit(500);
  return (await query.execute()).map(itemOf);
}

/** What the version in use stands on, each with its law. */
export async function basisOf(
  db: Reader,
  item: Id,
): Promise<{ title: string; clause: string | undefined; law: Id; articles: readonly number[] }[]> {
  const rows = await db
    .selectFrom("catalogue.item_basis")
    .selectAll()
    .where("item_id", "=", item)
    .orderBy("position")
    .execute();
  return rows.map(({ title, clause, law_id, articles }) => ({
    title,
    clause: clause ?? undefined,
    law: law_id,
    articles,
  }));
}
