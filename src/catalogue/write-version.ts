import { articlesIn, foldTitle, linkTitles } from "../disclosure/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { digestOf } from "./canonical.ts";
import { type CatalogueHouse, type Ground, recordChange } from "./change-item.ts";
import { differencesOf } from "./differences.ts";
import type { ItemDocument } from "./document.ts";
import { factsOf, isAppliable } from "./item-facts.ts";
import { availableLicences } from "./licences.ts";
import { requireCodes } from "./new-item.ts";
import type { ItemChangeKind, ItemRow } from "./tables.ts";
import { itemPublished, itemStateChanged } from "./topics.ts";
import { type ItemVersion, readVersion } from "./versions.ts";

/**
 * Adds a version to an item and puts it into use: body, basis, index row, history, news. Whether it may be is asked before.
 *
 * @param change.set what else of the index row becomes different.
 */
export async function writeVersion(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  change: Ground & { kind: ItemChangeKind; content: ItemDocument; set?: Partial<ItemRow> },
): Promise<ItemRow> {
  const { content: document, set, ...ground } = change;
  const version = (await lastVersion(tx, item)) + 1;
  const upper = await upperVersion(tx, item);
  await tx
    .insertInto("catalogue.item_version")
    .values({
      hall: item.hall,
      item_id: item.id,
      version,
      upper_id: upper?.item ?? null,
      upper_version: upper?.version ?? null,
      body: JSON.stringify(upper ? differencesOf(upper.document, document) : document),
      sha256: digestOf(document),
      origin: "authored",
      written_at: house.clock.now(),
      written_by: actor.id ?? "",
    })
    .execute();
  await writeBasis(house, tx, [{ item: item.id, document }]);
  const codes = requireCodes(document);
  const available = await availableLicences(house, tx);
  const now = await recordChange(house, tx, actor, item, {
    ...ground,
    set: {
      ...factsOf(document, isAppliable(document, { available })),
      kind: codes.kind,
      code: codes.code,
      base_code: codes.baseCode ?? null,
      main_code: codes.mainCode ?? null,
      state: "published",
      version,
      ...set,
    },
  });
  await house.outbox.publish(tx, {
    hall: item.hall,
    topic: itemPublished,
    payload: { items: [{ item: item.id, version }] },
  });
  if (item.state !== now.state) await announceState(house, tx, now);
  return now;
}

/** Tells of an item's new state. */
export async function announceState(
  house: CatalogueHouse,
  tx: Tx,
  item: ItemRow,
  successors: readonly string[] = [],
): Promise<void> {
  if (item.state === "draft") return;
  const items = [{ item: item.id, state: item.state, successors: [...successors] }];
  await house.outbox.publish(tx, { hall: item.hall, topic: itemStateChanged, payload: { items } });
}

/** The version in use of the item above, when there is one. */
export async function upperVersion(
  tx: Reader,
  { upper_id }: Pick<ItemRow, "upper_id">,
): Promise<ItemVersion | undefined> {
  if (upper_id === null) return undefined;
  const upper = await tx.selectFrom("catalogue.item").select("version").where("id", "=", upper_id).executeTakeFirst();
  return upper && upper.version > 0 ? await readVersion(tx, upper_id, upper.version) : undefined;
}

async function lastVersion(tx: Tx, { hall, id }: ItemRow): Promise<number> {
  const last = await tx
    .selectFrom("catalogue.item_version")
    .select((build) => build.fn.max("version").as("version"))
    .where("hall", "=", hall)
    .where("item_id", "=", id)
    .executeTakeFirst();
  return last?.version ?? 0;
}

const rowsPerStatement = 1_000;

/** Links what documents stand on to the laws; titles that nobody knows become stubs there. */
export async function writeBasis(
  house: Pick<CatalogueHouse, "clock">,
  tx: Tx,
  all: readonly { readonly item: ItemRow["id"]; readonly document: ItemDocument }[],
): Promise<void> {
  const cited = all.flatMap(({ document }) => (document.byLaw ?? []).map(({ title }) => title));
  const links = cited.length === 0 ? new Map() : await linkTitles(house, tx, cited);
  const rows = all.flatMap(({ item, document }) =>
    (document.byLaw ?? []).flatMap(({ title, clause }, position) => {
      const link = links.get(foldTitle(title));
      if (!link) return [];
      const articles = articlesIn(clause ?? "").map(({ number }) => number);
      return { item_id: item, position, law_id: link.law, title, clause: clause ?? null, articles };
    }),
  );
  await tx
    .deleteFrom("catalogue.item_basis")
    .where(
      "item_id",
      "in",
      all.map(({ item }) => item),
    )
    .execute();
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await tx
      .insertInto("catalogue.item_basis")
      .values(rows.slice(at, at + rowsPerStatement))
      .execute();
  }
}
