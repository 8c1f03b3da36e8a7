import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Actor, anonymous, createServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  citizenId,
  draftOf,
  everythingOf,
  hall,
  publish,
  smallItem,
  stranger,
} from "../application.fixture.ts";
import { sealAnswers } from "./content.ts";
import { draftRoutes, requireDraft, settleDraft } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house } = applicationHouse(db);
await addDepartments(db);
const item = await publish(house, smallItem());
const actors: Record<string, Actor> = { applicant: { ...applicant, assurance: 2 } as Actor, stranger };
const { app } = await createServer(house, {
  routes: draftRoutes,
  accessLog: false,
  authenticator: { actorOf: async ({ bearer }) => actors[bearer ?? ""] ?? anonymous },
});
after(async () => {
  await app.close();
  await close();
});

async function newDraft(answers?: { rented: boolean; name: string }) {
  const draft = await draftOf(house, item, answers && { answers });
  const sealed = sealAnswers(house, draft.id, { answers: draft.answers, typed: {} });
  await inTransaction(db, (tx) =>
    sql`insert into application.draft (person_id, id, hall, item, version, item_name, state, answers, materials, saves, revision, begun_at,
          updated_at)
        values (${citizenId}, ${draft.id}, ${hall}, ${item}, 1, '小作坊', 'open', ${sealed}, ${JSON.stringify(draft.materials)}, '{}', 1,
          ${house.clock.now()}, ${house.clock.now()})`.execute(tx),
  );
  return draft.id;
}

async function submit(who: string, draft: string) {
  const headers = { authorization: `Bearer ${who}` };
  const answer = await app.inject({ method: "POST", url: `/api/drafts/${draft}/submission`, headers });
  return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
}

test("[C7] a draft handed in over JSON is one case, however often it is sent, and its owner finds it closed", async () => {
  const id = await newDraft();
  const [one, other] = [await submit("applicant", id), await submit("applicant", id)];
  assert.deepEqual([one.status, one.body.application, one.body.number?.length], [200, id, 28]);
  assert.deepEqual(other.body, one.body);
  const open = await requireDraft(house, applicant, id);
  assert.equal(open.state, "open");
  const settled = await settleDraft(house, open);
  assert.deepEqual([settled.state, settled.number], ["submitted", one.body.number]);
  assert.deepEqual(await submit("applicant", id), one);
});

test("[C22] nobody hands in another one's draft, and an unfinished one is refused with words; neither leaves a trace", async () => {
  const [whole, lacking] = [await newDraft(), await newDraft({ rented: false, name: "阿婆牛肉丸" })];
  const foreign = await submit("stranger", whole);
  assert.deepEqual([foreign.status, foreign.body.code], [404, "application/no-draft"]);
  const refused = await submit("applicant", lacking);
  assert.deepEqual([refused.status, refused.body.code], [422, "application/not-complete"]);
  assert.deepEqual(Object.keys(refused.body.fields ?? {}), ["area"]);
  for (const id of [whole, lacking]) assert.deepEqual(await everythingOf(db, id), [[], [], [], [], [], [], []]);
});
