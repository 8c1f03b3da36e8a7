import { findItem } from "../catalogue/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import { type Delivery, type Subscription, subscribe, type Topic, wantMessage } from "../kernel/outbox/index.ts";
import { type CaseFacts, withEnd, wordsOfCase } from "./case-words.ts";
import { type ContactOf, mobileOf } from "./contact.ts";
import { confirmedMail, wishesOf } from "./preferences.ts";
import { tellPerson } from "./tell-person.ts";
import { templates } from "./templates.ts";
import { waysOf } from "./ways.ts";

/**
 * Hears what happens to cases and tells the applicant: always in the inbox, and by phone and mail where that is worth it and
 * wanted. One reader over all the topics, in order for each case.
 *
 * @param topics the news of `application`. @param contactOf how a person is reached.
 */
export function caseSubscriptions(
  topics: readonly Topic<CaseFacts>[],
  contactOf: ContactOf,
): readonly Subscription<House>[] {
  return topics.map((topic) =>
    subscribe<House, CaseFacts>({
      subscriber: "notification.inbox",
      topic,
      inTransaction: (house, tx, delivery) => tellOfCase(house, tx, delivery, contactOf),
    }),
  );
}

async function tellOfCase(house: House, tx: Tx, delivery: Delivery<CaseFacts>, contactOf: ContactOf): Promise<void> {
  const { hall, topic, payload } = delivery;
  const item = await findItem(house.db, parseId(payload.item));
  const words = wordsOfCase(topic, withEnd(topic, payload, house.calendar), item?.name, house.codes);
  if (!words) return;
  const application = parseId(payload.application);
  const isNew = await tellPerson(house, tx, {
    person: parseId(payload.person),
    // Made of the journal, not of the event: rebuilt from the journal, it is the same message.
    source: `${topic} ${application} ${payload.revision}`,
    hall,
    kind: topic,
    about: { application, number: payload.number },
    item: parseId(payload.item),
    title: words.title,
    body: words.body,
    at: new Date(payload.at),
  });
  if (!isNew || words.template === undefined) return;
  // A legal person has no phone of its own: who acts for it is told.
  const reader = parseId(payload.agent ?? payload.person);
  await sendOn(house, tx, delivery, { reader, template: words.template, contactOf });
}

/** Wants the message by phone and by mail, as far as the hall has the way and the person wants it. */
async function sendOn(
  house: House,
  tx: Tx,
  { hall, payload }: Delivery<CaseFacts>,
  { reader, template, contactOf }: { reader: Id; template: string; contactOf: ContactOf },
): Promise<void> {
  const ways = waysOf(house);
  const fit = templates[template]?.ways ?? [];
  const wishes = await wishesOf(house.db, reader);
  const common = {
    hall,
    template,
    facts: { tail: payload.number.slice(-6) },
    lane: payload.application,
    laneNo: payload.revision,
  };
  if (ways.sms && fit.includes("sms") && wishes.sms) {
    const mobile = await mobileOf(house, contactOf, reader);
    if (mobile !== undefined) await wantMessage(house, tx, { ...common, way: "sms", to: mobile });
  }
  if (ways.mail && fit.includes("mail")) {
    const mail = confirmedMail(house, wishes);
    if (mail !== undefined) await wantMessage(house, tx, { ...common, way: "mail", to: mail });
  }
}
