import type { Tx } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

/**
 * Two persons have turned out to be one: the drafts of the one that ends go to the one that stays. Doing it twice changes nothing.
 */
export async function moveDrafts(tx: Tx, { from, person }: { from: Id; person: Id }): Promise<void> {
  for (const row of await tx.deleteFrom("application.draft").where("person_id", "=", from).returningAll().execute()) {
    const moved = {
      ...row,
      person_id: person,
      materials: JSON.stringify(row.materials),
      saves: JSON.stringify(row.saves),
    };
    await tx
      .insertInto("application.draft")
      .values(moved)
      .onConflict((clash) => clash.columns(["person_id", "id"]).doNothing())
      .execute();
  }
  for (const row of await tx
    .deleteFrom("application.late_form")
    .where("person_id", "=", from)
    .returningAll()
    .execute()) {
    await tx
      .insertInto("application.late_form")
      .values({ ...row, person_id: person })
      .onConflict((clash) => clash.columns(["person_id", "draft_id", "page"]).doNothing())
      .execute();
  }
}
