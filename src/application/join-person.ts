import type { HallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import { runAct } from "./act.ts";
import { watchman } from "./deem-accepted.ts";

/**
 * Carries the cases of a person who was entered at a counter over to the same person who has registered since: one step in each
 * case, and its place in the list of cases. Safe to run twice.
 */
export async function joinPerson(
  house: House,
  news: { readonly person: string; readonly from: string },
): Promise<void> {
  const person = parseId(news.person);
  const from = parseId(news.from);
  const cases = await house.db
    .selectFrom("application.person_case")
    .select(["hall", "application_id"])
    .where("person_id", "=", from)
    .execute();
  for (const { hall, application_id } of cases) await joinCase(house, hall, application_id, person, from);
}

async function joinCase(house: House, hall: HallCode, application: Id, person: Id, from: Id): Promise<void> {
  await runAct(house, watchman, { hall, application }, () => ({ kind: "joinPerson", facts: { joined: { person } } }));
  await inTransaction(house.db, async (tx) => {
    const row = await tx
      .deleteFrom("application.person_case")
      .where("person_id", "=", from)
      .where("application_id", "=", application)
      .returningAll()
      .executeTakeFirst();
    if (!row) return;
    await tx
      .insertInto("application.person_case")
      .values({ ...row, person_id: person })
      .onConflict((clash) => clash.columns(["person_id", "application_id"]).doNothing())
      .execute();
  });
}
