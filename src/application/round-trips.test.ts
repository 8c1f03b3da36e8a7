import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { closeDb, inTransaction, openDb } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  citizenId,
  clerk,
  draftOf,
  hall,
  publish,
  smallItem,
  submitted,
} from "./application.fixture.ts";
import { openBrokenWire } from "./broken-wire.fixture.ts";
import { sealAnswers } from "./drafts/content.ts";
import { draftContext, formOfVersion, requireDraft, requireShown, sealShown, submitDraft } from "./drafts/index.ts";
import { acceptApplication, claimTask, officerQueue, progressOf, submitApplication } from "./index.ts";

const { db, url, close } = await openTestDb(import.meta.url);
const wire = await openBrokenWire(url);
const far = await openDb({ url: wire.url, readers: 1, writers: 1, log: createLog({ level: "silent" }) });
after(async () => {
  await closeDb(far);
  wire.close();
  await close();
});
await addDepartments(db);
const { house: near } = applicationHouse(db);
const item = await publish(near, smallItem());
const { house } = applicationHouse(far);
// What a process knows after its first case: the version, its departments, a block of numbers, two connections.
await acceptApplication(house, clerk, { hall, application: (await submitted(house, item)).application });
await officerQueue(house, clerk);

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const before = wire.roundTrips();
  await work();
  return wire.roundTrips() - before;
}

test("[C1] a submission is one round trip to the database, sent again as well", async () => {
  const draft = await draftOf(near, item);
  const submit = () => submitApplication(house, applicant, { draft });
  assert.deepEqual([await tripsOf(submit), await tripsOf(submit)], [1, 1]);
});

test("[C1] handing in one's draft as it was shown is one too, and two without: the draft is read, the case is written", async () => {
  const submit = async (id: Id, seen?: string) => {
    const opened = await requireShown(house, applicant, id, seen);
    const { form } = await formOfVersion(house, item, 1);
    const context = await draftContext(house, applicant, form, opened);
    await submitDraft(house, applicant, { opened, context, applicantName: "陈*" });
  };
  const [one, other] = [await newDraft(), await newDraft()];
  const seen = sealShown(near, await requireDraft(near, applicant, one));
  assert.equal(await tripsOf(() => submit(one, seen)), 1);
  assert.equal(await tripsOf(() => submit(other)), 2);
});

async function newDraft(): Promise<Id> {
  const { id, answers, materials } = await draftOf(near, item);
  await inTransaction(db, (tx) =>
    sql`insert into application.draft (person_id, id, hall, item, version, item_name, state, answers, materials, saves, revision,
          begun_at, updated_at)
        values (${citizenId}, ${id}, ${hall}, ${item}, 1, '小作坊', 'open', ${sealAnswers(near, id, { answers, typed: {} })},
          ${JSON.stringify(materials)}, '{}', 1, now(), now())`.execute(tx),
  );
  return id;
}

test("[C3] an acceptance or a claim that brings what it saw is one, and two without: looked at, then written", async () => {
  const [one, other] = [await submitted(near, item), await submitted(near, item)];
  const { entries } = await officerQueue(house, clerk);
  const token = entries.find(({ application }) => application === one.application)?.token ?? 0;
  const { seen } = await claimTask(house, clerk, { hall, application: one.application, token });
  assert.equal(await tripsOf(() => acceptApplication(house, clerk, { hall, application: one.application, seen })), 1);
  assert.equal(await tripsOf(() => acceptApplication(house, clerk, { hall, application: other.application })), 2);
});

test("[C2] the list of an officer's seat and the progress of a case are one each", async () => {
  const { number, queryPassword } = await submitted(near, item);
  assert.equal(await tripsOf(() => officerQueue(house, clerk)), 1);
  assert.equal(await tripsOf(() => progressOf(house, number, queryPassword)), 1);
});
