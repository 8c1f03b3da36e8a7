import type { HallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type Delivery, type Subscription, subscribe } from "../kernel/outbox/index.ts";
import type { Phase } from "./state.ts";
import { type CaseNews, caseTopics } from "./topics.ts";

/** Keeps each person's list of cases over all halls. News may come twice or late: only a newer step changes the row. */
async function keepPersonCase(_house: House, tx: Tx, { payload }: Delivery<CaseNews>): Promise<void> {
  const row = {
    state: payload.state as Phase,
    outcome: payload.outcome,
    revision: payload.revision,
    changed_at: new Date(payload.at),
  };
  await tx
    .insertInto("application.person_case")
    .values({
      person_id: payload.person as Id,
      application_id: payload.application as Id,
      hall: payload.hall as HallCode,
      number: payload.number,
      item: payload.item as Id,
      item_version: payload.version,
      submitted_at: new Date(payload.submittedAt),
      ...row,
    })
    .onConflict((clash) =>
      clash
        .columns(["person_id", "application_id"])
        .doUpdateSet(row)
        .where("application.person_case.revision", "<=", payload.revision),
    )
    .execute();
}

export const personCaseSubscriptions: readonly Subscription<House>[] = caseTopics.map((topic) =>
  subscribe<House, CaseNews>({ subscriber: "application.person-case", topic, inTransaction: keepPersonCase }),
);
