import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { visitor } from "../apply/apply.fixture.ts";
import {
  accountHouse,
  accountServer,
  codeOn,
  freshPhone,
  type Guests,
  goodPassword,
  guestsOf,
  hall,
} from "./account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const made = await accountHouse(db);
const { house, people } = made;
const { password } = people;
const phoneOf = (key: string) => people.citizens[key]?.signsInAs ?? "";
let server: HallServer;
let guests: Guests;
before(async () => {
  server = await accountServer(house);
  guests = guestsOf(house, server, people);
});
after(async () => {
  await server?.app.close();
  await made[Symbol.asyncDispose]();
  await close();
});

/** A minute passes between two codes to one phone. */
const aMinute = () => house.clock.advance(61_000);

test("[E1] signing in by password leads back to where one came from, and to nowhere else", async () => {
  const browser = visitor(server);
  const to = "/sign-in?to=%2Fdrafts%3Fa%3D1";
  const shown = await browser.open(to);
  assert.equal(shown.status, 200);
  assert.match(shown.body, /action="\/sign-in\?to=%2Fdrafts%3Fa%3D1"/);
  assert.match(shown.text, /登录以后回到刚才那一页/);
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
  assert.deepEqual([sent.status, /有 2 处需要改手机号[\s\S]*?密码：/.test(sent.text)], [422, true]);
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
  const { phone, browser: first } = await guests.registered({ password: goodPassword });
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
  const browser = await guests.signedIn(phoneOf("zhang"));
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
  const browser = await guests.signedIn(phoneOf("zhang"));
  const mine = await browser.open("/halls");
  assert.ok(mine.text.includes("张*") && mine.text.includes("退出登录") && mine.text.includes("消息"));
  assert.equal((await visitor(server).open("/halls")).body, before.body);
  const kept = await server.app.inject({ url: "/halls" });
  assert.ok(kept.headers.etag, "still kept");
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
