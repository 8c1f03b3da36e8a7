import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { modules } from "../house.ts";
import {
  actorOfSession,
  authenticatorApp,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  sealProgress,
  seatsOf,
  signIn,
} from "../identity/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes } from "../kernel/codes/index.ts";
import { addSealKey, findRoot, loadSealKeys, readConfig } from "../kernel/config/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import { findSession } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { createKeyRing } from "../kernel/seal/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { admin } from "./admin.ts";
import { givePassword, makeAdministrator, takeSecondFactor } from "./administrator.ts";
import { addKey, key, reseal } from "./key.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const dataDir = mkdtempSync(path.join(tmpdir(), "wangting-key-"));
after(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});
const clock = fixedClock("2026-03-02T10:00:00+08:00");
const lines: string[] = [];
const parts: Partial<House> = {
  config: readConfig(findRoot(), false, { HALL: "445100" }),
  secret: Buffer.alloc(32, 7),
  seal: createKeyRing(loadSealKeys(dataDir, {})),
  clock,
  codes: createCodes(codeTables, []),
  db,
  log: createLog({ level: "debug", stream: { write: (line) => lines.push(line) } }),
  outbox: createOutbox({ clock, hears: [] }),
  pages: createKeptPages(),
};
const house = parts as House;
const from = { address: "10.0.0.1", device: "试验浏览器" };
const order = { act: "make", hall: "445103", loginName: "zhou", name: "周某某", another: false } as const;
let given: { loginName: string; password: string };

test("[E1] a hall gets its first administrator, who signs in once with what was printed and has to choose a password first", async () => {
  given = await makeAdministrator(house, order);
  const opened = await signIn(house, { name: "zhou", password: given.password, ...from });
  assert.equal(opened.mustChangePassword, true);
  const session = await findSession(house, opened.session.token);
  assert.deepEqual([session?.facts.name, session?.facts.seats], ["周某某", []]);
  const seats = await seatsOf(db, opened.account);
  assert.deepEqual(
    seats.map(({ hall, duty }) => [hall, duty]),
    [["445103", "hall-administrator"]],
  );
  assert.ok(!lines.join().includes(given.password), "the password is in the log");
});

test("a hall that has an administrator gets no other by the way, and nothing is left of the attempt", async () => {
  const accounts = async () => (await db.selectFrom("identity.account").select("account_id").execute()).length;
  const before = await accounts();
  const second = { ...order, loginName: "zhou-2" };
  await assert.rejects(makeAdministrator(house, second), { code: "cli/administrator-exists" });
  assert.equal(await accounts(), before);
  await assert.rejects(makeAdministrator(house, { ...order, hall: "441299" }), { code: "cli/no-hall" });
  await makeAdministrator(house, { ...second, another: true });
  assert.equal(await accounts(), before + 1);
});

test("an officer who lost his password gets another: the old one and his sessions are over", async () => {
  const opened = await signIn(house, { name: "zhou", password: given.password, ...from });
  const fresh = await givePassword(house, { loginName: "Zhou" });
  assert.equal(await findSession(house, opened.session.token), undefined);
  await assert.rejects(signIn(house, { name: "zhou", password: given.password, ...from }), {
    code: "identity/wrong-password",
  });
  assert.ok((await signIn(house, { name: "zhou", password: fresh.password, ...from })).mustChangePassword);
  await assert.rejects(givePassword(house, { loginName: "nobody" }), { code: "identity/no-staff" });
});

test("[E1] whoever was made by the word sets up the second factor his post asks for, and gets it taken away by the word", async () => {
  const { password } = await givePassword(house, { loginName: "zhou" });
  const whoIs = async (token: string) => {
    const session = (await findSession(house, token)) ?? assert.fail("no session");
    return { session, actor: actorOfSession(session) };
  };
  const given = await whoIs((await signIn(house, { name: "zhou", password, ...from })).session.token);
  const own = "一句自己的够长的密码";
  const changed = await changePassword(house, given.actor, { old: password, password: own, ...from });
  assert.equal(changed.mustSetUpSecondFactor, true);
  const { actor, session } = await whoIs(changed.session.token);
  assert.deepEqual(actor.posts, []);
  const { secret } = await beginSecondFactor(house, actor);
  const code = authenticatorApp(secret).shows(clock.now());
  const { opened } = await confirmSecondFactor(house, actor, { code, session, ...from });
  assert.deepEqual((await whoIs(opened.session.token)).actor.posts, ["hall-administrator"]);
  await takeSecondFactor(house, { loginName: "zhou" });
  assert.equal(await findSession(house, opened.session.token), undefined);
  assert.ok((await signIn(house, { name: "zhou", password: own, ...from })).mustSetUpSecondFactor);
  await assert.rejects(takeSecondFactor(house, { loginName: "zhou" }), { code: "identity/no-second-factor" });
});

test("a new key seals everything anew, and what was sealed before still opens", async () => {
  const text = readFileSync(path.join(dataDir, "keys"), "utf8");
  assert.equal(addKey(dataDir), 0);
  const later: House = { ...house, seal: createKeyRing(loadSealKeys(dataDir, {})) };
  assert.equal(later.seal.newest, 2);
  const sealed = modules.flatMap((module) => module.sealed ?? []);
  const open = async () => {
    const rows = await db.selectFrom("identity.person").select(["person_id", "name_sealed"]).execute();
    return rows.flatMap(({ person_id, name_sealed }) =>
      name_sealed
        ? [
            [
              later.seal.versionOf(name_sealed),
              later.seal.open(name_sealed, `identity.person.name_sealed ${person_id}`),
            ],
          ]
        : [],
    );
  };
  const before = await open();
  assert.ok(before.some(([version, name]) => version === 1 && name === "周某某"));
  assert.ok((await reseal(later)) >= before.length);
  assert.deepEqual(
    await open(),
    before.map(([, name]) => [2, name]),
  );
  assert.ok((await sealProgress(db, sealed, 2)).every(({ state }) => state === "done"));
  assert.equal(await reseal(later), 0);
  assert.ok(readFileSync(path.join(dataDir, "keys"), "utf8").startsWith(text));
});

test("keys that are given by the environment are not changed by the program", () => {
  const folder = path.join(dataDir, "elsewhere");
  assert.throws(() => addSealKey(folder, { SEAL_KEYS: "digest:00" }), { code: "kernel/keys-given" });
  assert.ok(!existsSync(folder));
});

test("words that make no sense are explained and do nothing", async () => {
  for (const words of [[], ["4451"], ["445100", "--login"], ["445100"], ["password"], ["second-factor"]])
    assert.equal(await admin(words), 64);
  for (const words of [["x"], ["add", "more"], ["status", "--restarted"]]) assert.equal(await key(words), 64);
});
