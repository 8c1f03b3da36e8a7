import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type Delivery, messageWanted, type PayloadOf, type Topic, topic } from "../kernel/outbox/index.ts";
import { templateOf } from "./fill-template.ts";
import { quietUntil } from "./quiet-hours.ts";
import type { Template } from "./templates.ts";
import { waysOf } from "./ways.ts";

/** The payload of a wanted message; sending carries it on unchanged. */
export type Wanted = PayloadOf<typeof messageWanted>;

/** Own work, one for each way, so that text messages and mail never wait for each other. */
export const sendSmsJob = sending("notification.send-sms");
export const sendMailJob = sending("notification.send-mail");

function sending(name: string): Topic<Wanted> {
  return { ...topic(name, messageWanted.schema), parse: messageWanted.parse };
}

/** The part of the house that planning and sending need. */
export type SendingHouse = Pick<House, "clock" | "config" | "db" | "log" | "outbox" | "seal">;

/**
 * A message is wanted: notes it and gives the work to its way, at once or in the morning. Run twice, it does nothing more.
 *
 * @throws HallError `notification/no-template` (invalid): the wanting module and the templates do not fit.
 */
export async function planMessage(house: SendingHouse, tx: Tx, delivery: Delivery<Wanted>): Promise<void> {
  const { hall, payload } = delivery;
  const template = templateOf(payload.template, payload.way);
  const now = house.clock.now();
  const state = stateAtOnce(house, payload, now);
  const noted = await tx
    .insertInto("notification.sending")
    .values({
      hall,
      id: parseId(payload.id),
      way: payload.way,
      template: payload.template,
      state,
      valid_until: payload.validUntil ? new Date(payload.validUntil) : null,
      wanted_at: delivery.publishedAt,
      settled_at: state === "waiting" ? null : now,
      reason: null,
    })
    .onConflict((conflict) => conflict.columns(["hall", "id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!noted || state !== "waiting") return;
  await house.outbox.enqueue(tx, {
    hall,
    job: payload.way === "sms" ? sendSmsJob : sendMailJob,
    payload,
    lane: delivery.lane ?? undefined,
    laneNo: payload.order,
    runAt: notBefore(payload, template, now),
  });
}

function stateAtOnce(house: SendingHouse, payload: Wanted, now: Date): "waiting" | "expired" | "no-way" {
  if (hasLapsed(payload, now)) return "expired";
  if (waysOf(house)[payload.way]) return "waiting";
  house.log.warn(
    { way: payload.way, template: payload.template },
    "a message was wanted by a way this hall does not have",
  );
  return "no-way";
}

/** Whether nobody wants it any more: a code that has run out. */
export function hasLapsed(payload: Wanted, now: Date): boolean {
  return payload.validUntil !== undefined && Date.parse(payload.validUntil) <= now.getTime();
}

/** Until when a message waits for the morning: text messages that are not urgent. Mail wakes nobody. */
export function notBefore({ way }: Wanted, { urgent }: Template, now: Date): Date | undefined {
  return way === "sms" && !urgent ? quietUntil(now) : undefined;
}
