import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { createOutbox, createWorker } from "../kernel/outbox/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { closePost } from "../organization/index.ts";
import { atCounter, password, place, staffWith } from "./accounts.fixture.ts";
import { changePassword } from "./change-password.ts";
import {
  actorOf,
  hall,
  identityHouse,
  isAlive,
  monday,
  newIdNumber,
  newPost,
  officer,
  police,
  refused,
  refusedOutright,
  system,
} from "./identity.fixture.ts";
import { subscriptions } from "./jobs.ts";
import { findPerson } from "./person.ts";
import { seatsOf, staffOf, workNames } from "./seats.ts";
import { signIn } from "./sign-in.ts";
import { appoint, dismiss, engageStaff } from "./staff.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock } = identityHouse(db);
beforeEach(() => clock.set(monday));

const admin = officer("hall-administrator");

test("[E3] an administrator engages an officer and puts him on a post, and he signs in with its duties", async () => {
  const told = { hall, name: "吴窗口", loginName: "Wu.Window", password, idNumber: newIdNumber() };
  const { account, person } = await engageStaff(house, admin, told);
  assert.equal((await findPerson(db, person))?.assurance, 3);
  const post = await newPost(house, ["window-officer", "issuer"]);
  await inTransaction(db, (tx) => appoint(house, tx, admin, { account, hall, post }));
  assert.deepEqual(await seatsOf(db, account), [
    { post, duty: "window-officer", hall, department: police },
    { post, duty: "issuer", hall, department: police },
  ]);
  const first = await signIn(house, { name: "wu.window", password, ...place });
  assert.equal(first.mustChangePassword, true);
  assert.deepEqual((await actorOf(house, first)).posts, [], "whoever engaged him knows this password");
  const changed = await changePassword(house, await actorOf(house, first), {
    old: password,
    password: `${password}，自己的`,
    ...place,
  });
  assert.equal(changed.mustChangePassword, false);
  const actor = await actorOf(house, changed);
  assert.deepEqual([actor.kind, actor.posts, actor.assurance], ["staff", ["window-officer", "issuer"], 3]);
  const [member] = (await staffOf(db, hall)).filter((each) => each.account === account);
  assert.deepEqual([member?.name, member?.post, member?.department], ["吴窗口", post, police]);
  assert.deepEqual(await workNames(db, [account, person]), new Map([[account, "吴窗口"]]));
});

test("an officer who is known from a counter stays one person; his citizen's account is another", async () => {
  const known = await atCounter(house);
  const told = { hall, name: "刘样例", loginName: "liu", password, idNumber: known.idNumber };
  assert.equal((await engageStaff(house, admin, told)).person, known.person);
});

test("what a new officer lacks is said: name, login name, password; a login name is one person's", async () => {
  const good = { hall, name: "吴窗口", loginName: "one.name", password };
  await engageStaff(house, admin, good);
  const wrong = [
    ["identity/login-name-taken", { ...good, loginName: "ONE.name" }],
    ["identity/bad-login-name", { ...good, loginName: "1" }],
    ["identity/bad-login-name", { ...good, loginName: "16000000001" }],
    ["identity/bad-name", { ...good, loginName: "x.y", name: "?" }],
    ["identity/weak-password", { ...good, loginName: "x.y", password: "1234567890" }],
    ["codes/bad-id-number", { ...good, loginName: "x.y", idNumber: "1" }],
  ] as const;
  for (const [code, command] of wrong) await refusedOutright(db, code, () => engageStaff(house, admin, command));
});

test("a neighbour hall's administrator, an upper hall's and an officer without the duty: only the upper one may", async () => {
  const { account } = await staffWith(house);
  const post = await newPost(house, ["reviewer"]);
  const command = { account, hall, post };
  for (const actor of [
    officer("hall-administrator", "445102"),
    officer("hall-administrator", "440100"),
    officer("window-officer"),
  ]) {
    await refused(db, "identity/not-administrator", (tx) => appoint(house, tx, actor, command));
    await refused(db, "identity/not-administrator", (tx) => dismiss(house, tx, actor, command));
    const told = { hall, name: "吴窗口", loginName: "never", password };
    await refusedOutright(db, "identity/not-administrator", () => engageStaff(house, actor, told));
  }
  await inTransaction(db, (tx) => appoint(house, tx, officer("hall-administrator", "440000"), command));
});

test("nobody gives himself a post", async () => {
  const { account } = await staffWith(house, "hall-administrator");
  const post = await newPost(house, ["approver"]);
  const self = officer("hall-administrator", hall, account);
  await refused(db, "identity/not-yourself", (tx) => appoint(house, tx, self, { account, hall, post }));
});

test("appointing, dismissing and closing a post take effect at once: open sessions end, duties are gone", async () => {
  const { account, loginName, posts } = await staffWith(house, "reviewer", "approver");
  const [first = "", second = ""] = posts;
  const opened = await signIn(house, { name: loginName, password, ...place });
  await inTransaction(db, (tx) => dismiss(house, tx, admin, { account, hall, post: first }));
  assert.equal(await isAlive(house, opened), false);
  const after = await signIn(house, { name: loginName, password, ...place });
  assert.deepEqual((await actorOf(house, after)).posts, ["approver"]);
  const command = { hall: parseHallCode(hall), post: parseId(second) };
  const listening = { ...house, outbox: createOutbox({ clock, hears: subscriptions }) };
  await inTransaction(db, (tx) => closePost(listening, tx, system, command));
  assert.deepEqual(await seatsOf(db, account), []);
  const { errors } = await createWorker(listening, { hall: command.hall, subscriptions }).runDue();
  assert.deepEqual([errors, await isAlive(house, after)], [[], false]);
  const ended = await db.selectFrom("identity.seat").select("ended_at").where("account_id", "=", account).execute();
  assert.ok(ended.every(({ ended_at }) => ended_at !== null));
  const last = await signIn(house, { name: loginName, password, ...place });
  assert.deepEqual((await actorOf(house, last)).posts, []);
});

test("twice appointed, dismissed without a seat, nobody's account, no such post: refused without a trace", async () => {
  const { account, posts } = await staffWith(house, "reviewer");
  const [post = ""] = posts;
  const free = await newPost(house, ["reviewer"]);
  const nobody = "019a0000-0000-7000-8000-000000000000";
  await refused(db, "identity/already-appointed", (tx) => appoint(house, tx, admin, { account, hall, post }));
  await refused(db, "identity/not-appointed", (tx) => dismiss(house, tx, admin, { account, hall, post: free }));
  await refused(db, "identity/no-staff", (tx) => appoint(house, tx, admin, { account: nobody, hall, post: free }));
  await refused(db, "organization/no-post", (tx) => appoint(house, tx, admin, { account, hall, post: nobody }));
  await inTransaction(db, (tx) => dismiss(house, tx, admin, { account, hall, post }));
  await inTransaction(db, (tx) => appoint(house, tx, admin, { account, hall, post }));
});
