import { sql } from "kysely";
import { type HallCode, isHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { indexItems, removeItems, type SearchEntry } from "./search/index.ts";
import type { ItemRow } from "./tables.ts";

/**
 * Brings the search index to what these items are now, whatever the news said: run twice or late it does the same. The
 * rows are locked for sharing, so that an item cannot change between the reading here and the index.
 *
 * Items of the base catalogue are not found by visitors: nobody handles them yet.
 */
export async function feedSearch(house: Pick<House, "codes">, tx: Tx, items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  const rows = await tx
    .selectFrom("catalogue.item")
    .selectAll()
    .where("id", "in", [...items] as Id[])
    .orderBy("id")
    .forShare()
    .execute();
  const shown = rows.filter(({ kind }) => kind !== "base");
  const topics = await localTopicsOf(tx, shown);
  const popular = await popularityOf(
    tx,
    shown.map(({ id }) => id),
  );
  await indexItems(
    tx,
    shown.map((row) => entryOf(house, row, { topics: topics.get(row.id) ?? [], popularity: popular.get(row.id) ?? 0 })),
  );
  await removeItems(
    tx,
    rows.filter(({ kind }) => kind === "base").map(({ id }) => id),
  );
}

/** A new version of an item is as popular as the one before. */
async function popularityOf(tx: Tx, items: readonly Id[]): Promise<ReadonlyMap<string, number>> {
  if (items.length === 0) return new Map();
  const rows = await tx
    .selectFrom("catalogue.search_entry")
    .select(["item_id", "popularity"])
    .where("item_id", "in", [...items])
    .execute();
  return new Map(rows.map(({ item_id, popularity }) => [item_id, popularity]));
}

function entryOf(
  { codes }: Pick<House, "codes">,
  row: ItemRow,
  { topics, popularity }: { topics: readonly string[]; popularity: number },
): SearchEntry {
  const department = row.dept_name ?? "";
  const named = (table: string, themes: readonly string[]) => themes.map((theme) => codes.label(table, theme));
  return {
    itemId: row.id,
    hall: hallOf(row),
    name: row.name,
    alias: row.aliases,
    plain: row.plain === null ? [] : [row.plain],
    department,
    departmentShort: shortName(department),
    baseCode: row.base_code ?? undefined,
    codes: [...new Set([row.code, row.base_code, row.main_code].flatMap((code) => code ?? []))],
    themes: [
      ...new Set([...named("person_theme", row.person_themes), ...named("legal_theme", row.legal_themes), ...topics]),
    ],
    audiences: row.audiences,
    depth: row.depth,
    state: row.state,
    popularity,
  };
}

/**
 * The hall at whose place the body works, also when the province keeps the list for everybody: 广州市's items of the
 * province's list are found in 广州市. A town's count for its county; without a place that can be a hall, the keeping hall.
 */
function hallOf({ division, hall }: Pick<ItemRow, "division" | "hall">): HallCode {
  const place = division.slice(0, 6);
  return isHallCode(place) ? place : hall;
}

/** 广东省公安厅 → 公安厅, 广州市规划和自然资源局 → 规划和自然资源局: as people of the place say it. */
function shortName(department: string): string {
  return department.replace(/^\p{Script=Han}{2,7}?(?:省|自治区|市|县|区)(?=.{3})/u, "");
}

/** The themes of the place stand in the bodies only; what a version inherits of them it does not repeat. */
async function localTopicsOf(tx: Tx, rows: readonly ItemRow[]): Promise<Map<Id, string[]>> {
  const found = new Map<Id, string[]>();
  for (const hall of new Set<HallCode>(rows.map((row) => row.hall))) {
    const own = rows.filter((row) => row.hall === hall);
    const bodies = await tx
      .selectFrom("catalogue.item_version")
      .select([
        "item_id",
        "version",
        sql<string[] | null>`coalesce(body->'localTopics', body->'set'->'localTopics')`.as("topics"),
      ])
      .where("hall", "=", hall)
      .where(
        "item_id",
        "in",
        own.map(({ id }) => id),
      )
      .execute();
    const inUse = new Map(own.map(({ id, version }) => [id, version]));
    for (const { item_id, version, topics } of bodies) {
      if (topics && inUse.get(item_id) === version) found.set(item_id, topics);
    }
  }
  return found;
}
