import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CatalogueHouse, type Ground, requireReason } from "./change-item.ts";
import { requireSharedKeeper } from "./rights.ts";
import { retireSynonym, type TaughtBy, teachSynonym } from "./search/index.ts";

/**
 * Teaches the search what people mean by a phrase (百姓说法 → 规范用语); every hall finds by it from the next search on.
 *
 * @param command.said 2–12 signs. @param command.means 1–12 official words, the likeliest first.
 * @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden); `catalogue/search-synonym`, `catalogue/no-reason` (invalid).
 */
export async function teachPhrase(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { said: string; means: readonly string[] },
): Promise<void> {
  requireSharedKeeper(actor);
  requireReason(command);
  await teachSynonym(tx, { said: command.said, means: command.means, by: taughtBy(house, actor, command) });
}

/**
 * Stops a phrase; a shipped one stays stopped through upgrades.
 *
 * @throws HallError as `teachPhrase`, and `catalogue/no-phrase` (not-found).
 */
export async function retirePhrase(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { said: string },
): Promise<void> {
  requireSharedKeeper(actor);
  requireReason(command);
  if (await retireSynonym(tx, command.said, taughtBy(house, actor, command))) return;
  throw new HallError("not-found", "catalogue/no-phrase", "没有这个说法，或已经停用");
}

function taughtBy(house: CatalogueHouse, actor: Actor, { reason }: Ground): TaughtBy {
  return { actor: actor.id ?? "", at: house.clock.now(), reason: reason.trim() };
}
