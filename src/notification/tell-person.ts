import type { HallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { type Id, idInstant, newId } from "../kernel/ids/index.ts";
import type { SendingHouse } from "./plan-message.ts";

/** A message for a person's inbox. */
export interface NewMessage {
  readonly person: Id;
  /** The news it tells, unique for the person: one piece of news, one message. */
  readonly source: string;
  readonly hall: HallCode;
  /** The topic of the news. */
  readonly kind: string;
  readonly about?: { readonly application: Id; readonly number: string } | undefined;
  /** The item it is about, also where there is no case yet; absent: about the person himself. */
  readonly item?: Id | undefined;
  readonly title: string;
  readonly body: string;
  /** When it happened. */
  readonly at: Date;
}

/**
 * Puts a message into a person's inbox (站内信), after the earlier ones of the same case.
 *
 * @returns whether it is new; the same news again changes nothing.
 */
export async function tellPerson(house: Pick<SendingHouse, "clock">, tx: Tx, message: NewMessage): Promise<boolean> {
  const { person, about } = message;
  const written = await tx
    .insertInto("notification.message")
    .values({
      person_id: person,
      id: about ? await idAfterLast(house, tx, person, about.application) : newId(house.clock),
      source: message.source,
      hall: message.hall,
      kind: message.kind,
      application: about?.application ?? null,
      number: about?.number ?? null,
      item: message.item ?? null,
      title: message.title,
      body: message.body,
      said_at: message.at,
      read_at: null,
    })
    .onConflict((conflict) => conflict.columns(["person_id", "source"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return written !== undefined;
}

/** The list is in the order of ids, and the clocks of two processes differ: an id of a case never lies before its last one. */
async function idAfterLast(house: Pick<SendingHouse, "clock">, tx: Tx, person: Id, application: Id): Promise<Id> {
  // Carried by message_application.
  const last = await tx
    .selectFrom("notification.message")
    .select("id")
    .where("person_id", "=", person)
    .where("application", "=", application)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const fresh = newId(house.clock);
  if (!last || last.id < fresh) return fresh;
  const later = new Date(idInstant(last.id).getTime() + 1);
  return newId({ now: () => later });
}
