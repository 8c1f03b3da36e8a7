import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { given, password, place, registered } from "../accounts.fixture.ts";
import { changePassword } from "../change-password.ts";
import { giveNewPassword } from "../give-password.ts";
import {
  actorOf,
  everything,
  hall,
  identityHouse,
  isAlive,
  monday,
  newsOf,
  officer,
  refused,
  refusedOutright,
  system,
} from "../identity.fixture.ts";
import { awaitsSecondFactor } from "../session-facts.ts";
import { beginSignIn, finishSignIn, signIn } from "../sign-in.ts";
import { beginSecondFactor, findEnrolment } from "./begin.ts";
import { confirmSecondFactor } from "./confirm.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { guardedDuties } from "./required.ts";
import { resetSecondFactor, resetSecondFactorOf } from "./reset.ts";
import { codeOf, officerWithApp, signedInOfficer, whoIs } from "./second-factor.fixture.ts";
import { secondFactorOf } from "./state.ts";
import { turnOffSecondFactor } from "./turn-off.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock, lines } = identityHouse(db);
const strict: typeof house = { ...house, config: { ...house.config, staffSecondFactor: "administrators" } };
beforeEach(() => clock.set(monday));

const stepsOf = async (account: string) => {
  const all = db.selectFrom("identity.account_step").select("kind").where("account_id", "=", account).orderBy("id");
  return (await all.execute()).map(({ kind }) => kind);
};
const held = async (name: string) => {
  const begun = await beginSignIn(house, { name, password, ...place });
  assert.ok("held" in begun, "the password alone opened a session");
  return begun.held;
};

test("[E1] an officer sets up his app: from then on the password alone opens nothing, and the code does, once", async () => {
  const one = await signedInOfficer(house, "reviewer");
  const { secret, uri } = await beginSecondFactor(house, one.actor);
  assert.deepEqual(await findEnrolment(house, one.actor), { secret, uri });
  assert.ok("session" in (await beginSignIn(house, { name: one.loginName, password, ...place })), "only begun");
  const code = codeOf(house, secret);
  const { recoveryCodes, opened } = await confirmSecondFactor(house, one.actor, {
    ...{ code, session: one.session },
    ...place,
  });
  assert.equal(recoveryCodes.length, 10);
  assert.equal(await isAlive(house, one.opened), false, "the session is a new one");
  assert.deepEqual((await actorOf(house, opened)).posts, ["reviewer"]);

  const sessions = async () => (await db.selectFrom("kernel.session").select("id").execute()).length;
  const before = await sessions();
  const hold = await held(one.loginName);
  assert.equal(await sessions(), before, "between password and code there is no session");
  const enter = (typed: string) => finishSignIn(house, { held: hold, code: typed, ...place });
  await refusedOutright(db, "identity/wrong-second-code", () => enter(code));
  clock.advance(30_000);
  const next = codeOf(house, secret);
  await refusedOutright(db, "identity/wrong-second-code", () => enter(next === "000000" ? "000001" : "000000"));
  const entered = await enter(next);
  assert.deepEqual((await actorOf(house, entered)).posts, ["reviewer"]);
  await refusedOutright(db, "identity/wrong-second-code", () => enter(next));
  assert.deepEqual((await stepsOf(one.account)).slice(-4), [
    "second-factor-begun",
    "signed-in",
    "second-factor-on",
    "signed-in",
  ]);
  assert.deepEqual((await newsOf(house, "identity.credential-changed"))[0], {
    ...{ person: entered.person, account: one.account, what: "second-factor-on" },
  });
});

test("of four sign-ins with the same code at once exactly one gets in; so it is with a recovery code", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const hold = await held(one.loginName);
  for (const code of [codeOf(house, one.secret), one.recoveryCodes[0] ?? ""]) {
    const all = Array.from({ length: 4 }, () => finishSignIn(house, { held: hold, code, ...place }));
    const tries = await Promise.allSettled(all);
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1, code);
  }
});

