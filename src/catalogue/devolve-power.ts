import type { HallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, lockItem, requireState } from "./change-item.ts";
import type { ItemDocument } from "./document.ts";
import { requireReviewer, requireReviewerIn } from "./rights.ts";
import { documentInUse, endItem, insertSuccessor, linkSuccessors } from "./succession.ts";
import { type Body, underBody } from "./transfer-power.ts";

/** A lower body that takes a power over. */
export interface Receiver extends Body {
  readonly hall: HallCode;
  readonly division: string;
  /** Code table use_level. */
  readonly useLevel: string;
}

/** Code table power_source: what makes a lower body hold the power. */
const sources = { devolve: "2", delegate: "5" } as const;

/**
 * Hands a power down: `devolve` (下放) ends the upper item, whose visitors are sent to the receivers; `delegate` (委托) keeps it.
 * Each receiver gets an implementation list that inherits everything from the same item as before, without the places,
 * hours and telephones of the upper body, which are not its own.
 *
 * @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours` (forbidden); `catalogue/no-receiver`, `catalogue/bad-body` (invalid); `catalogue/wrong-state`, `catalogue/code-taken` (conflict); `catalogue/no-item`.
 * @source capabilities B8 (下放、委托)
 */
export async function devolvePower(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id; how: "devolve" | "delegate"; to: readonly Receiver[] },
): Promise<{ items: Id[] }> {
  requireReviewer(actor);
  const { item: _item, how, to, ...ground } = command;
  if (to.length === 0 || to.length > 200) {
    throw new HallError("invalid", "catalogue/no-receiver", "请写明由哪些部门承接，最多200个");
  }
  const item = await lockItem(tx, command.item);
  requireReviewerIn(actor, item.hall);
  requireState(item, "published");
  const document = await documentInUse(tx, item);
  const items: Id[] = [];
  for (const receiver of to) {
    const content = { ...under(receivedFrom(document), receiver), powerSource: sources[how] };
    // A delegated power hangs on the body that keeps it; a devolved one on what the upper body stood on.
    const upper = how === "delegate" ? item.id : (item.upper_id ?? undefined);
    const home = { hall: receiver.hall, division: receiver.division, upper };
    const successor = await insertSuccessor(house, tx, actor, { ...ground, home, content, kind: "devolve" });
    items.push(successor.id);
  }
  if (how === "devolve") {
    await linkSuccessors(tx, item.id, "devolve", items);
    await endItem(house, tx, actor, item, { ...ground, kind: "devolve", successors: items });
  }
  return { items };
}

function under(document: ItemDocument, receiver: Receiver): ItemDocument {
  const { localTaskCode } = document;
  const { taskCode, ...rest } = underBody(document, receiver, receiver.useLevel);
  if (taskCode !== undefined) return { ...rest, taskCode };
  // A free code stays unique by the receiver's place.
  const code =
    localTaskCode === undefined ? {} : { localTaskCode: `${localTaskCode}-${receiver.division}`.slice(0, 50) };
  return { ...rest, ...code };
}

/** What belongs to the upper body and not to the power. */
function receivedFrom(document: ItemDocument): ItemDocument {
  const {
    undertakeDept: _undertakeDept,
    transactAddr: _transactAddr,
    transactTime: _transactTime,
    trafficGuide: _trafficGuide,
    linkWay: _linkWay,
    superviseWay: _superviseWay,
    centerName: _centerName,
    isEntryCenter: _isEntryCenter,
    ...rest
  } = document;
  return rest;
}
