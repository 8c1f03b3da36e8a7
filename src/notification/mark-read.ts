import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { isInInbox, personOf } from "./inbox.ts";
import type { OfItem } from "./of-item.ts";
import type { SendingHouse } from "./plan-message.ts";
import { inboxOf } from "./rights.ts";

/**
 * Marks a message of the own inbox as read; one that was read stays as it was.
 *
 * @throws HallError `notification/no-message` (not-found), also for a message of somebody else.
 */
export async function markRead(
  house: Pick<SendingHouse, "clock">,
  tx: Tx,
  actor: Actor,
  command: { message: Id },
): Promise<void> {
  const inbox = inboxOf(actor);
  const found = await tx
    .updateTable("notification.message")
    .set((row) => ({ read_at: row.fn.coalesce("read_at", row.val(house.clock.now())) }))
    .where("person_id", "=", personOf(inbox))
    .where("id", "=", command.message)
    .where(isInInbox(inbox))
    .returning("id")
    .executeTakeFirst();
  if (!found) throw new HallError("not-found", "notification/no-message", "没有这条消息");
}

/** Marks all messages of the own inbox as read, or those of one item. @returns how many were not. */
export async function markAllRead(
  house: Pick<SendingHouse, "clock">,
  tx: Tx,
  actor: Actor,
  command: { item?: OfItem | undefined } = {},
): Promise<number> {
  const { item } = command;
  const inbox = inboxOf(actor);
  let update = tx
    .updateTable("notification.message")
    .set({ read_at: house.clock.now() })
    .where("person_id", "=", personOf(inbox))
    .where("read_at", "is", null)
    .where(isInInbox(inbox));
  if (item !== undefined) update = item === "none" ? update.where("item", "is", null) : update.where("item", "=", item);
  return (await update.returning("id").execute()).length;
}