test("neither secret nor recovery code lies readable in the database or in the log", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const code = codeOf(house, one.secret);
  await finishSignIn(house, { held: await held(one.loginName), code, ...place });
  const seen = JSON.stringify(await everything(db)) + lines.join("");
  for (const secret of [one.secret, ...one.recoveryCodes]) assert.ok(!seen.includes(secret));
  assert.ok(lines.some((line) => line.includes("second factor refused")));
});

test("without the right password nobody learns whether there is a second factor, and a code alone is worth nothing", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const wrong = { name: one.loginName, password: "不是这一句不是这一句", ...place };
  await refusedOutright(db, "identity/wrong-password", () => beginSignIn(house, wrong));
  const code = codeOf(house, one.secret);
  await refusedOutright(db, "identity/wrong-password", () => signIn(house, { ...wrong, code }));
  await refusedOutright(db, "identity/held-too-long", () => finishSignIn(house, { held: "x", code, ...place }));
  await refusedOutright(db, "identity/code-needed", () => signIn(house, { ...wrong, password }));
  assert.equal((await signIn(house, { ...wrong, password, code })).account, one.account);
});

test("what is held between the two ends after ten minutes, and with the password it was given for", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const hold = await held(one.loginName);
  const enter = (text: string) => finishSignIn(house, { held: text, code: codeOf(house, one.secret), ...place });
  clock.advance(10 * 60_000);
  await refusedOutright(db, "identity/held-too-long", () => enter(hold));
  const later = await held(one.loginName);
  await giveNewPassword(house, system, { loginName: one.loginName, password: given });
  await refusedOutright(db, "identity/account-changed", () => enter(later));
});

test("wrong codes are counted: strangers together after twenty, and the owner's own place still gets in", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const hold = await held(one.loginName);
  const guess = (address: string, code: string) => finishSignIn(house, { held: hold, code, ...place, address });
  for (let at = 0; at < 20; at += 1) {
    await assert.rejects(guess(`198.51.100.${at}`, "7K3QM-2XV9A"), { code: "identity/wrong-second-code" });
  }
  const code = codeOf(house, one.secret);
  await refusedOutright(db, "kernel/too-many-requests", () => guess("203.0.113.1", code));
  assert.equal((await guess(place.address, code)).account, one.account);
});

test("a recovery code lets in once, and a new batch voids the old one", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const [first = "", second = ""] = one.recoveryCodes;
  const enter = async (code: string) => finishSignIn(house, { held: await held(one.loginName), code, ...place });
  const { actor } = await whoIs(house, await enter(first.toLowerCase().replace("-", " ")));
  await refusedOutright(db, "identity/wrong-second-code", () => enter(first));
  assert.equal((await secondFactorOf(house, actor)).recoveryCodesLeft, 9);
  assert.ok((await stepsOf(one.account)).includes("recovery-code-used"));
  const fresh = await renewRecoveryCodes(house, actor, { code: codeOf(house, one.secret), address: place.address });
  assert.equal((await secondFactorOf(house, actor)).recoveryCodesLeft, 10);
  await refusedOutright(db, "identity/wrong-second-code", () => enter(second));
  await enter(fresh[0] ?? "");
});

test("setting up from a session that lies open takes the password; begun long ago it is begun again", async () => {
  const one = await signedInOfficer(house, "reviewer");
  const confirm = async (more: { password?: string } = {}) => {
    const { secret } = (await findEnrolment(house, one.actor)) ?? { secret: "MZXW6" };
    const command = { code: codeOf(house, secret), session: one.session, ...place, ...more };
    return await confirmSecondFactor(house, one.actor, command);
  };
  await refusedOutright(db, "identity/not-begun", () => confirm());
  await beginSecondFactor(house, one.actor);
  clock.advance(16 * 60_000);
  await refusedOutright(db, "identity/wrong-password", () => confirm());
  clock.advance(60 * 60_000);
  await refusedOutright(db, "identity/not-begun", () => confirm({ password }));
  await beginSecondFactor(house, one.actor);
  await confirm({ password });
  await refusedOutright(db, "identity/second-factor-on", () => beginSecondFactor(house, one.actor));
  await refusedOutright(db, "identity/second-factor-on", () => confirm({ password }));
});

