import type { HallCode } from "../kernel/codes/index.ts";
import { isHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import {
  type CatalogueHouse,
  type Ground,
  historyLine,
  noHash,
  requireFreeCode,
  requireReason,
} from "./change-item.ts";
import type { ItemDocument } from "./document.ts";
import { codesOf, type ItemCodes } from "./item-codes.ts";
import { factsOf } from "./item-facts.ts";
import type { ItemRow } from "./tables.ts";

/** Where a new item belongs. */
export interface Home {
  /** The hall whose editors keep it; never changes. */
  readonly hall: HallCode;
  /** Division code or region key of the implementing body's place. */
  readonly division: string;
  /** The item it inherits from; found by its codes when absent. */
  readonly upper?: Id | undefined;
}

/** The codes of a document that must have one. @throws HallError `catalogue/no-code` (invalid). */
export function requireCodes(document: ItemDocument): ItemCodes {
  const codes = codesOf(document);
  if (codes) return codes;
  throw new HallError("invalid", "catalogue/no-code", "请填实施编码、基本编码或地方编码", {
    fields: { taskCode: "请填编码" },
  });
}

/** The row of an item that is not yet in use. */
export function draftRow(id: Id, home: Home, document: ItemDocument, at: Date): ItemRow {
  const codes = requireCodes(document);
  return {
    id,
    hall: home.hall,
    kind: codes.kind,
    code: codes.code,
    base_code: codes.baseCode ?? null,
    main_code: codes.mainCode ?? null,
    upper_id: home.upper ?? null,
    division: home.division,
    ...factsOf(document, false),
    state: "draft",
    version: 0,
    origin: "authored",
    change_number: 1,
    changed_at: at,
  };
}

/**
 * Takes a new item in, without any version yet.
 *
 * @throws HallError `catalogue/no-code`, `catalogue/no-reason`, `catalogue/bad-home` (invalid); `catalogue/code-taken` (conflict); `catalogue/no-item` for an unknown upper item.
 */
export async function insertItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  { home, content, ...ground }: Ground & { home: Home; content: ItemDocument },
): Promise<ItemRow> {
  requireReason(ground);
  if (!isHallCode(home.hall) || home.division === "") {
    throw new HallError("invalid", "catalogue/bad-home", "请写明事项归哪个大厅、哪个区划");
  }
  const codes = requireCodes(content);
  await requireFreeCode(tx, codes.code);
  const upper = home.upper ?? (await upperOf(tx, codes));
  await requireItem(tx, upper);
  const at = house.clock.now();
  const row = draftRow(newId(house.clock), { ...home, upper }, content, at);
  // Somebody else may have taken the code since it was looked up.
  const inserted = await tx
    .insertInto("catalogue.item")
    .values(row)
    .onConflict((clash) => clash.column("code").where("state", "<>", "cancelled").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) await requireFreeCode(tx, codes.code);
  const line = historyLine(row, { ...ground, kind: "found", at, actor: actor.id ?? "", prior: noHash });
  await tx.insertInto("catalogue.item_change").values(line).execute();
  return row;
}

/** What an item inherits from when nobody says: a handling item from its implementation, an implementation from the base catalogue. */
export async function upperOf(tx: Tx, { kind, baseCode, mainCode }: ItemCodes): Promise<Id | undefined> {
  const code = kind === "handling" ? mainCode : kind === "implementation" ? baseCode : undefined;
  if (code === undefined) return undefined;
  const found = await tx
    .selectFrom("catalogue.item")
    .select("id")
    .where("code", "=", code)
    .where("state", "<>", "cancelled")
    .executeTakeFirst();
  return found?.id;
}

async function requireItem(tx: Tx, item: Id | undefined): Promise<void> {
  if (item === undefined) return;
  const found = await tx.selectFrom("catalogue.item").select("id").where("id", "=", item).executeTakeFirst();
  if (!found) throw new HallError("not-found", "catalogue/no-item", "没有这个事项");
}
