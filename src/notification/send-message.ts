import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { HallCode } from "../kernel/codes/index.ts";
import { runStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type Delivery, messagePlace } from "../kernel/outbox/index.ts";
import { hallsOf } from "../region/index.ts";
import { fillTemplate, templateOf } from "./fill-template.ts";
import { hasLapsed, notBefore, type SendingHouse, type Wanted } from "./plan-message.ts";
import type { SendingState } from "./tables.ts";
import { type Outgoing, waysOf } from "./ways.ts";

const Unsealed = Compile(Type.Object({ to: Type.String(), facts: Type.Record(Type.String(), Type.String()) }));

/**
 * Sends one message, or finds that it need not be sent any more. The request id is the same over all tries, so that the
 * gateway sends one text message however often it is asked.
 *
 * @throws HallError unavailable while the gateway is away (`notification/sms-away`, `-/mail-away`, `-/way-resting`): tried
 *   again for seven days, then dead; `notification/quiet-hours` until the morning; forbidden when it does not know us: dead
 *   after twelve tries. What is dead is replayed.
 */
export async function sendMessage(
  house: SendingHouse,
  delivery: Delivery<Wanted>,
  signal?: AbortSignal,
): Promise<void> {
  const { hall, payload } = delivery;
  if (!(await isWaiting(house, hall, payload.id))) return;
  const now = house.clock.now();
  if (hasLapsed(payload, now)) return await settle(house, hall, payload.id, "expired");
  const morning = notBefore(payload, templateOf(payload.template, payload.way), now);
  // An outage that ends at night: what waited must not wake people up.
  if (morning) {
    throw new HallError("unavailable", "notification/quiet-hours", "夜间不发通知，早上再发", { retryAt: morning });
  }
  const way = waysOf(house)[payload.way];
  if (!way) return await settle(house, hall, payload.id, "no-way");
  const taken = await way.send(await outgoingOf(house, hall, payload), signal);
  if (taken.kind === "taken") return await settle(house, hall, payload.id, "sent");
  house.log.warn({ way: payload.way, template: payload.template, reason: taken.reason }, "a message was refused");
  await settle(house, hall, payload.id, "refused", taken.reason);
}

async function isWaiting(house: SendingHouse, hall: HallCode, id: string): Promise<boolean> {
  const found = await house.db
    .selectFrom("notification.sending")
    .select("state")
    .where("hall", "=", hall)
    .where("id", "=", parseId(id))
    .executeTakeFirst();
  return found?.state === "waiting";
}

async function outgoingOf(house: SendingHouse, hall: HallCode, payload: Wanted): Promise<Outgoing> {
  const opened: unknown = JSON.parse(house.seal.open(Buffer.from(payload.sealed, "base64"), messagePlace(payload.id)));
  if (!Unsealed.Check(opened)) throw new TypeError("a wanted message holds something else than a recipient and facts");
  const name = (await hallsOf(house)).find(hall)?.name ?? "网上办事大厅";
  const template = templateOf(payload.template, payload.way);
  return {
    ...fillTemplate(template, opened.facts, name),
    to: opened.to,
    requestId: `${hall}-${payload.id}`,
    validUntil: payload.validUntil ? new Date(payload.validUntil) : undefined,
  };
}

/** Writes down what became of it; a report that came before is not overwritten. */
async function settle(
  house: SendingHouse,
  hall: HallCode,
  id: string,
  state: SendingState,
  reason: string | null = null,
): Promise<void> {
  await runStatement(house.db, settleText, [hall, id, state, house.clock.now(), reason?.slice(0, 100) ?? null]);
}

const settleText = `
  UPDATE notification.sending SET state = $3, settled_at = $4, reason = $5
  WHERE hall = $1 AND id = $2 AND state = 'waiting'`;
