import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { createServer } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { password, place, registered, staffWith } from "./accounts.fixture.ts";
import { codeSentTo, hall, identityHouse, monday, newIdNumber, newPhone } from "./identity.fixture.ts";
import { authenticator, authenticatorApp, identity } from "./index.ts";
import { signIn } from "./sign-in.ts";
import { startRealNameStandIn } from "./stand-in/real-name.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const key = "r".repeat(32);
const { house: bare, clock } = identityHouse(db);
const standIn = await startRealNameStandIn({ key, clock });
const house = { ...bare, config: { ...bare.config, realName: { url: standIn.url, key } } };
const routes = identity.routes ?? [];
const { app } = await createServer(house, { routes, authenticator, accessLog: false, perMinute: 0 });
after(async () => {
  await app.close();
  await standIn.close();
  await close();
});
beforeEach(() => clock.set(monday));

const ours = { origin: house.config.publicUrl, "sec-fetch-site": "same-origin" };

async function call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object, token?: string) {
  const cookie = token === undefined ? {} : { cookie: `wangting=${token}` };
  return await app.inject({
    method,
    url: `/api${path}`,
    headers: { ...ours, ...cookie },
    ...(body === undefined ? {} : { payload: body }),
  });
}

function tokenOf(answer: { cookies: { name: string; value: string }[] }): string {
  return answer.cookies.find(({ name }) => name === "wangting")?.value ?? assert.fail("no cookie");
}

test("[E1] register, prove, see oneself and one's devices, sign out: over HTTP, with nothing but the cookie", async () => {
  const phone = newPhone();
  const asked = await call("POST", "/identity/codes", { phone, purpose: "register" });
  assert.equal(asked.statusCode, 202);
  const code = await codeSentTo(house, phone);
  const made = await call("POST", "/identity/registrations", { phone, code, password });
  assert.equal(made.statusCode, 201, made.body);
  const first = tokenOf(made);
  assert.equal((await call("POST", "/identity/legal-persons", { uscc: "x", name: "xx" }, first)).statusCode, 403);

  const real = await call("POST", "/identity/real-name", { name: "张样例", idNumber: newIdNumber() }, first);
  assert.equal(real.statusCode, 200, real.body);
  const token = tokenOf(real);
  assert.equal((await call("GET", "/identity/me", undefined, first)).statusCode, 401, "the old token is worth nothing");
  const me = (await call("GET", "/identity/me", undefined, token)).json();
  assert.deepEqual([me.person.name, me.person.assurance, me.actingFor, me.actsFor], ["张*例", 2, null, []]);

  const company = { uscc: "91449999MA0000001G", name: "广州样例餐饮有限公司" };
  const { legalPerson } = (await call("POST", "/identity/legal-persons", company, token)).json();
  const acting = tokenOf(await call("PUT", "/identity/acting-for", { legalPerson }, token));
  assert.equal((await call("GET", "/identity/me", undefined, acting)).json().actingFor, legalPerson);
  const mandates = await call("GET", `/identity/legal-persons/${legalPerson}/mandates`, undefined, acting);
  assert.deepEqual(
    mandates.json().delegates.map(({ role, name }: { role: string; name: string }) => [role, name]),
    [["representative", "张*例"]],
  );

  const { devices } = (await call("GET", "/identity/devices", undefined, acting)).json();
  assert.deepEqual([devices.length, devices[0].isThis], [1, true]);
  assert.equal((await call("GET", "/identity/accesses", undefined, acting)).statusCode, 200);
  assert.equal((await call("DELETE", "/identity/session", undefined, acting)).statusCode, 204);
  assert.equal((await call("GET", "/identity/me", undefined, acting)).statusCode, 401);
});

