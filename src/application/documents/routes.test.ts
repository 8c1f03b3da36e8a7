import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createBlobStore } from "../../kernel/blob/index.ts";
import type { House } from "../../kernel/house/index.ts";
import {
  type Actor,
  anonymous,
  createServer,
  type HallServer,
  noAssets,
  withMadeAssets,
} from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  hall,
  publish,
  smallItem,
  stranger,
  submitted,
} from "../application.fixture.ts";
import { checkCodeOf } from "./check-number.ts";
import { documentSubscriptions } from "./jobs.ts";
import { documentsOf } from "./queries.ts";
import { rendererOf } from "./renderer.ts";
import { documentRoutes } from "./routes.ts";

const { db, close } = await openTestDb(import.meta.url);
const folder = await mkdtemp(path.join(tmpdir(), "documents-"));
const { house: bare, clock } = applicationHouse(db);
const house: House = {
  ...bare,
  outbox: createOutbox({ clock, hears: documentSubscriptions }),
  blobs: createBlobStore({ kind: "fs", folder }),
};
let server: HallServer;
let application: Id;
let document: { id: Id; number: string };
let caller: Actor = anonymous;

before(async () => {
  await addDepartments(db);
  ({ application } = await submitted(house, await publish(house, smallItem())));
  await createWorker(house, { hall, subscriptions: documentSubscriptions }).runDue();
  const [made] = await documentsOf(house, applicant, hall, application);
  assert.ok(made);
  const { number } = await db
    .selectFrom("application.document")
    .select("number")
    .where("hall", "=", hall)
    .where("id", "=", made.id)
    .executeTakeFirstOrThrow();
  document = { id: made.id, number };
  server = await createServer(house, {
    routes: documentRoutes,
    pages: [],
    assets: withMadeAssets(noAssets, {}),
    authenticator: { actorOf: async () => caller },
    accessLog: false,
    perMinute: 0,
  });
});
after(async () => {
  await server?.app.close();
  await rendererOf(house).stop();
  await close();
  await rm(folder, { recursive: true });
});

const get = (url: string) => server.app.inject({ url: `/api${url}`, headers: { authorization: "Bearer test" } });

test("[C1] the check answers with digest and facts, and a wrong code like a document that is not there", async () => {
  caller = anonymous;
  const code = checkCodeOf(house.seal, hall, document.id);
  const found = await get(`/documents/check?number=${document.number}&code=${code}`);
  assert.equal(found.statusCode, 200);
  assert.equal(found.headers["cache-control"], "no-store");
  assert.deepEqual(Object.keys(found.json()), ["number", "sha256", "facts"]);
  const [wrong, unknown] = await Promise.all([
    get(`/documents/check?number=${document.number}&code=WRONG`),
    get(`/documents/check?number=445100-HZ-2026-999999-0&code=${code}`),
  ]);
  assert.deepEqual([wrong.statusCode, unknown.statusCode], [404, 404]);
  const plain = (body: string) => body.replaceAll(/"requestId":"[^"]*"|"instance":"[^"]*"/g, "");
  assert.equal(plain(wrong.body), plain(unknown.body));
});

test("[C1] the applicant lists his documents and opens one as PDF; strangers and visitors are told that there is none", async () => {
  const list = `/halls/${hall}/applications/${application}/documents`;
  caller = applicant;
  assert.equal((await get(list)).json().documents.length, 1);
  const file = await get(`${list}/${document.id}`);
  assert.equal(file.statusCode, 200);
  assert.equal(file.headers["content-type"], "application/pdf");
  assert.equal(file.rawPayload.subarray(0, 5).toString(), "%PDF-");
  assert.match(String(file.headers["content-security-policy"]), /default-src 'none'/);
  for (const other of [stranger, anonymous]) {
    caller = other;
    assert.equal((await get(list)).statusCode, 404, other.kind);
    assert.equal((await get(`${list}/${document.id}`)).statusCode, 404, other.kind);
  }
});
