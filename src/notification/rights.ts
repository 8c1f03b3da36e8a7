import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import type { Inbox } from "./inbox.ts";

/**
 * A person reads the own inbox only; who acts for a legal person reads that one's, as long as acting: in everything all of it, an
 * agent for some items or halls what is about those.
 *
 * @throws HallError `notification/no-inbox` (forbidden): not a person who signed in.
 */
export function inboxOf(actor: Actor): Inbox {
  if (actor.kind !== "citizen") throw noInbox();
  const { person, actingFor, scope = null } = actor;
  if (actingFor === null) return parseId(person);
  return scope === null ? parseId(actingFor) : { person: parseId(actingFor), scope };
}

/**
 * The ways are wishes of the natural person who signed in, whoever he acts for.
 *
 * @throws HallError `notification/no-inbox` (forbidden).
 */
export function wishesOwner(actor: Actor): Id {
  if (actor.kind !== "citizen") throw noInbox();
  return parseId(actor.person);
}

function noInbox(): HallError {
  return new HallError("forbidden", "notification/no-inbox", "消息只给登录的办事人本人看");
}
