import { sql } from "kysely";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Db, Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { NamedBody } from "./departments.ts";
import { differencesOf } from "./differences.ts";
import { type ItemField, itemFields } from "./document.ts";
import type { ItemRow, ItemState } from "./tables.ts";
import { findVersion } from "./versions.ts";

/** One item whose upper item went on: what its editors have to look at. */
export interface UpperChange {
  readonly item: Id;
  readonly code: string;
  readonly name: string;
  /** Whose item it is, for the question who keeps it. */
  readonly body: NamedBody;
  /** Its version in use. */
  readonly version: number;
  readonly upper: {
    readonly item: Id;
    readonly hall: HallCode;
    readonly name: string;
    /** `cancelled`: nothing to inherit from any more. */
    readonly state: ItemState;
    /** The version the item stands on. */
    readonly from: number;
    /** The version in use. */
    readonly to: number;
  };
  /** When the upper item became different. */
  readonly since: Date;
  /** What version `to` says differently from `from`, in the order of the document. */
  readonly fields: readonly ItemField[];
  /** Those of `fields` in which the item has words of its own already. */
  readonly own: readonly ItemField[];
}

interface Line
  extends Pick<ItemRow, "id" | "hall" | "code" | "name" | "division" | "dept_code" | "dept_name" | "version"> {
  upper_id: Id;
  upper_hall: HallCode;
  upper_name: string;
  upper_state: ItemState;
  upper_from: number;
  upper_to: number;
  since: Date;
}

/**
 * The items of a hall that stand on a version which is no longer the one in use above, or on an item that was cancelled: the
 * work list of its editors (上级更新). A line goes when the item gets a version that stands on the one in use.
 *
 * @param page.number from 1. @returns the longest waiting first.
 * @source capabilities B3 (三级动态管理)
 */
export async function upperChanges(
  house: { readonly db: Db },
  hall: HallCode,
  page: { number: number; size: number } = { number: 1, size: 200 },
): Promise<UpperChange[]> {
  const { rows } = await sql<Line>`select i.id, i.hall, i.code, i.name, i.division, i.dept_code, i.dept_name, i.version,
      u.id as upper_id, u.hall as upper_hall, u.name as upper_name, u.state as upper_state, v.upper_version as upper_from,
      u.version as upper_to, u.changed_at as since ${behind(hall)}
    order by u.changed_at, i.code limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(house.db);
  const found: UpperChange[] = [];
  for (const row of rows) found.push(await changeOf(house, row));
  return found;
}

/** How many lines the work list of a hall has. */
export async function countUpperChanges(db: Reader, hall: HallCode): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${behind(hall)}`.execute(db);
  return rows[0]?.count ?? 0;
}

// Index item_hall, then two primary keys a row.
const behind = (hall: HallCode) => sql`from catalogue.item i
  join catalogue.item_version v on v.hall = i.hall and v.item_id = i.id and v.version = i.version
  join catalogue.item u on u.id = v.upper_id
  where i.hall = ${hall} and v.hall = ${hall} and i.state in ('published', 'suspended')
    and (v.upper_version < u.version or u.state = 'cancelled')`;

async function changeOf(house: { readonly db: Db }, row: Line): Promise<UpperChange> {
  const { id, code, name, version, upper_id, upper_from, upper_to } = row;
  // Versions never change and are kept in memory: many items of a list share those above.
  const [before, after, lower] = await Promise.all([
    findVersion(house, upper_id, upper_from),
    findVersion(house, upper_id, upper_to),
    findVersion(house, id, version),
  ]);
  const changed = before && after ? differencesOf(before.document, after.document) : { set: {}, unset: [] };
  const fields = fieldsOf(changed);
  const own = new Set(lower?.upper ? fieldsOf(lower.upper.differences) : []);
  return {
    item: id,
    code,
    name,
    body: { division: row.division, deptCode: row.dept_code ?? undefined, deptName: row.dept_name ?? undefined },
    version,
    upper: {
      item: upper_id,
      hall: row.upper_hall,
      name: row.upper_name,
      state: row.upper_state,
      from: upper_from,
      to: upper_to,
    },
    since: row.since,
    fields,
    own: fields.filter((field) => own.has(field)),
  };
}

function fieldsOf({ set, unset }: { set: object; unset: readonly ItemField[] }): ItemField[] {
  return itemFields.filter((field) => field in set || unset.includes(field));
}
