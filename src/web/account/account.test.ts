import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readPersonalData } from "../../identity/index.ts";
import { idNumberCheckCharacter, usccCheckCharacter } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { visitor } from "../apply/apply.fixture.ts";
import { fillRegisters } from "../web.fixture.ts";
import { accountHouse, accountServer, codeOn, freshPhone, goodPassword, hall } from "./account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
await fillRegisters(db);
const made = await accountHouse(db);
const { house, people } = made;
let server: HallServer;
before(async () => {
  server = await accountServer(house);
});
after(async () => {
  await server?.app.close();
  await made[Symbol.asyncDispose]();
  await close();
});

const phoneOf = (key: string) => people.citizens[key]?.signsInAs ?? "";
const { password } = people;

async function signedIn(name: string, on = server) {
  const browser = visitor(on);
  await browser.open("/sign-in");
  const sent = await browser.send("/sign-in", { name, password });
  assert.equal(sent.status, 303, sent.text);
  return browser;
}

/** A minute passes between two codes to one phone. */
const aMinute = () => house.clock.advance(61_000);

/** Somebody who registers now. */
async function registered(more: { password?: string } = {}) {
  const phone = freshPhone();
  const browser = visitor(server);
  await browser.open("/register");
  assert.equal((await browser.send("/register", { phone })).to, "/register/code");
  await browser.open("/register/code");
  const code = await codeOn(house, phone);
  const sent = await browser.send("/register/code", { code, password: more.password ?? "" });
  return { phone, browser, code, sent };
}

let numbers = 0;
function freshIdNumber(): string {
  numbers += 1;
  const digits = `4499991980${String((numbers % 12) + 1).padStart(2, "0")}20${String(numbers).padStart(3, "0")}`;
  return digits + idNumberCheckCharacter(digits);
}
function freshUscc(): string {
  numbers += 1;
  const text = `91449999MA${String(1000 + numbers).padStart(7, "0")}`;
  return text + usccCheckCharacter(text);
}

/** Somebody who has proved his name. */
async function proven(name = "试样例") {
  const one = await registered();
  await one.browser.open("/account/identity");
  const idNumber = freshIdNumber();
  const sent = await one.browser.send("/account/identity", { name, idNumber });
  assert.equal(sent.to, "/account/identity?done=proven", sent.text);
  return { ...one, name, idNumber };
}

test("[E1] signing in by password leads back to where one came from, and to nowhere else", async () => {
  const browser = visitor(server);
  const to = "/sign-in?to=%2Fdrafts%3Fa%3D1";
  const shown = await browser.open(to);
  assert.equal(shown.status, 200);
  assert.match(shown.body, /action="\/sign-in\?to=%2Fdrafts%3Fa%3D1"/);
  assert.equal((await browser.send(to, { name: phoneOf("zhang"), password })).to, "/drafts?a=1");
  const account = await browser.open("/account");
  assert.ok(account.text.includes("张*") && !account.text.includes("张样例"), "masked");

  for (const away of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/sign-in?to=/",
    "javascript:alert(1)",
  ]) {
    const other = visitor(server);
    const address = `/sign-in?to=${encodeURIComponent(away)}`;
    assert.match((await other.open(address)).body, /action="\/sign-in"/, away);
    const sent = await other.send(address, { name: phoneOf("zhang"), password });
    assert.deepEqual([sent.status, /evil|sign-in|javascript/.test(sent.to)], [303, false], away);
  }
});

