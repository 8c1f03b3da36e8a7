import { Type } from "typebox";
import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import type { Tx } from "../db/index.ts";
import { type Id, newId } from "../ids/index.ts";
import type { Outbox } from "./outbox.ts";
import { type PayloadOf, topic } from "./topic.ts";

/** By which way a message reaches a person outside the hall: text message, or mail. */
export type MessageWay = "sms" | "mail";

/**
 * News: somebody wants a message sent (a login code, a word about a case). `notification`, far later in the line, hears
 * it and sends; so every module can want one. Whom it goes to and what it says are sealed: the outbox is read by
 * operators, and a code in it would be a key to somebody's account.
 */
export const messageWanted = topic(
  "message.wanted",
  Type.Object({
    /** Of the message; also the request id towards the gateway. */
    id: Type.String(),
    way: Type.Union([Type.Literal("sms"), Type.Literal("mail")]),
    /** A key of the templates of `notification`. */
    template: Type.String(),
    /** Base64 of the sealed JSON `{ to, facts }`; the place is `messagePlace(id)`. */
    sealed: Type.String(),
    /** ISO instant; afterwards it is not sent any more (a code that has run out). */
    validUntil: Type.Optional(Type.String()),
    /** Its place in its lane: carried on, because sending is a second delivery. */
    order: Type.Optional(Type.Integer()),
  }),
);

/** A message as whoever wants it says it. */
export interface WantedMessage {
  /** Where it belongs: the hall of the case, or that of the installation. */
  readonly hall: HallCode;
  readonly way: MessageWay;
  /** A mobile number (11 digits) or a mail address, parsed before. */
  readonly to: string;
  readonly template: string;
  /** What the template's blanks are filled with; no more personal data than the text needs. */
  readonly facts: Readonly<Record<string, string>>;
  readonly validUntil?: Date;
  /** What must arrive in order, e.g. the id of one case. Urgent messages go without a lane, so that they wait for none. */
  readonly lane?: string;
  /** Its place there, where the lane's owner counts: the case's revision. */
  readonly laneNo?: number;
}

/** What wanting a message needs of a house. */
export interface MessageHouse {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly seal: { seal(text: string, place: string): Buffer };
}

/** The place a message's recipient and facts are sealed for. */
export function messagePlace(id: string): string {
  return `message.wanted ${id}`;
}

/**
 * Wants a message sent, in the caller's transaction: state and message stand or fall together. Sending comes later and
 * outlives an outage of the gateway.
 *
 * @returns the message's id. @throws HallError `outbox/payload-not-as-declared` (a defect of the caller).
 */
export async function wantMessage(house: MessageHouse, tx: Tx, wanted: WantedMessage): Promise<Id> {
  const id = newId(house.clock);
  const sealed = house.seal.seal(JSON.stringify({ to: wanted.to, facts: wanted.facts }), messagePlace(id));
  const payload: PayloadOf<typeof messageWanted> = {
    id,
    way: wanted.way,
    template: wanted.template,
    sealed: sealed.toString("base64"),
    ...(wanted.validUntil && { validUntil: wanted.validUntil.toISOString() }),
    ...(wanted.laneNo !== undefined && { order: wanted.laneNo }),
  };
  await house.outbox.publish(tx, {
    hall: wanted.hall,
    topic: messageWanted,
    payload,
    lane: wanted.lane,
    laneNo: wanted.laneNo,
  });
  return id;
}
