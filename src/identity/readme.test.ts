import assert from "node:assert/strict";
import { after, test } from "node:test";
import { findSession } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { place } from "./accounts.fixture.ts";
import { codeSentTo, identityHouse } from "./identity.fixture.ts";
import { actorOfSession, register, requestCode } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = identityHouse(db);

test("the example of the README: a phone, its code, a citizen of level 1", async () => {
  await requestCode(house, { phone: "16000000009", purpose: "register", address: place.address });
  const code = await codeSentTo(house, "16000000009");
  const opened = await register(house, { phone: "16000000009", code, ...place });
  const actor = actorOfSession(await findSession(house, opened.session.token));
  assert.deepEqual([actor.kind, actor.assurance], ["citizen", 1]);
});
