import { sql } from "kysely";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, historyLine, noHash } from "../change-item.ts";
import type { ItemChangeKind, ItemRow, ItemVersionRow } from "../tables.ts";
import { itemPublished, itemStateChanged, mostInNews } from "../topics.ts";

/** One item as it will be, with the version that it gets. */
export interface BulkEntry {
  /** With the next change number. */
  readonly item: ItemRow;
  readonly version: ItemVersionRow | undefined;
  /** Its state before; undefined of a new item. */
  readonly before: ItemRow["state"] | undefined;
}

/** Rows in one statement: 31 columns of an item, and a statement takes 65,535 parameters. */
export const mostRows = 500;

/**
 * Writes many items of one hall at once: index, versions, history and news, a handful of statements for up to 500 items.
 *
 * @param entries at most `mostRows`, no item twice.
 */
export async function writeBulk(
  house: CatalogueHouse,
  tx: Tx,
  act: Ground & { hall: HallCode; kind: ItemChangeKind; actor: string; at: Date },
  entries: readonly BulkEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { hall, kind, actor, at, ...ground } = act;
  await tx
    .insertInto("catalogue.item")
    .values(entries.map(({ item }) => item))
    .onConflict((clash) => clash.column("id").doUpdateSet((build) => excludedOf(build)))
    .execute();
  const versions = entries.flatMap(({ version }) => version ?? []);
  if (versions.length > 0) await tx.insertInto("catalogue.item_version").values(versions).execute();
  const priors = await priorHashes(tx, hall, entries);
  const lines = entries.map(({ item }) => {
    const prior = priors.get(item.id) ?? noHash;
    return historyLine(item, { ...ground, kind, at, actor, prior });
  });
  await tx.insertInto("catalogue.item_change").values(lines).execute();
  await tell(house, tx, hall, entries);
}

type Excluded = { ref(reference: `excluded.${keyof ItemRow}`): unknown };
const columns: readonly (keyof ItemRow)[] = [
  "kind",
  "code",
  "base_code",
  "main_code",
  "upper_id",
  "division",
  "name",
  "aliases",
  "plain",
  "dept_name",
  "dept_code",
  "use_level",
  "item_type",
  "audiences",
  "person_themes",
  "legal_themes",
  "depth",
  "legal_limit",
  "legal_unit",
  "promise_limit",
  "promise_unit",
  "visits",
  "is_appliable",
  "score",
  "state",
  "version",
  "origin",
  "change_number",
  "changed_at",
];

function excludedOf(build: Excluded): Record<string, never> {
  return Object.fromEntries(columns.map((column) => [column, build.ref(`excluded.${column}`)])) as Record<
    string,
    never
  >;
}

async function priorHashes(tx: Tx, hall: HallCode, entries: readonly BulkEntry[]): Promise<Map<Id, string>> {
  const old = entries.filter(({ item }) => item.change_number > 1);
  if (old.length === 0) return new Map();
  const pairs = sql.join(old.map(({ item }) => sql`(${item.id}::uuid, ${item.change_number - 1}::integer)`));
  const { rows } = await sql<{ item_id: Id; hash: string }>`select item_id, hash from catalogue.item_change
    where hall = ${hall} and (item_id, number) in (${pairs})`.execute(tx);
  return new Map(rows.map(({ item_id, hash }) => [item_id, hash]));
}

async function tell(house: CatalogueHouse, tx: Tx, hall: HallCode, entries: readonly BulkEntry[]): Promise<void> {
  const published = entries.flatMap(({ version }) =>
    version ? { item: version.item_id, version: version.version } : [],
  );
  const states = entries.flatMap(({ item: { id, state }, before }) =>
    state === before || state === "draft" ? [] : { item: id, state, successors: [] },
  );
  for (let at = 0; at < published.length; at += mostInNews) {
    const items = published.slice(at, at + mostInNews);
    await house.outbox.publish(tx, { hall, topic: itemPublished, payload: { items } });
  }
  for (let at = 0; at < states.length; at += mostInNews) {
    const items = states.slice(at, at + mostInNews);
    await house.outbox.publish(tx, { hall, topic: itemStateChanged, payload: { items } });
  }
}
