import { findVersion } from "../catalogue/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { readBody, type StoredStep } from "./journal.ts";
import { type JournalLine, linesOf } from "./journal-lines.ts";
import { readStanding, readWords } from "./read-case.ts";
import { isApplicant, notFound, requireReader } from "./rights.ts";
import type { Step } from "./state.ts";

/** The steps of a case as they lie in the database, first to last. */
export async function readStoredSteps(db: Reader, hall: HallCode, application: Id): Promise<StoredStep[]> {
  return await db
    .selectFrom("application.step")
    .select(["seq", "move_id", "kind", "happened_at", "body", "hash"])
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .orderBy("seq")
    .execute();
}

/** The steps of a case, for modules that read journals (supervision, archive, exchange). They ask rights themselves. */
export async function readSteps(db: Reader, hall: HallCode, application: Id): Promise<Step[]> {
  const stored = await readStoredSteps(db, hall, application);
  return stored.flatMap(({ body }) => readBody(body) ?? []);
}

/**
 * The journal of a case in plain words, for its applicant and its officers.
 *
 * @throws HallError `application/not-found` (not-found), also to whoever may not know of it.
 * @source capabilities C22
 */
export async function journalOf(
  house: House,
  actor: Actor,
  hall: HallCode,
  application: Id,
): Promise<readonly JournalLine[]> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  const { state } = standing;
  requireReader(actor, hall, state);
  const version = await findVersion(house, state.item, state.version);
  if (!version) throw new RangeError(`case ${application} stands on a version that is not there`);
  const [steps, words] = await Promise.all([
    readSteps(house.db, hall, application),
    readWords(house, hall, application),
  ]);
  const reader = isApplicant(actor, hall, state) ? "applicant" : "officer";
  return linesOf(steps, { version, codes: house.codes, words, reader });
}
