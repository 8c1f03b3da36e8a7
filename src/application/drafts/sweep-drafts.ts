import { addCalendarDays, dayOf } from "../../kernel/calendar/index.ts";
import { inTransaction, scatter, type Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { dropDraft } from "./delete-draft.ts";
import { filesOfDraft, relinkFiles } from "./draft-files.ts";
import { formOfVersion, openDraft } from "./opened-draft.ts";
import type { DraftRow } from "./tables.ts";
import { draftExpiring, draftSwept } from "./topics.ts";

/** A draft is kept for so many days after it was last touched. */
export const draftDays = 90;
/** The person is told so many days before. */
const warnDays = 7;
const dayMs = 24 * 3_600_000;
const perTurn = 200;
const mostTurns = 500;

/**
 * Deletes drafts that nobody touched for 90 days, with news to the person, and tells those that have a week left. Late forms of
 * more than a day, and what is left of submitted drafts after 90 days, go without a word.
 *
 * @returns how many were deleted and how many persons were told.
 */
export async function sweepDrafts(house: House): Promise<{ swept: number; warned: number }> {
  const swept = await inTurns(() => inTransaction(house.db, (tx) => sweepSome(house, tx)));
  const warned = await inTurns(() => inTransaction(house.db, (tx) => warnSome(house, tx)));
  await inTransaction(house.db, (tx) => sweepRest(house, tx));
  return { swept, warned };
}

async function inTurns(turn: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let at = 0; at < mostTurns; at += 1) {
    const done = await turn();
    all += done;
    if (done < perTurn) break;
  }
  return all;
}

async function sweepSome(house: House, tx: Tx): Promise<number> {
  const rows = await untouchedFor(house, tx, draftDays, false);
  for (const row of rows) {
    const { form } = await formOfVersion(house, row.item, row.version);
    await relinkFiles(house, tx, row, { before: filesOfDraft(openDraft(house, row), form), after: [] });
    await dropDraft(tx, row.person_id, row.id);
    await house.outbox.publish(tx, { hall: row.hall, topic: draftSwept, payload: factsOf(row) });
  }
  return rows.length;
}

async function warnSome(house: House, tx: Tx): Promise<number> {
  const rows = await untouchedFor(house, tx, draftDays - warnDays, true);
  const now = house.clock.now();
  for (const row of rows) {
    await tx
      .updateTable("application.draft")
      .set({ warned_at: now })
      .where("person_id", "=", row.person_id)
      .where("id", "=", row.id)
      .execute();
    const deletesOn = addCalendarDays(dayOf(row.updated_at), draftDays);
    await house.outbox.publish(tx, { hall: row.hall, topic: draftExpiring, payload: { ...factsOf(row), deletesOn } });
  }
  return rows.length;
}

/** Open drafts untouched for so many days; a daily look over all, so no index keeps pace with every save for it. */
async function untouchedFor(house: House, tx: Tx, days: number, isUnwarned: boolean): Promise<DraftRow[]> {
  const before = new Date(house.clock.now().getTime() - days * dayMs);
  let found = tx
    .selectFrom("application.draft")
    .selectAll()
    .where("state", "=", "open")
    .where("updated_at", "<", before)
    .limit(perTurn)
    .forUpdate()
    .skipLocked();
  if (isUnwarned) found = found.where("warned_at", "is", null);
  return await scatter(found, "a daily sweep of all").execute();
}

async function sweepRest(house: House, tx: Tx): Promise<void> {
  const ago = (days: number) => new Date(house.clock.now().getTime() - days * dayMs);
  const late = tx.deleteFrom("application.late_form").where("kept_at", "<", ago(1));
  await scatter(late, "a daily sweep of all").execute();
  const done = tx
    .deleteFrom("application.draft")
    .where("state", "=", "submitted")
    .where("submitted_at", "<", ago(draftDays));
  await scatter(done, "a daily sweep of all").execute();
}

function factsOf(row: DraftRow) {
  return { person: row.person_id, draft: row.id, hall: row.hall, item: row.item, itemName: row.item_name };
}