test("[E1] an unknown account and a wrong password say one and the same, beside the field, and keep what was typed", async () => {
  const said: string[] = [];
  for (const name of [phoneOf("li"), "16099999999", "nobody-there"]) {
    const browser = visitor(server);
    await browser.open("/sign-in");
    const sent = await browser.send("/sign-in", { name, password: "不是这一个密码" });
    assert.equal(sent.status, 422);
    assert.match(sent.body, new RegExp(`value="${name}"`));
    assert.match(sent.body, /id="password-error"[\s\S]*?账号或密码不对/);
    assert.doesNotMatch(sent.body, /不是这一个密码/);
    said.push(sent.body.replaceAll(`value="${name}"`, "").replaceAll(/name="_csrf" value="[^"]*"/g, ""));
  }
  assert.deepEqual([...new Set(said)].length, 1);
  const empty = visitor(server);
  await empty.open("/sign-in");
  const sent = await empty.send("/sign-in", { name: "", password: "" });
  assert.deepEqual([sent.status, /有 2 处需要改/.test(sent.text)], [422, true]);
});

test("[E1] after too many tries the page says how long to wait, and the code still opens", async () => {
  const browser = visitor(server);
  const name = phoneOf("zhao");
  let last = await browser.open("/sign-in").then(() => browser.send("/sign-in", { name, password: "wrong wrong" }));
  for (let tries = 0; tries < 10; tries += 1) last = await browser.send("/sign-in", { name, password: "wrong wrong" });
  assert.equal(last.status, 429);
  assert.match(last.text, /操作太频繁，请 \d+ (秒|分钟)后再试/);
  assert.match(last.body, new RegExp(`value="${name}"`));
  await browser.open("/sign-in/phone");
  await browser.send("/sign-in/phone", { phone: name });
  await browser.open("/sign-in/code");
  assert.equal((await browser.send("/sign-in/code", { code: await codeOn(house, name) })).status, 303);
});

test("[E1] a code signs in: the number is asked, then the code; a second code at once says how long to wait", async () => {
  const browser = visitor(server);
  assert.equal((await browser.open("/sign-in/code?to=/drafts")).to, "/sign-in/phone?to=%2Fdrafts", "no phone yet");
  await browser.open("/sign-in/phone?to=/drafts");
  const bad = await browser.send("/sign-in/phone", { phone: "123" });
  assert.deepEqual([bad.status, /手机号应为11位数字/.test(bad.text), /value="123"/.test(bad.body)], [422, true, true]);
  const phone = phoneOf("chen");
  const asked = await browser.send("/sign-in/phone?to=/drafts", { phone });
  assert.equal(asked.to, "/sign-in/code?to=%2Fdrafts");
  const shown = await browser.open(asked.to);
  assert.ok(shown.text.includes("160****0004") && !shown.body.includes(phone), "the number is not on the page");
  const again = await browser.send("/sign-in/code/again?to=/drafts", {});
  assert.deepEqual([again.status, /请 \d+ 秒后再试/.test(again.text)], [429, true]);
  const wrong = await browser.send("/sign-in/code?to=/drafts", { code: "000000x" });
  assert.deepEqual([wrong.status, /验证码不对或已经过期/.test(wrong.text)], [422, true]);
  const right = await browser.send("/sign-in/code?to=/drafts", { code: await codeOn(house, phone) });
  assert.deepEqual([right.status, right.to], [303, "/drafts"]);
  assert.equal((await browser.open("/sign-in?to=/drafts")).to, "/drafts", "back button: signed in already");
  assert.equal((await browser.open("/sign-in/code")).status, 303);
});

test("[E1] a phone nobody registered: the same code registers", async () => {
  const phone = freshPhone();
  const browser = visitor(server);
  await browser.open("/sign-in/phone");
  assert.equal(
    (await browser.send("/sign-in/phone", { phone })).to,
    "/sign-in/code",
    "nobody is told whether it is known",
  );
  await browser.open("/sign-in/code");
  const code = await codeOn(house, phone);
  const unknown = await browser.send("/sign-in/code", { code });
  assert.deepEqual([unknown.status, /还没有注册/.test(unknown.text)], [422, true]);
  const sent = await browser.send("/sign-in/code", { code, act: "register" });
  assert.equal(sent.to, "/account/identity?done=registered");
  assert.match((await browser.open(sent.to)).text, /注册好了，已经登录/);
});

test("[E1] one registers with a phone and at will a password; a weak one and a taken phone are said at the field", async () => {
  const phone = freshPhone();
  const browser = visitor(server);
  await browser.open("/register?to=/drafts");
  await browser.send("/register?to=/drafts", { phone });
  await browser.open("/register/code?to=/drafts");
  const code = await codeOn(house, phone);
  const weak = await browser.send("/register/code?to=/drafts", { code, password: "12345678" });
  assert.deepEqual([weak.status, /密码至少 10 个字符/.test(weak.text)], [422, true]);
  assert.match(weak.body, new RegExp(`value="${code}"`), "the code stays typed, and is not used up");
  assert.equal((await browser.send("/register/code?to=/drafts", { code, password: goodPassword })).to, "/drafts");

  aMinute();
  const second = visitor(server);
  await second.open("/register");
  await second.send("/register", { phone });
  await second.open("/register/code");
  const taken = await second.send("/register/code", { code: await codeOn(house, phone) });
  assert.deepEqual([taken.status, /已经注册过，请直接登录/.test(taken.text)], [422, true]);

  const back = visitor(server);
  await back.open("/sign-in");
  assert.equal((await back.send("/sign-in", { name: phone, password: goodPassword })).status, 303);
});

test("[E1] a forgotten password is set anew by a code, and other devices are out", async () => {
  const { phone, browser: first } = await registered({ password: goodPassword });
  aMinute();
  const browser = visitor(server);
  await browser.open("/forgot-password");
  await browser.send("/forgot-password", { phone });
  await browser.open("/forgot-password/code");
  const code = await codeOn(house, phone);
  assert.equal((await browser.send("/forgot-password/code", { code, password: "" })).status, 422);
  assert.equal(
    (await browser.send("/forgot-password/code", { code, password: "换成另外一句长的话" })).status,
    422,
    "nine characters",
  );
  assert.equal((await browser.send("/forgot-password/code", { code, password: "换成另外一句更长的话" })).status, 303);
  assert.equal((await first.open("/account")).to, "/sign-in?to=%2Faccount");
});

test("[E1] signing out ends the session; a form from before leads on and does nothing", async () => {
  const browser = await signedIn(phoneOf("zhang"));
  const tab = await browser.open("/account/password");
  assert.equal(tab.status, 200);
  assert.equal((await browser.send("/sign-out", {})).to, "/");
  assert.equal((await browser.open("/account")).to, "/sign-in?to=%2Faccount");
  await browser.open("/sign-in");
  await browser.send("/sign-in", { name: phoneOf("zhang"), password });
  await browser.open("/account");
  house.clock.advance(3 * 3_600_000);
  assert.equal(
    (await browser.send("/account/acting", { who: "self" })).to,
    "/sign-in?to=%2Faccount%2Facting",
    "it has lapsed",
  );
  const out = await browser.send("/sign-out", {});
  assert.deepEqual([out.status, out.to], [303, "/"], "who is out already is let out");
});

test("[E1] two windows at the sign-in: once signed in by one, the other leads on", async () => {
  const browser = visitor(server);
  await browser.open("/sign-in?to=/drafts");
  const form = { name: phoneOf("zhang"), password };
  assert.equal((await browser.send("/sign-in?to=/drafts", form)).status, 303);
  assert.deepEqual((await browser.send("/sign-in?to=/drafts", form)).to, "/drafts");
});

test("[E3] a public page shows whoever is signed in his name, and the page kept for visitors stays as it was", async () => {
  const plain = visitor(server);
  const before = await plain.open("/halls");
  assert.match(before.body, /href="\/sign-in\?to=%2Fhalls"/);
  assert.match(before.body, /href="\/register\?to=%2Fhalls"/);
  const browser = await signedIn(phoneOf("zhang"));
  const mine = await browser.open("/halls");
  assert.ok(mine.text.includes("张*") && mine.text.includes("退出登录") && mine.text.includes("消息"));
  assert.equal((await visitor(server).open("/halls")).body, before.body);
  const kept = await server.app.inject({ url: "/halls" });
  assert.ok(kept.headers.etag, "still kept");
});

test("[E10] the name is proved: the level rises, the history says how; wrong numbers come back filled", async () => {
  const { browser } = await registered();
  const shown = await browser.open("/account/identity");
  assert.match(shown.text, /现在：只验证过手机号/);
  const wrong = await browser.send("/account/identity", { name: "试样例", idNumber: "123" });
  assert.equal(wrong.status, 422);
  assert.ok(
    /value="试样例"/.test(wrong.body) && /value="123"/.test(wrong.body) && /id="idNumber-error"/.test(wrong.body),
  );
  const unlike = await browser.send("/account/identity", { name: "不符", idNumber: freshIdNumber() });
  assert.deepEqual([unlike.status, /姓名和身份证号不一致/.test(unlike.text)], [422, true]);
  const to = "/account/identity?to=/drafts";
  const sent = await browser.send(to, { name: "试样例", idNumber: freshIdNumber() });
  assert.equal(sent.to, "/account/identity?to=%2Fdrafts&done=proven");
  const done = await browser.open(sent.to);
  assert.ok(/实名核验通过/.test(done.text) && /href="\/drafts"[^>]*>接着办事/.test(done.body));
  assert.ok(/网上实名核验/.test(done.text) && /验证手机号/.test(done.text));
  assert.equal((await browser.send("/account/identity", { name: "再来", idNumber: "1" })).status, 303, "pressed twice");
});

test("[E1] the password is set, then changed with the old one; the other device is out", async () => {
  const { browser, phone } = await registered();
  const first = await browser.open("/account/password");
  assert.ok(/设一个密码/.test(first.text) && !/现在的密码/.test(first.text));
  assert.equal((await browser.send("/account/password", { password: "short" })).status, 422);
  assert.equal((await browser.send("/account/password", { password: goodPassword })).to, "/account?done=password");
  const other = visitor(server);
  await other.open("/sign-in");
  await other.send("/sign-in", { name: phone, password: goodPassword });
  await browser.open("/account/password");
  const wrong = await browser.send("/account/password", {
    old: "不是原来的那个密码",
    password: "又换成另一句长长的话",
  });
  assert.ok(wrong.status === 422 && /id="old-error"[\s\S]*原密码不对/.test(wrong.body));
  assert.equal(
    (await browser.send("/account/password", { old: goodPassword, password: "又换成另一句长长的话" })).status,
    303,
  );
  assert.equal((await other.open("/account")).status, 303);
  assert.match((await browser.open("/account?done=password")).text, /密码设好了/);
});

test("[E1] the phone is changed by a code that goes to the new one", async () => {
  const { browser, phone } = await registered();
  const next = freshPhone();
  assert.equal((await browser.open("/account/phone/code")).to, "/account/phone");
  await browser.open("/account/phone");
  const asked = await browser.send("/account/phone", { phone: next });
  assert.equal(asked.to, "/account/phone/code");
  await browser.open(asked.to);
  assert.equal((await browser.send("/account/phone/code", { code: "" })).status, 422);
  assert.equal(
    (await browser.send("/account/phone/code", { code: await codeOn(house, next) })).to,
    "/account?done=phone",
  );
  const shown = (await browser.open("/account")).text;
  assert.ok(shown.includes(next.slice(-4)) && !shown.includes(phone.slice(-4)));
});

test("[E1] devices are listed in words; one or all others are signed out", async () => {
  const browser = await signedIn(phoneOf("wang"));
  const [second, third] = [await signedIn(phoneOf("wang")), await signedIn(phoneOf("wang"))];
  const list = await browser.open("/account/devices");
  assert.match(list.text, /登录着 3 台设备/);
  assert.match(list.text, /这一台/);
  const action = /action="(\/account\/devices\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? "";
  assert.equal((await browser.send(action, {})).to, "/account/devices?done=one");
  assert.equal((await browser.send(action, {})).status, 303, "pressed twice: no harm");
  const alive = async () =>
    (await Promise.all([second, third].map((one) => one.open("/account")))).filter(({ status }) => status === 200);
  assert.equal((await alive()).length, 1);
  await browser.send("/account/devices/others", {});
  assert.equal((await alive()).length, 0);
  assert.match((await browser.open("/account/devices?done=others")).text, /登录着 1 台设备/);
});

test("[E3] one chooses whom to act for, and the head says so; a company that is not one's own is refused", async () => {
  const browser = await signedIn(phoneOf("li"));
  const food = people.companies.food ?? "";
  const shown = await browser.open("/account/acting?to=/drafts");
  assert.match(shown.text, /代“广州样例餐饮有限公司”办/);
  const strange = await browser.send("/account/acting", { who: people.companies.pottery ?? "" });
  assert.deepEqual([strange.status, /现在不能代这家单位办事/.test(strange.text)], [422, true]);
  assert.equal((await browser.send("/account/acting", { who: "" })).status, 422);
  assert.equal((await browser.send("/account/acting?to=/drafts", { who: food })).to, "/drafts");
  assert.match((await browser.open("/halls")).text, /代 广州样例餐饮有限公司/);
  await browser.open("/account/acting");
  assert.equal((await browser.send("/account/acting", { who: "self" })).to, "/account");
  assert.match((await browser.open("/account")).text, /为自己办/);
});

test("[E10] a representative registers a company, empowers an agent, and takes it back", async () => {
  const agent = await proven("林样例");
  const { browser } = await proven("许样例");
  assert.match((await browser.open("/account/companies")).text, /还没有单位/);
  await browser.open("/account/companies/new");
  assert.equal((await browser.send("/account/companies/new", { uscc: "1", name: "潮州某某" })).status, 422);
  const told = { uscc: freshUscc(), name: "潮州样例食品有限公司" };
  assert.equal((await browser.send("/account/companies/new", told)).to, "/account/companies?done=added");
  const href =
    /href="(\/account\/companies\/[0-9a-f-]{36})"/.exec((await browser.open("/account/companies")).body)?.[1] ?? "";
  assert.match((await browser.open(href)).text, /还没有授权过代理人/);

  const form = await browser.open(`${href}/mandates/new`);
  assert.match(form.body, /min="2026-11-24"/);
  const days = { from: "2026-11-24", until: "2027-11-24" };
  const nobody = await browser.send(`${href}/mandates/new`, {
    name: "林样例",
    idNumber: freshIdNumber(),
    ...days,
    hall: "all",
  });
  assert.deepEqual([nobody.status, /没有找到这位已实名的人/.test(nobody.text)], [422, true]);
  const long = { name: agent.name, idNumber: agent.idNumber, from: days.from, until: "2036-01-01", hall: "all" };
  assert.match((await browser.send(`${href}/mandates/new`, long)).body, /id="until-error"/);
  const good = { ...long, ...days, hall };
  assert.equal((await browser.send(`${href}/mandates/new`, good)).to, `${href}?done=granted`);
  const listed = await browser.open(href);
  assert.ok(/林\*/.test(listed.text) && /只在潮州市/.test(listed.text) && /有效/.test(listed.text));

  assert.match((await agent.browser.open(href)).text, /不再代理这家单位/);
  await agent.browser.open("/account/acting");
  await agent.browser.send("/account/acting", { who: href.split("/").at(-1) ?? "" });
  const end = /action="([^"]*\/end)"/.exec(listed.body)?.[1] ?? "";
  assert.equal((await browser.send(end, {})).to, `${href}?done=revoked`);
  assert.equal((await browser.send(end, {})).status, 303, "pressed twice");
  assert.equal((await agent.browser.open("/account")).status, 303, "the session that rested on it has ended");
});

