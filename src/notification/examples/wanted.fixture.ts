import type { HallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import { type MessageHouse, wantMessage } from "../../kernel/outbox/index.ts";

/** 任何模块都可以要一条短信：在自己的事务里要，发送是以后的事。 */
export async function sendLoginCode(house: MessageHouse, tx: Tx, hall: HallCode, mobile: string, code: string) {
  const validUntil = new Date(house.clock.now().getTime() + 5 * 60_000);
  const facts = { code, minutes: "5" };
  return await wantMessage(house, tx, { hall, way: "sms", to: mobile, template: "login-code", facts, validUntil });
}
