import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import { applicationClosed, type CaseNews, caseTopics } from "../application/index.ts";
import { accountClosed, credentialChanged, newDevice, personJoined } from "../identity/index.ts";
import type { FixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import type { ContactOf } from "./contact.ts";
import { caseSubscriptions } from "./hear-cases.ts";
import { closedSubscription, joinSubscription, personSubscriptions } from "./hear-identity.ts";
import { messageSubscriptions } from "./jobs.ts";
import { chaozhou, mobile, notificationHouse, smsKey, sweep, workerOf } from "./notification.fixture.ts";
import { listMessages } from "./queries.ts";
import { type SmsStandIn, startSmsStandIn } from "./stand-in/sms-gateway.ts";

/** All that is told of cases, by topic. */
export const told = new Map([...caseTopics, applicationClosed].map((topic) => [topic.name, topic]));
const contactOf: ContactOf = async () => ({ mobile });
const hears = [
  ...messageSubscriptions,
  ...caseSubscriptions([...told.values()], contactOf),
  ...personSubscriptions([credentialChanged, newDevice], contactOf),
  joinSubscription(personJoined),
  closedSubscription(accountClosed),
];

/** Whose case, and which. */
export interface Case {
  readonly person: Id;
  readonly application: Id;
}

/** What tests of news begin with: each a swept database, a house that hears, an SMS gateway. */
export function hearingGround(url: string) {
  let ground: TestDb;
  let house: House & { readonly clock: FixedClock };
  let gateway: SmsStandIn;
  before(async () => {
    ground = await openTestDb(url);
  });
  after(() => ground.close());
  beforeEach(async (t) => {
    await sweep(ground.db);
    house = notificationHouse(ground.db, {}, hears);
    gateway = await startSmsStandIn({ clock: house.clock, key: smsKey });
    Object.assign(house.config, { sms: { url: gateway.url, key: smsKey } });
    (t as { after(fn: () => Promise<void>): void }).after(() => gateway.close());
  });

  /** Says what happened to a case, as `application` does. */
  async function happens(one: Case, kind: string, revision: number, more: Partial<CaseNews> = {}): Promise<void> {
    const payload: CaseNews = {
      hall: chaozhou,
      application: one.application,
      number: "445100MB2C3456726030200001234X",
      person: one.person,
      agent: null,
      item: newId(house.clock),
      version: 1,
      department: "cz-007",
      channel: "web",
      state: "accepted",
      submittedAt: house.clock.now().toISOString(),
      revision,
      at: house.clock.now().toISOString(),
      outcome: null,
      ...more,
    };
    const topic = told.get(`application.${kind}`);
    assert.ok(topic);
    const place = { lane: one.application, laneNo: revision };
    await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic, payload, ...place }));
  }

  return {
    /** Those of the test that runs. */
    now: () => ({ house, gateway }),
    /** Does all that is due. */
    run: () => workerOf(house, {}, hears).runDue(),
    someCase: (): Case => ({ person: newId(house.clock), application: newId(house.clock) }),
    happens,
    titles: async (person: Id) => (await listMessages(house.db, person)).messages.map(({ title }) => title),
  };
}