test("[E10] a stranger sees no company of others, and who is not proved cannot register one", async () => {
  const { browser } = await registered();
  const food = people.companies.food ?? "";
  for (const address of [
    `/account/companies/${food}`,
    `/account/companies/${food}/mandates/new`,
    "/account/companies/x",
  ]) {
    assert.equal((await browser.open(address)).status, 404, address);
  }
  assert.match((await browser.open("/account/companies/new")).text, /请先实名/);
  assert.equal((await browser.send("/account/companies/new", { uscc: "1", name: "某" })).status, 303);
  const wang = await signedIn(phoneOf("zhang"));
  await wang.open("/account");
  assert.equal((await wang.send(`/account/companies/${people.companies.pottery}/mandates/x/end`, {})).status, 404);
});

test("[E10] every read by an officer stands in the list: who, what, why, when", async () => {
  const { browser } = await proven("何样例");
  assert.match((await browser.open("/account/accesses")).text, /没有人看过/);
  const { person } = await newestOwner();
  const seat = { post: "p", duty: "window-officer", hall, department: "cz-007" };
  const officer = {
    kind: "staff",
    id: people.officers[`${hall}-police-window`]?.account ?? "",
    assurance: 3,
    posts: [seat.duty],
    seats: [seat],
  } as const;
  for (let at = 0; at < 51; at += 1) {
    const request = { person, fields: ["name", "phone"] as const, purpose: `核对第 ${at + 1} 次`, hall };
    await inTransaction(db, (tx) => readPersonalData(house, tx, officer, request));
    house.clock.advance(1_000);
  }
  const first = await browser.open("/account/accesses");
  assert.ok(/潮州市公安局/.test(first.text) && /姓名、手机号/.test(first.text) && /核对第 51 次/.test(first.text));
  const next = /href="(\/account\/accesses\?after=[^"]*)"/.exec(first.body)?.[1] ?? "";
  const second = (await browser.open(next)).text;
  assert.ok(/核对第 1 次/.test(second) && !/核对第 2 次/.test(second) && /回到最新的/.test(second));
});

