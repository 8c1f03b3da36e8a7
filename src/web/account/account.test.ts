import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readPersonalData } from "../../identity/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { visitor } from "../apply/apply.fixture.ts";
import {
  accountHouse,
  accountServer,
  codeOn,
  freshIdNumber,
  freshPhone,
  freshUscc,
  type Guests,
  goodPassword,
  guestsOf,
  hall,
} from "./account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const made = await accountHouse(db);
const { house, people } = made;
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

test("[E10] the name is proved: the level rises, the history says how; wrong numbers come back filled", async () => {
  const { browser } = await guests.registered();
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
  const { browser, phone } = await guests.registered();
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
  const { browser, phone } = await guests.registered();
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
  const browser = await guests.signedIn(phoneOf("wang"));
  const [second, third] = [await guests.signedIn(phoneOf("wang")), await guests.signedIn(phoneOf("wang"))];
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
  const browser = await guests.signedIn(phoneOf("li"));
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

test("an error page knows who is signed in, and speaks to a visitor as before", async () => {
  const browser = await guests.signedIn(phoneOf("zhang"));
  for (const address of ["/nothing-here", "/account/companies/019c0000-0000-7000-8000-000000000000"]) {
    const shown = await browser.open(address);
    assert.deepEqual(
      [shown.status, /张\*/.test(shown.text), /href="\/sign-in/.test(shown.body)],
      [404, true, false],
      address,
    );
    assert.match(shown.body, /action="\/sign-out"[\s\S]*name="_csrf" value="[^"]{60,}"/);
  }
  const stranger = await visitor(server).open("/nothing-here");
  assert.deepEqual([stranger.status, /href="\/sign-in/.test(stranger.body)], [404, true]);
  assert.equal((await browser.send("/sign-out", {})).status, 303);
});

test("[E1] closing the account says what goes and what stays, asks for the password, and signs out everywhere", async () => {
  const { browser, phone } = await guests.registered({ password: goodPassword });
  assert.match((await browser.open("/account")).body, /href="\/account\/close"/);
  const shown = await browser.open("/account/close");
  assert.match(shown.text, /不能恢复[\s\S]*手机号、地址[\s\S]*依法要存档/);
  const wrong = await browser.send("/account/close", { password: "不是这个密码" });
  assert.deepEqual([wrong.status, /id="password-error"[\s\S]*密码不对/.test(wrong.body)], [422, true]);
  assert.equal((await browser.send("/account/close", { password: goodPassword })).to, "/");
  assert.equal((await browser.open("/account")).status, 303);
  const again = visitor(server);
  await again.open("/sign-in");
  assert.equal((await again.send("/sign-in", { name: phone, password: goodPassword })).status, 422);
  const head = await guests.signedIn(phoneOf("zhang"));
  await head.open("/account/close");
  const kept = await head.send("/account/close", { password: people.password });
  assert.deepEqual([kept.status, /还是单位的法定代表人/.test(kept.text)], [422, true]);
});

test("[E10] a representative registers a company, empowers an agent, and takes it back", async () => {
  const agent = await guests.proven("林样例");
  const { browser } = await guests.proven("许样例");
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
  assert.equal((await agent.browser.open(`${href}/mandates/new`)).to, href, "an agent gives nothing on");
  assert.equal((await agent.browser.send(`${href}/mandates/new`, good)).to, href);
  await agent.browser.open("/account/acting");
  await agent.browser.send("/account/acting", { who: href.split("/").at(-1) ?? "" });
  const end = /action="([^"]*\/end)"/.exec(listed.body)?.[1] ?? "";
  assert.equal((await browser.send(end, {})).to, `${href}?done=revoked`);
  assert.equal((await browser.send(end, {})).status, 303, "pressed twice");
  assert.equal((await agent.browser.open("/account")).status, 303, "the session that rested on it has ended");
});

test("[E10] who acts for another company is led to put that off before he gives a mandate", async () => {
  const browser = await guests.signedIn(phoneOf("zhang"));
  const food = people.companies.food ?? "";
  await browser.open("/account/companies/new");
  await browser.send("/account/companies/new", { uscc: freshUscc(), name: "广州样例第二有限公司" });
  const hrefs = [
    ...(await browser.open("/account/companies")).body.matchAll(/href="(\/account\/companies\/[0-9a-f-]{36})"/g),
  ];
  const other = hrefs.map(([, href]) => href ?? "").find((href) => !href.endsWith(food)) ?? "";
  await browser.open("/account/acting");
  await browser.send("/account/acting", { who: food });
  assert.match((await browser.open(other)).text, /您正在代另一家单位办事/);
  assert.equal((await browser.open(`${other}/mandates/new`)).to, other);
  assert.equal((await browser.open(`/account/companies/${food}/mandates/new`)).status, 200);
});

test("[E10] a stranger sees no company of others, and who is not proved cannot register one", async () => {
  const { browser } = await guests.registered();
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
  const wang = await guests.signedIn(phoneOf("zhang"));
  await wang.open("/account");
  assert.equal((await wang.send(`/account/companies/${people.companies.pottery}/mandates/x/end`, {})).status, 404);
});

test("[E10] every read by an officer stands in the list: who, what, why, when", async () => {
  const { browser } = await guests.proven("何样例");
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