test("a wrong password is 422 with the field, a stranger 401, a foreign page 403", async () => {
  const { phone } = await registered(house);
  const wrong = await call("POST", "/identity/session", { name: phone, password: "不是这一句不是这一句" });
  assert.deepEqual([wrong.statusCode, wrong.json().code], [422, "identity/wrong-password"]);
  assert.equal((await call("GET", "/identity/devices")).statusCode, 401);
  const token = tokenOf(await call("POST", "/identity/session", { name: phone, password }));
  const foreign = await app.inject({
    method: "DELETE",
    url: "/api/identity/session",
    headers: { cookie: `wangting=${token}`, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  });
  assert.equal(foreign.statusCode, 403);
  assert.equal((await call("GET", "/identity/me", undefined, token)).statusCode, 200);
});

test("an officer of the window registers a visitor of his hall; of another hall he may not, and a citizen not at all", async () => {
  const { loginName } = await staffWith(house, "window-officer");
  const { session } = await signIn(house, { name: loginName, password, ...place });
  const body = { name: "刘样例", idNumber: newIdNumber() };
  const made = await call("POST", `/halls/${hall}/visitors`, body, session.token);
  assert.deepEqual([made.statusCode, made.json().isNew], [201, true]);
  assert.equal((await call("POST", `/halls/${hall}/visitors`, body, session.token)).statusCode, 200);
  assert.equal((await call("POST", "/halls/445102/visitors", body, session.token)).statusCode, 403);
  const citizens = (await registered(house)).session.token;
  assert.equal((await call("POST", `/halls/${hall}/visitors`, body, citizens)).statusCode, 403);
  assert.equal((await call("GET", `/halls/${hall}/staff`, undefined, session.token)).statusCode, 403);
});

test("[E1] an officer's second factor over HTTP: set up, signed in with both, reset by an administrator", async () => {
  const { loginName, account } = await staffWith(house, "reviewer");
  const signInWith = (more: object = {}) => call("POST", "/identity/session", { name: loginName, password, ...more });
  const first = tokenOf(await signInWith());
  const begun = await call("POST", "/identity/second-factor", undefined, first);
  assert.deepEqual([begun.statusCode, begun.headers["cache-control"]], [201, "no-store"]);
  const app = authenticatorApp(begun.json().secret);
  const set = await call("PUT", "/identity/second-factor", { code: app.shows(clock.now()) }, first);
  assert.deepEqual([set.statusCode, set.json().recoveryCodes.length], [200, 10], set.body);
  const token = tokenOf(set);
  const state = (await call("GET", "/identity/second-factor", undefined, token)).json();
  assert.deepEqual([state.recoveryCodesLeft, state.isRequired], [10, false]);
  const codes = await call("POST", "/identity/second-factor/recovery-codes", { code: "000000" }, token);
  assert.equal(codes.json().code, "identity/wrong-second-code");

  const asked = await signInWith();
  assert.deepEqual([asked.statusCode, asked.json().code, asked.cookies.length], [422, "identity/code-needed", 0]);
  clock.advance(30_000);
  const code = app.shows(clock.now());
  assert.equal((await signInWith({ code })).statusCode, 200);
  assert.equal((await signInWith({ code })).json().code, "identity/wrong-second-code");

  const boss = await staffWith(house, "hall-administrator");
  const admins = tokenOf(await call("POST", "/identity/session", { name: boss.loginName, password }));
  const reset = (at: string) => call("DELETE", `/halls/${at}/staff/${account}/second-factor`, undefined, admins);
  assert.deepEqual([(await reset("445200")).statusCode, (await reset(hall)).statusCode], [403, 204]);
  assert.equal((await signInWith()).statusCode, 200);
});

test("no route of persons, accounts or halls answers a visitor with anything but a refusal", async () => {
  const open = ["/identity/codes", "/identity/registrations", "/identity/session", "/identity/session-by-code"];
  const id = "019a0000-0000-7000-8000-000000000000";
  let asked = 0;
  for (const route of routes) {
    if (route.path === "/identity/password-by-code" || open.includes(route.path)) continue;
    const path = route.path.replace(":hall", hall).replaceAll(/:\w+/g, id);
    const answer = await call(route.method as "GET", path, route.body ? {} : undefined);
    assert.equal(answer.statusCode, 401, `${route.method} ${path}`);
    asked += 1;
  }
  assert.ok(asked >= 15);
});