test("[E1] an officer signs in at the same door, is led to his desk or account, and has no pages of citizens", async () => {
  const browser = visitor(server);
  await browser.open("/sign-in?to=/drafts");
  const sent = await browser.send("/sign-in?to=/drafts", { name: `${hall}-police-window`, password });
  assert.ok(["/desk", "/account"].includes(sent.to), sent.to);
  const account = await browser.open("/account");
  assert.ok(/工作账号/.test(account.text) && !/我的单位/.test(account.text));
  for (const address of [
    "/account/acting",
    "/account/companies",
    "/account/accesses",
    "/account/identity",
    "/account/phone",
  ]) {
    assert.equal((await browser.open(address)).status, 403, address);
  }
  assert.equal((await browser.open("/account/devices")).status, 200);
});

test("[E3] demo accounts stand on the sign-in page of a demo, and of no other hall", async (t) => {
  assert.match((await visitor(server).open("/sign-in")).body, new RegExp(`${password}[\\s\\S]*${phoneOf("zhang")}`));
  const real = await accountServer({ ...house, config: { ...house.config, demo: false, sms: undefined } });
  t.after(() => real.app.close());
  const shown = (await visitor(real).open("/sign-in")).body;
  assert.ok(!shown.includes(password) && !shown.includes("样例") && shown.includes("本大厅没有开通短信"));
  for (const address of ["/register", "/sign-in/phone", "/forgot-password"]) {
    assert.match((await visitor(real).open(address)).text, /本大厅没有开通短信/);
  }
});

/** Whoever registered last: nothing on a page tells it. */
async function newestOwner(): Promise<{ person: string }> {
  const row = await db
    .selectFrom("identity.account")
    .select("person_id")
    .where("kind", "=", "citizen")
    .orderBy("account_id", "desc")
    .executeTakeFirstOrThrow();
  return { person: row.person_id };
}
