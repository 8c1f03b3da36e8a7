import { type Day, dayOf } from "../kernel/calendar/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { ChangeDocument } from "./division.ts";
import { checkDraft, type Draft } from "./draft.ts";
import { loadDraft, type Wanted } from "./load-draft.ts";
import { nextNumber } from "./register.ts";
import { requireKeeper } from "./rights.ts";
import { followHalls } from "./sites.ts";
import type { ChangeKind } from "./tables.ts";
import { announce } from "./topics.ts";
import { writeDraft } from "./write-draft.ts";

/** What acts of the register need of the house. */
export type RegionHouse = Pick<House, "clock" | "outbox" | "config">;

/** What all changes of the tree have in common. */
export interface ChangeCommand {
  /** The first day on which it holds; not in the future: a change is entered when it is in force. */
  readonly on: Day;
  readonly document: ChangeDocument;
}

/** What a change did. */
export interface Changed {
  readonly change: bigint;
  /** How many places have a new form. */
  readonly touched: number;
  /** Halls that closed, because their place is no more. */
  readonly closedHalls: readonly string[];
}

/**
 * The frame of every act on the tree: right, lock, drawing, rules, rows, halls, news.
 *
 * @throws HallError `region/not-keeper` (forbidden); `region/not-yet`, `region/no-document` (invalid); what `draw` and the rules refuse.
 */
export async function changeRegister(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  act: ChangeCommand & { kind: ChangeKind; wanted: Wanted; draw: (draft: Draft) => void },
): Promise<Changed> {
  requireKeeper(actor);
  const now = house.clock.now();
  checkCommand(act, dayOf(now));
  const change = await nextNumber(tx);
  const draft = await loadDraft(tx, act.on, act.wanted);
  act.draw(draft);
  checkDraft(draft);
  await writeDraft(tx, draft, { number: change, kind: act.kind, document: act.document, at: now, by: actor.id ?? "" });
  const closedHalls = await followHalls(tx, [...draft.touched], now);
  const codes = [...draft.touched].flatMap((key) => draft.places.get(key)?.code ?? []);
  await announce(house, tx, { change, kind: act.kind, on: act.on, divisions: codes });
  return { change, touched: draft.touched.size, closedHalls };
}

function checkCommand({ on, document }: ChangeCommand, today: Day): void {
  const { title } = document;
  if (title.trim() === "" || title.length > 200) {
    throw new HallError("invalid", "region/no-document", "请写明依据文件，不超过200字", {
      fields: { document: "请写明依据文件，不超过200字" },
    });
  }
  if (on > today) {
    throw new HallError("invalid", "region/not-yet", "生效日还没有到，请到生效当天再登记", {
      fields: { on: "生效日还没有到" },
    });
  }
}
