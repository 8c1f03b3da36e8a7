import { scatter, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { revokeSessionsOf } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { homeHall, seatsChanged } from "./topics.ts";

/**
 * Ends the seats on a post that was closed (岗位撤销): the duties are gone at once, and the officers' sessions with them. A second
 * time there is nothing left to end.
 */
export async function endSeatsOf(
  house: Pick<House, "clock" | "outbox" | "config">,
  tx: Tx,
  { hall, post }: { hall: string; post: string },
): Promise<void> {
  const ended = await scatter(
    tx
      .updateTable("identity.seat")
      .set({ ended_at: house.clock.now(), ended_by: null })
      .where("hall", "=", hall)
      .where("post_id", "=", post)
      .where("ended_at", "is", null)
      .returning("account_id"),
    "whoever sits on a post of a hall",
  ).execute();
  for (const { account_id: account } of ended) {
    await revokeSessionsOf(house, tx, account);
    await addAccountStep(house, tx, { account, kind: "dismissed", by: null, facts: { hall, post, closed: true } });
    const payload = { account, hall, post, change: "dismissed" };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: seatsChanged, payload });
  }
}
