import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { authenticatorApp } from "../../../identity/index.ts";
import type { HallServer } from "../../../kernel/http/index.ts";
import { openTestDb } from "../../../kernel/testing/index.ts";
import { registers } from "../../../organization/grounds.fixture.ts";
import { visitor } from "../../apply/apply.fixture.ts";
import { accountHouse, accountServer, hall, secretOn } from "../account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const made = await accountHouse(db);
const { house, people } = made;
const { password } = people;
let server: HallServer;
before(async () => {
  server = await accountServer(house);
});
after(async () => {
  await server?.app.close();
  await made[Symbol.asyncDispose]();
  await close();
});

const door = "/sign-in/second-factor";
const own = "/account/second-factor";
const reviewer = `${hall}-police-review`;

/** Gives name and password at the first door. */
async function atDoor(name: string, to = "/sign-in") {
  const browser = visitor(server);
  await browser.open(to);
  return { browser, sent: await browser.send(to, { name, password }) };
}

/** Sets the second factor up by the pages. */
async function setUp(browser: ReturnType<typeof visitor>, address = own) {
  await browser.open(address);
  const begun = await browser.send(address, {});
  const shown = await browser.open(begun.to);
  const app = authenticatorApp(secretOn(shown.body));
  return { app, shown, at: begun.to };
}

const codesOn = (body: string) =>
  [...body.matchAll(/<li><b class="code">(\S+)<\/b><\/li>/g)].map(([, code]) => code ?? "");

test("[E1] an officer turns it on by pages alone, and from then on comes in by password and code", async () => {
  const { browser, sent } = await atDoor(reviewer);
  assert.equal(sent.to, "/desk");
  assert.match((await browser.open("/account")).text, /第二道验证没有打开/);
  assert.equal((await browser.open(`${own}/set-up`)).to, own, "nothing is begun");
  const { app, shown, at } = await setUp(browser);
  assert.match(shown.body, /<svg[^>]*aria-label="给验证器应用扫的二维码"/);
  assert.match(shown.body, /href="otpauth:\/\/totp\//);
  const wrong = await browser.send(at, { code: "12345" });
  assert.ok(wrong.status === 422 && /id="code-error"/.test(wrong.body), wrong.text);
  assert.equal(secretOn(wrong.body), secretOn(shown.body), "the same code may still be scanned");
  const on = await browser.send(at, { code: app.shows(house.clock.now()) });
  assert.equal(on.to, `${own}/recovery-codes`, on.text);
  const list = await browser.open(on.to);
  const [recovery = "", ...others] = codesOn(list.body);
  assert.equal(others.length, 9);
  assert.equal((await browser.send(on.to, { act: "kept" })).to, "/account?done=second");
  assert.doesNotMatch((await browser.open(on.to)).body, new RegExp(recovery), "shown once");
  assert.match((await browser.open(own)).text, /还剩 10 个/);

  const again = await atDoor(reviewer, "/sign-in?to=%2Fdesk%3Fseat%3Dx");
  assert.equal(again.sent.to, `${door}?to=%2Fdesk%3Fseat%3Dx`);
  assert.equal((await again.browser.open("/desk")).status, 303, "the password alone opens nothing");
  assert.equal((await again.browser.open("/account")).status, 303);
  await again.browser.open(again.sent.to);
  const used = app.shows(house.clock.now());
  assert.equal((await again.browser.send(again.sent.to, { code: "" })).status, 422);
  const replayed = await again.browser.send(again.sent.to, { code: used });
  assert.ok(replayed.status === 422 && /数字不对，或者已经用过/.test(replayed.text), "the code of the setting up");
  house.clock.advance(30_000);
  const entered = await again.browser.send(again.sent.to, { code: app.shows(house.clock.now()) });
  assert.equal(entered.to, "/desk?seat=x");
  assert.equal((await again.browser.open("/account")).status, 200);

  const lost = await atDoor(reviewer);
  await lost.browser.open(`${door}?by=recovery`);
  assert.equal((await lost.browser.send(`${door}?by=recovery`, { code: recovery.toLowerCase() })).to, "/desk");
  assert.match((await lost.browser.open(own)).text, /还剩 9 个/);
});

test("whoever has not given the password is sent back to the first door, and so is who waited too long", async () => {
  const stranger = visitor(server);
  assert.equal((await stranger.open(`${door}?to=%2Fdesk`)).to, "/sign-in?to=%2Fdesk");
  await stranger.open("/sign-in");
  assert.equal((await stranger.send(door, { code: "123456" })).to, "/sign-in");
  const { browser } = await atDoor(reviewer);
  await browser.open(door);
  house.clock.advance(10 * 60_000);
  assert.equal((await browser.send(door, { code: "123456" })).to, "/sign-in");
});

test("[E3] an administrator has nothing before it is set up, is led there, and then has his post", async () => {
  const { browser, sent } = await atDoor(`${hall}-admin`);
  assert.equal(sent.to, `${own}?to=%2Fdesk`);
  assert.match((await browser.open(sent.to)).text, /您的岗位要求第二道验证/);
  assert.equal((await browser.open("/desk")).to, own);
  const { app, at } = await setUp(browser, sent.to);
  const on = await browser.send(at, { code: app.shows(house.clock.now()) });
  await browser.open(on.to);
  assert.equal((await browser.send(on.to, { act: "kept" })).to, "/desk");
  assert.equal((await browser.open("/desk")).status, 200);

  house.clock.advance(30_000);
  await browser.open(`${own}/recovery-codes`);
  const renewed = await browser.send(`${own}/recovery-codes`, { code: app.shows(house.clock.now()) });
  assert.equal(codesOn((await browser.open(renewed.to)).body).length, 10, renewed.text);

  house.clock.advance(30_000);
  assert.match((await browser.open(`${own}/off`)).text, /岗位要求第二道验证/);
  const code = app.shows(house.clock.now());
  const refused = await browser.send(`${own}/off`, { password: "不是这一句不是这一句", code });
  assert.ok(refused.status === 422 && /id="password-error"/.test(refused.body));
  assert.equal((await browser.send(`${own}/off`, { password, code })).to, own, "to another phone: set up anew");
  assert.equal((await browser.open("/desk")).to, own);
});
