import type { HallCode } from "../kernel/codes/index.ts";
import { type Db, readStatement } from "../kernel/db/index.ts";
import type { ActingScope } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { Phase } from "./state.ts";

/** A case in its applicant's list. */
export interface MyCase {
  readonly hall: HallCode;
  readonly application: Id;
  readonly number: string;
  readonly item: Id;
  readonly version: number;
  readonly phase: Phase;
  readonly outcome: string | null;
  readonly submittedAt: Date;
  readonly changedAt: Date;
}

interface Row {
  application_id: Id;
  hall: HallCode;
  number: string;
  item: Id;
  item_version: number;
  state: Phase;
  outcome: string | null;
  submitted_at: Date;
  changed_at: Date;
}

/**
 * A person's cases over all halls, newest first (我的办件). The list follows the cases by news, some moments later: who has just
 * handed in is shown the receipt instead.
 *
 * @param person the applicant: who is signed in, or the legal person acted for.
 * @param page.after `application` of the last one of the page before. @param page.size 20 when absent.
 */
export async function listMyCases(
  db: Db,
  person: Id,
  page: {
    readonly after?: Id | undefined;
    readonly size?: number;
    /** What an agent of the person may see of them. */
    readonly scope?: ActingScope | null | undefined;
  } = {},
): Promise<{ cases: readonly MyCase[]; next: Id | undefined }> {
  const size = page.size ?? 20;
  // Ids are in the order in which drafts were begun; primary key.
  const rows = await readStatement<Row>(
    db,
    `select application_id, hall, number, item, item_version, state, outcome, submitted_at, changed_at
       from application.person_case
      where person_id = $1 and application_id < $2::uuid
        and ($4::uuid[] is null or item = any($4)) and ($5::text[] is null or hall = any($5))
      order by application_id desc limit $3`,
    [
      person,
      page.after ?? "ffffffff-ffff-ffff-ffff-ffffffffffff",
      size + 1,
      page.scope?.items ?? null,
      page.scope?.halls ?? null,
    ],
    { name: "application_my_cases" },
  );
  const cases = rows.slice(0, size).map((row) => ({
    hall: row.hall,
    application: row.application_id,
    number: row.number,
    item: row.item,
    version: row.item_version,
    phase: row.state,
    outcome: row.outcome,
    submittedAt: row.submitted_at,
    changedAt: row.changed_at,
  }));
  return { cases, next: rows.length > size ? cases.at(-1)?.application : undefined };
}
