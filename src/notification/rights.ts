import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";

/**
 * A person reads the own inbox only; who acts for a legal person in everything reads that one's, as long as acting. An agent for
 * some items or halls keeps his own: the company's holds news of all its cases.
 *
 * @throws HallError `notification/no-inbox` (forbidden): not a person who signed in.
 */
export function inboxOf(actor: Actor): Id {
  if (actor.kind !== "citizen") throw noInbox();
  const isLimited = (actor.scope ?? null) !== null;
  return parseId(isLimited ? actor.person : (actor.actingFor ?? actor.person));
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
