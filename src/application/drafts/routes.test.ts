import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import type { Answers } from "../../form/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Actor, anonymous, createServer } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
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
import { readContent } from "../read-case.ts";
import { sealAnswers } from "./content.ts";
import { draftRoutes, requireDraft, settleDraft } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, clock } = applicationHouse(db);
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

async function submit(who: string, draft: string, seen?: string) {
  const headers = { authorization: `Bearer ${who}`, ...(seen !== undefined && { "if-match": seen }) };
  const answer = await app.inject({ method: "POST", url: `/api/drafts/${draft}/submission`, headers });
  return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
}

async function look(who: string, draft: string) {
  const headers = { authorization: `Bearer ${who}` };
  const answer = await app.inject({ method: "GET", url: `/api/drafts/${draft}`, headers });
  return { status: answer.statusCode, etag: String(answer.headers.etag ?? ""), body: answer.json() };
}

/** What another window does to a draft meanwhile. */
async function change(draft: string, answers: object) {
  const sealed = sealAnswers(house, draft, { answers: answers as Answers, typed: {} });
  await inTransaction(db, (tx) =>
    sql`update application.draft set answers = ${sealed} where id = ${draft}`.execute(tx),
  );
}

const answersOf = async (application: string) => (await readContent(house, hall, application as Id)).answers;

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

test("[C1] what its owner was shown and declared is what he hands in, though another window changed the draft since", async () => {
  const id = await newDraft();
  const { status, etag, body } = await look("applicant", id);
  assert.deepEqual([status, body.faults, body.missing, body.number], [200, [], [], null]);
  await change(id, { ...body.answers, name: "别的窗口改的名字" });
  const handedIn = await submit("applicant", id, etag);
  assert.equal(handedIn.status, 200);
  assert.deepEqual(await answersOf(id), body.answers);
  assert.deepEqual(await submit("applicant", id, etag), handedIn);
});

test("[C1] a look that is too old, another one's, or forged shows nothing: the draft is read as it is", async () => {
  const [id, other] = [await newDraft(), await newDraft()];
  const [seen, foreign] = [(await look("applicant", id)).etag, (await look("applicant", other)).etag];
  assert.equal((await look("stranger", id)).status, 404);
  assert.equal((await submit("stranger", id, seen)).status, 404);
  clock.advance(2 * 3_600_000);
  const { body } = await look("applicant", id);
  for (const text of [seen, foreign, `${seen.slice(0, -3)}A"`, '"A"', "*"]) {
    const draft = await newDraft();
    await change(draft, { ...body.answers, name: "现在的名字" });
    assert.equal((await submit("applicant", draft, text)).status, 200, text);
    assert.equal((await answersOf(draft)).name, "现在的名字");
  }
  await change(id, { ...body.answers, name: "现在的名字" });
  await submit("applicant", id, seen);
  assert.equal((await answersOf(id)).name, "现在的名字");
});
