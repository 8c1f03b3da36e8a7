import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { inTransaction } from "../db/index.ts";
import { newId } from "../ids/index.ts";
import { openTestDb } from "../testing/index.ts";
import { exampleHouse, monday } from "./house.fixture.ts";
import {
  findSession,
  hashToken,
  listSessions,
  openSession,
  revokeSession,
  revokeSessionsOf,
  rotateSession,
  sweepSessions,
} from "./session.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, clock } = exampleHouse({ db });
after(close);
beforeEach(() => clock.set(monday));

const minute = 60_000;
const hour = 60 * minute;

function open(kind: "citizen" | "staff" | "kiosk" = "staff", accountId: string | null = newId(clock)) {
  return inTransaction(db, (tx) =>
    openSession(house, tx, { kind, accountId, device: "测试", facts: { assurance: 2 } }),
  );
}

test("a session is found by its token, and only the token's hash is kept", async () => {
  const { token, session } = await open();
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  const found = await findSession(house, token);
  assert.deepEqual(found, session);
  assert.deepEqual(found?.facts, { assurance: 2 });
  const { rows } = await sql<{
    row: string;
  }>`select s::text as row from kernel.session s /* scatter: a test looks at all */`.execute(db);
  assert.ok(rows.every(({ row }) => !row.includes(token)));
});

test("what is no token finds nothing and asks nothing of the database", async () => {
  const away = exampleHouse().house;
  for (const token of [undefined, "", "x", "a".repeat(44), "ä".repeat(43), `${"a".repeat(42)}'`]) {
    assert.equal(await findSession(away, token), undefined);
  }
  assert.equal(await findSession(house, "a".repeat(43)), undefined);
});

test("an officer's session ends after half an hour without use, and at twelve hours in any case", async () => {
  const idle = await open();
  clock.advance(30 * minute - 1);
  assert.ok(await findSession(house, idle.token));
  clock.advance(30 * minute);
  assert.equal(await findSession(house, idle.token), undefined);

  clock.set(monday);
  const busy = await open();
  for (let step = 0; step < 47; step += 1) {
    clock.advance(15 * minute);
    assert.ok(await findSession(house, busy.token), `after ${(step + 1) * 15} minutes`);
  }
  clock.advance(15 * minute);
  assert.equal(await findSession(house, busy.token), undefined);
});

test("a kiosk forgets a citizen who walked away", async () => {
  const { token } = await open("kiosk", null);
  clock.advance(3 * minute);
  assert.equal(await findSession(house, token), undefined);
});

test("use is noted at most once a minute, on the row's own page", async () => {
  const { token } = await open();
  const written = async () => {
    const { rows } = await sql<{ seen: Date; at: string }>`
      select seen_at as seen, ctid::text as at from kernel.session where token_hash = ${hashToken(token)}`.execute(db);
    return rows[0] ?? assert.fail();
  };
  const before = await written();
  clock.advance(59_000);
  await findSession(house, token);
  assert.deepEqual(await written(), before);
  clock.advance(1_000);
  await findSession(house, token);
  assert.equal((await written()).seen.getTime(), before.seen.getTime() + minute);
});

test("a revoked session is gone at once, and revoking it again changes nothing", async () => {
  const { token, session } = await open();
  await inTransaction(db, (tx) => revokeSession(house, tx, session));
  assert.equal(await findSession(house, token), undefined);
  await inTransaction(db, (tx) => revokeSession(house, tx, session));
});

test("when rights change the token changes: one planted before signing in gains nothing", async () => {
  const before = await open("citizen", null);
  const accountId = newId(clock);
  const after = await inTransaction(db, (tx) =>
    rotateSession(house, tx, before.session, { accountId, facts: { assurance: 3 } }),
  );
  assert.notEqual(after.token, before.token);
  assert.equal(await findSession(house, before.token), undefined);
  const found = await findSession(house, after.token);
  assert.equal(found?.accountId, accountId);
  assert.deepEqual(found?.facts, { assurance: 3 });
  assert.equal(found?.device, "测试");
});

test("a rotation that is rolled back leaves the old session as it was", async () => {
  const { token, session } = await open();
  const failed = inTransaction(db, async (tx) => {
    await rotateSession(house, tx, session, {});
    throw new Error("no");
  });
  await assert.rejects(failed);
  assert.ok(await findSession(house, token));
});

test("an account ends one device, all others, or all, and never another account's", async () => {
  const accountId = newId(clock);
  const [one, two, three] = [
    await open("staff", accountId),
    await open("staff", accountId),
    await open("staff", accountId),
  ];
  const other = await open();
  assert.equal((await listSessions(house, db, accountId)).length, 3);
  const end = (which: { id?: string; except?: string }) =>
    inTransaction(db, (tx) => revokeSessionsOf(house, tx, accountId, which));
  assert.equal(await end({ id: other.session.id }), 0);
  assert.equal(await end({ id: one.session.id }), 1);
  assert.equal(await end({ except: two.session.id }), 1);
  assert.equal(await findSession(house, three.token), undefined);
  assert.ok(await findSession(house, two.token));
  assert.equal(await end({}), 1);
  assert.ok(await findSession(house, other.token));
});

test("sessions long over are swept, living and fresh ones stay", async () => {
  const old = await open();
  clock.advance(20 * hour);
  const fresh = await open();
  clock.advance(17 * hour);
  const swept = await inTransaction(db, (tx) => sweepSessions(house, tx));
  assert.ok(swept >= 1);
  const { rows } = await sql<{ id: string }>`select id from kernel.session /* scatter: a test looks at all */`.execute(
    db,
  );
  assert.ok(rows.some(({ id }) => id === fresh.session.id));
  assert.ok(!rows.some(({ id }) => id === old.session.id));
});

test("a browser's name is cut, whatever it sends", async () => {
  const { session } = await inTransaction(db, (tx) =>
    openSession(house, tx, { kind: "citizen", accountId: null, device: "😀".repeat(500) }),
  );
  assert.equal(Array.from(session.device).length, 200);
});
