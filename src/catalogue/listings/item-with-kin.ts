import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, readStatement } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type basisOf, type Item, itemOf } from "../queries.ts";
import type { ItemRow } from "../tables.ts";

/** The same matter as another body carries it out. */
export interface Kin {
  readonly id: Id;
  readonly hall: HallCode;
  readonly deptName: string | undefined;
}

/** An item with what its page says of others: who else carries the matter out, and the laws it stands on. */
export interface ItemWithKin {
  readonly item: Item;
  /** The published lists below the same upper list, or below this one; at most 200, in order of code. */
  readonly kin: readonly Kin[];
  readonly basis: Awaited<ReturnType<typeof basisOf>>;
}

const statement = `select i.*,
  (select coalesce(json_agg(json_build_object('id', o.id, 'hall', o.hall, 'dept', o.dept_name) order by o.code, o.id), '[]')
    from (select * from catalogue.item o where o.state = 'published' and o.id <> i.id
      and o.upper_id = coalesce(i.upper_id, case when i.kind = 'base' then i.id end) order by o.code, o.id limit 200) o) as kin,
  (select coalesce(json_agg(json_build_object('title', b.title, 'clause', b.clause, 'law', b.law_id, 'articles', b.articles)
    order by b.position), '[]') from catalogue.item_basis b where b.item_id = i.id) as basis
  from catalogue.item i where i.id = $1`;

/** Reads an item for its page: one round trip, because guides of people who are signed in are made for each of them. */
export async function findItemWithKin(db: Db, id: Id): Promise<ItemWithKin | undefined> {
  const [row] = await readStatement<
    ItemRow & {
      kin: { id: Id; hall: HallCode; dept: string | null }[];
      basis: { title: string; clause: string | null; law: Id; articles: number[] }[];
    }
  >(db, statement, [id], { name: "catalogue_item_with_kin" });
  if (!row) return undefined;
  return {
    item: itemOf(row),
    kin: row.kin.map(({ dept, ...one }) => ({ ...one, deptName: dept ?? undefined })),
    basis: row.basis.map(({ clause, ...one }) => ({ ...one, clause: clause ?? undefined })),
  };
}
