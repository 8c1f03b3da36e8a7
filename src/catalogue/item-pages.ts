import { sql } from "kysely";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type Item, itemOf } from "./queries.ts";
import type { ItemKind, ItemRow, ItemState } from "./tables.ts";

/** What a list may be narrowed by. */
export interface ItemFilter {
  /** Several places, e.g. a county with its city and province. */
  readonly divisions?: readonly string[] | undefined;
  readonly kind?: ItemKind | undefined;
  readonly state?: ItemState | undefined;
  readonly deptCode?: string | undefined;
  readonly taskType?: string | undefined;
  readonly audience?: string | undefined;
  /** Of either table of themes. */
  readonly theme?: string | undefined;
  readonly mainCode?: string | undefined;
  readonly upper?: Id | undefined;
  readonly leastDepth?: number | undefined;
}

/** A page of a list. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** To be given as `after` for the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** Items in order of code. @param page.after `next` of the page before. @param page.size 1 to 500. */
export async function listItems(
  db: Reader,
  filter: ItemFilter,
  page: { after?: string | undefined; size: number },
): Promise<ItemPage> {
  // Index item_code carries the order while only living items are asked for.
  let query = db
    .selectFrom("catalogue.item")
    .selectAll()
    .orderBy("code")
    .orderBy("id")
    .limit(page.size + 1);
  const { divisions, state, kind, deptCode, taskType, audience, theme, mainCode, upper, leastDepth } = filter;
  query = state === undefined ? query.where("state", "<>", "cancelled") : query.where("state", "=", state);
  if (divisions !== undefined) query = query.where("division", "in", [...divisions, ""]);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (deptCode !== undefined) query = query.where("dept_code", "=", deptCode);
  if (taskType !== undefined) query = query.where("item_type", "=", taskType);
  if (audience !== undefined) query = query.where(sql<boolean>`${audience} = any(audiences)`);
  if (theme !== undefined) query = query.where(sql<boolean>`${theme} = any(person_themes || legal_themes)`);
  if (mainCode !== undefined) query = query.where("main_code", "=", mainCode);
  if (upper !== undefined) query = query.where("upper_id", "=", upper);
  if (leastDepth !== undefined) query = query.where("depth", ">=", leastDepth);
  const after = page.after === undefined ? undefined : splitCursor(page.after);
  if (after) query = query.where(sql<boolean>`(code, id) > (${after.first}, ${after.id}::uuid)`);
  return pageOf(await query.execute(), page.size, ({ code, id }) => `${code} ${id}`);
}

/**
 * Items in the order in which they last changed, for those who keep a copy. An act that began earlier may commit later:
 * a copy is complete when it asks again from a minute before its last answer.
 *
 * @param page.since only items changed at or after this instant.
 */
export async function changesSince(
  db: Reader,
  page: { since?: Date | undefined; after?: string | undefined; size: number },
): Promise<ItemPage> {
  // Index item_changed.
  let query = db
    .selectFrom("catalogue.item")
    .selectAll()
    .orderBy("changed_at")
    .orderBy("id")
    .limit(page.size + 1);
  if (page.since !== undefined) query = query.where("changed_at", ">=", page.since);
  const after = page.after === undefined ? undefined : splitCursor(page.after);
  if (after) {
    query = query.where(sql<boolean>`(changed_at, id) > (${instantOf(after.first)}::timestamptz, ${after.id}::uuid)`);
  }
  return pageOf(await query.execute(), page.size, ({ changed_at, id }) => `${changed_at.toISOString()} ${id}`);
}

function pageOf(rows: readonly ItemRow[], size: number, key: (row: ItemRow) => string): ItemPage {
  const last = rows.length > size ? rows[size - 1] : undefined;
  const next = last && Buffer.from(key(last)).toString("base64url");
  return { items: rows.slice(0, size).map(itemOf), next };
}

/** @throws HallError `catalogue/bad-cursor` (invalid). */
function splitCursor(cursor: string): { first: string; id: string } {
  const text = Buffer.from(cursor, "base64url").toString();
  const at = text.lastIndexOf(" ");
  const id = text.slice(at + 1);
  if (at > 0 && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && !text.includes("\0")) {
    return { first: text.slice(0, at), id };
  }
  throw badCursor();
}

function instantOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) || Number.isNaN(Date.parse(text))) throw badCursor();
  return text;
}

function badCursor(): HallError {
  return new HallError("invalid", "catalogue/bad-cursor", "翻页的位置不对，请从第一页看起");
}
