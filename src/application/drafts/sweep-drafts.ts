import { addCalendarDays, dayOf } from "../../kernel/calendar/index.ts";
import { inTransaction, type Reader, scatter, type Tx } from "../../kernel/db/index.ts";
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
 * Deletes drafts that nobody touched for 90 days, with news to the person, who was told a week before; tells those that have a
 * week left. Late forms of more than a day, and what is left of submitted drafts after 90 days, go without a word.
 *
 * @returns how many were deleted and how many persons were told.
 */
export async function sweepDrafts(house: House): Promise<{ swept: number; warned: number }> {
  const now = house.clock.now().getTime();
  const ago = (days: number) => new Date(now - days * dayMs);
  const swept = await inTurns(
    () => findUntouched(house.db, { untouchedSince: ago(draftDays), warnedBefore: ago(warnDays) }),
    (key) => inTransaction(house.db, (tx) => sweepOne(house, tx, key, ago(draftDays))),
  );
  const warned = await inTurns(
    () => findUntouched(house.db, { untouchedSince: ago(draftDays - warnDays), warnedBefore: undefined }),
    (key) => inTransaction(house.db, (tx) => warnOne(house, tx, key, ago(draftDays - warnDays))),
  );
  await inTransaction(house.db, (tx) => sweepRest(tx, ago));
  return { swept, warned };
}

type Key = Pick<DraftRow, "person_id" | "id">;

async function inTurns(find: () => Promise<Key[]>, act: (key: Key) => Promise<void>): Promise<number> {
  let all = 0;
  for (let at = 0; at < mostTurns; at += 1) {
    const keys = await find();
    for (const key of keys) await act(key);
    all += keys.length;
    if (keys.length < perTurn) break;
  }
  return all;
}

/** Open drafts untouched since then; a daily look over all, so that no index has to keep pace with every save for it. */
async function findUntouched(
  db: Reader,
  { untouchedSince, warnedBefore }: { untouchedSince: Date; warnedBefore: Date | undefined },
): Promise<Key[]> {
  const found = db
    .selectFrom("application.draft")
    .select(["person_id", "id"])
    .where("state", "=", "open")
    .where("updated_at", "<", untouchedSince)
    .limit(perTurn);
  const told = warnedBefore ? found.where("warned_at", "<=", warnedBefore) : found.where("warned_at", "is", null);
  return await scatter(told, "a daily sweep of all").execute();
}

async function sweepOne(house: House, tx: Tx, key: Key, untouchedSince: Date): Promise<void> {
  const row = await lockUntouched(tx, key, untouchedSince);
  if (!row) return;
  const { form } = await formOfVersion(house, row.item, row.version);
  await relinkFiles(house, tx, row, { before: filesOfDraft(openDraft(house, row), form), after: [] });
  await dropDraft(tx, row.person_id, row.id);
  await house.outbox.publish(tx, { hall: row.hall, topic: draftSwept, payload: factsOf(row) });
}

async function warnOne(house: House, tx: Tx, key: Key, untouchedSince: Date): Promise<void> {
  const row = await lockUntouched(tx, key, untouchedSince);
  if (!row || row.warned_at !== null) return;
  const now = house.clock.now();
  await tx
    .updateTable("application.draft")
    .set({ warned_at: now })
    .where("person_id", "=", row.person_id)
    .where("id", "=", row.id)
    .execute();
  const usual = addCalendarDays(dayOf(row.updated_at), draftDays);
  const least = addCalendarDays(dayOf(now), warnDays);
  const deletesOn = usual > least ? usual : least;
  await house.outbox.publish(tx, { hall: row.hall, topic: draftExpiring, payload: { ...factsOf(row), deletesOn } });
}

/** Somebody may have touched it in between. */
async function lockUntouched(tx: Tx, key: Key, untouchedSince: Date): Promise<DraftRow | undefined> {
  return await tx
    .selectFrom("application.draft")
    .selectAll()
    .where("person_id", "=", key.person_id)
    .where("id", "=", key.id)
    .where("state", "=", "open")
    .where("updated_at", "<", untouchedSince)
    .forUpdate()
    .executeTakeFirst();
}

async function sweepRest(tx: Tx, ago: (days: number) => Date): Promise<void> {
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
