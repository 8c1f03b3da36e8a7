import { sql } from "kysely";
import type { Db } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { ItemDocument, ItemField } from "../document.ts";
import type { ItemKind } from "../tables.ts";
import { findVersion } from "../versions.ts";
import { type ItemPlace, shown, standsAt } from "./place.ts";

/** Some fields of the version in use of an item, what it inherits filled in. */
export interface FieldsInUse {
  readonly item: Id;
  readonly kind: ItemKind;
  readonly name: string;
  readonly deptName: string | undefined;
  readonly deptCode: string | undefined;
  readonly fields: Partial<ItemDocument>;
}

/**
 * Some fields of every item of some places, without reading whole documents: an own body is asked for these fields only, and
 * each version above, of which there are few, is read once from memory.
 */
export async function fieldsInUse(
  house: { readonly db: Db },
  places: readonly ItemPlace[],
  wanted: readonly ItemField[],
): Promise<FieldsInUse[]> {
  if (places.length === 0) return [];
  const names = [...wanted];
  const halls = [...new Set(places.map(({ hall }) => hall))];
  const { rows } = await sql<{
    id: Id;
    kind: ItemKind;
    name: string;
    dept_name: string | null;
    dept_code: string | null;
    fields: Partial<ItemDocument> | null;
    unset: ItemField[] | null;
    upper_id: Id | null;
    upper_version: number | null;
  }>`/* scatter: the items that one hall lists; at most two halls keep them */
    select i.id, i.kind, i.name, i.dept_name, i.dept_code, v.upper_id, v.upper_version,
      (select jsonb_object_agg(f, d -> f) from unnest(${names}::text[]) f where d ? f) as fields,
      case when v.upper_id is not null then v.body -> 'unset' end as unset
    from catalogue.item i
      join catalogue.item_version v on v.hall = i.hall and v.item_id = i.id and v.version = i.version,
      lateral (select case when v.upper_id is null then v.body else v.body -> 'set' end as d) body
    where ${shown} and v.hall = any(${halls}::text[]) and ${standsAt(places)} order by i.id`.execute(house.db);
  const found: FieldsInUse[] = [];
  for (const row of rows) {
    const above =
      row.upper_id && row.upper_version !== null && (await findVersion(house, row.upper_id, row.upper_version));
    const inherited = above
      ? pick(
          above.document,
          names.filter((name) => !row.unset?.includes(name)),
        )
      : {};
    found.push({
      item: row.id,
      kind: row.kind,
      name: row.name,
      deptName: row.dept_name ?? undefined,
      deptCode: row.dept_code ?? undefined,
      fields: { ...inherited, ...row.fields },
    });
  }
  return found;
}

function pick(document: ItemDocument, names: readonly ItemField[]): Partial<ItemDocument> {
  return Object.fromEntries(names.flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]])));
}
