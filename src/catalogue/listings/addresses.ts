import { sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { shown } from "./place.ts";

/** An item that has a page, and when it last changed. */
export interface ItemAddress {
  readonly id: Id;
  readonly changedAt: Date;
}

/** Items that have a page, oldest first, so that the parts of a site map stay what they are when items are added. */
export async function itemAddresses(
  db: Reader,
  page: { from: number; size: number },
): Promise<{ items: readonly ItemAddress[]; total: number }> {
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total from catalogue.item i where ${shown}`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  if (page.size === 0 || page.from >= total) return { items: [], total };
  const { rows } = await sql<{
    id: Id;
    changed_at: Date;
  }>`select i.id, i.changed_at from catalogue.item i where ${shown}
    order by i.id limit ${page.size} offset ${page.from}`.execute(db);
  return { items: rows.map(({ id, changed_at }) => ({ id, changedAt: changed_at })), total };
}