test("turning off takes the password and a code; then the password is enough again", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const off = (more: { password?: string; code?: string }) =>
    turnOffSecondFactor(house, one.actor, { password, code: codeOf(house, one.secret), ...place, ...more });
  await refusedOutright(db, "identity/wrong-password", () => off({ password: given }));
  await refusedOutright(db, "identity/wrong-second-code", () => off({ code: "7K3QM-2XV9A" }));
  const opened = await off({});
  assert.deepEqual([await isAlive(house, one.opened), (await actorOf(house, opened)).posts], [false, ["reviewer"]]);
  assert.ok("session" in (await beginSignIn(house, { name: one.loginName, password, ...place })));
  await refusedOutright(db, "identity/no-second-factor", () => off({}));
});

test("an administrator resets it for officers of his hall only, never for himself; the neighbour may not", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const boss = officer("hall-administrator");
  const reset = (actor = boss, command = { account: one.account, hall }) =>
    inTransaction(db, (tx) => resetSecondFactor(house, tx, actor, command));
  const none = (code: string, ...how: Parameters<typeof reset>) => refused(db, code, () => reset(...how));
  await none("identity/not-administrator", officer("hall-administrator", "445102"));
  await none("identity/not-administrator", officer("reviewer"));
  await none("identity/no-staff", officer("hall-administrator", "445102"), { account: one.account, hall: "445102" });
  await none("identity/not-yourself", officer("hall-administrator", hall, one.account));
  await reset();
  assert.equal(await isAlive(house, one.opened), false);
  assert.equal((await stepsOf(one.account)).at(-1), "second-factor-reset");
  await none("identity/no-second-factor");
  assert.ok("session" in (await beginSignIn(house, { name: one.loginName, password, ...place })));
});

test("on the machine itself it is reset by login name, by nobody else", async () => {
  const one = await officerWithApp(house, clock, "reviewer");
  const reset = (actor: Parameters<typeof resetSecondFactorOf>[1], loginName: string) =>
    resetSecondFactorOf(house, actor, { loginName });
  await refusedOutright(db, "identity/not-administrator", () => reset(officer("hall-administrator"), one.loginName));
  await refusedOutright(db, "identity/no-staff", () => reset(system, "nobody"));
  await reset(system, ` ${one.loginName.toUpperCase()} `);
  assert.equal((await secondFactorOf(house, one.actor)).since, null);
});

test("whose posts ask for a second factor has no seat before he has set it up, whatever way he comes in", async () => {
  for (const duty of guardedDuties) {
    const one = await signedInOfficer(strict, duty);
    assert.deepEqual([one.opened.mustSetUpSecondFactor, awaitsSecondFactor(one.session)], [true, true]);
    assert.deepEqual([one.actor.posts, (await secondFactorOf(strict, one.actor)).isRequired], [[], true]);
  }
  const one = await signedInOfficer(strict, "hall-administrator");
  const changed = await changePassword(strict, one.actor, { old: password, password: `${password}！`, ...place });
  assert.deepEqual((await actorOf(strict, changed)).posts, []);
  const { actor, session } = await whoIs(strict, changed);
  const { secret } = await beginSecondFactor(strict, actor);
  const command = { code: codeOf(house, secret), session, ...place };
  const { opened } = await confirmSecondFactor(strict, actor, command);
  assert.deepEqual((await actorOf(strict, opened)).posts, ["hall-administrator"]);
  assert.equal(opened.mustSetUpSecondFactor, false);
});

test("other officers choose for themselves, unless the hall asks everybody or nobody", async () => {
  const all: typeof house = { ...house, config: { ...house.config, staffSecondFactor: "required" } };
  assert.deepEqual((await signedInOfficer(strict, "reviewer")).actor.posts, ["reviewer"]);
  assert.deepEqual((await signedInOfficer(all, "reviewer")).actor.posts, []);
  assert.deepEqual((await signedInOfficer(house, "hall-administrator")).actor.posts, ["hall-administrator"]);
});

test("citizens and visitors have no second factor here", async () => {
  const { actor } = await whoIs(house, await registered(house));
  await refusedOutright(db, "identity/not-staff", () => beginSecondFactor(house, actor));
});
