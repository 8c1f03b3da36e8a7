import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FixedClock } from "../../kernel/clock/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type HallServer, sessionCookie } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { openTestDb, type TestDb } from "../../kernel/testing/index.ts";
import { askMail, countUnread, listMessages, startStandIns, wishesOf } from "../../notification/index.ts";
import { guides } from "../guide/guide.fixture.ts";
import { fillInbox, inboxHouse, inboxServer, signedIn, someItems } from "./inbox.fixture.ts";

let ground: TestDb;
let house: House & { readonly clock: FixedClock };
let server: HallServer;
before(async () => {
  ground = await openTestDb(import.meta.url, guides);
  house = inboxHouse(ground.db);
  server = await inboxServer(house);
});
after(async () => {
  await server?.app.close();
  await ground.close();
});

const cookie = (token: string) => ({ cookie: `${sessionCookie}=${token}` });

async function look(token: string, url: string, from = server) {
  const { statusCode: status, body, headers } = await from.app.inject({ method: "GET", url, headers: cookie(token) });
  return { status, body, headers };
}

/** Sends the form of a page, as the browser would. */
async function send(token: string, page: string, action: string, fields: Record<string, string> = {}, to = server) {
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await look(token, page, to)).body)?.[1] ?? "";
  const payload = new URLSearchParams({ ...fields, _csrf: csrf }).toString();
  const headers = { ...cookie(token), "content-type": "application/x-www-form-urlencoded" };
  const answer = await to.app.inject({ method: "POST", url: action, headers, payload });
  return { status: answer.statusCode, location: answer.headers.location, body: answer.body };
}

const newest = async (person: Id) => {
  const [message] = (await listMessages(house.db, person)).messages;
  assert.ok(message);
  return message;
};

test("without signing in there is no inbox, only the way to sign in", async () => {
  const { statusCode, headers } = await server.app.inject({
    method: "GET",
    url: "/inbox",
    headers: { accept: "text/html" },
  });
  assert.ok(
    statusCode === 303 ? headers.location?.toString().includes("%2Finbox") : statusCode === 401,
    `${statusCode}`,
  );
});

test("the inbox lists the newest first, ten a page, and says how many are unread", async () => {
  const { person, token } = await signedIn(house);
  await fillInbox(house, person, 23);
  const first = await look(token, "/inbox");
  assert.equal(first.status, 200);
  assert.match(first.body, /<h1>有 23 条未读消息<\/h1>/);
  assert.equal(first.body.split("未读</span>").length - 1, 10);
  assert.match(first.body, /href="\/inbox\?page=2"/);
  const last = await look(token, "/inbox?page=3");
  assert.equal(last.body.split("未读</span>").length - 1, 3);
  assert.match((await look(token, "/inbox?unread=true")).body, /href="\/inbox\?unread=true&amp;page=2"/);
});

test("looking at a message changes nothing; 知道了 marks it as read and leads back to the list", async () => {
  const { person, token } = await signedIn(house);
  await fillInbox(house, person, 1);
  const { id, body, about } = await newest(person);
  const shown = await look(token, `/inbox/${id}`);
  assert.ok(shown.body.includes(body) && shown.body.includes(about?.number ?? "?"));
  assert.match(shown.body, new RegExp(`href="/cases/${about?.application}"`));
  assert.equal(await countUnread(house.db, person), 1);
  const sent = await send(token, `/inbox/${id}`, `/inbox/${id}`);
  assert.deepEqual([sent.status, sent.location], [303, "/inbox"]);
  assert.equal(await countUnread(house.db, person), 0);
  assert.equal((await send(token, "/inbox/ways", `/inbox/${id}`)).status, 303, "pressed twice: no harm");
});

test("a message of somebody else is not there, to read or to mark", async () => {
  const [owner, stranger] = [await signedIn(house), await signedIn(house)];
  await fillInbox(house, owner.person, 1);
  const { id } = await newest(owner.person);
  assert.equal((await look(stranger.token, `/inbox/${id}`)).status, 404);
  assert.equal((await send(stranger.token, "/inbox/ways", `/inbox/${id}`)).status, 404);
  assert.equal((await look(stranger.token, `/inbox/${newId(house.clock).replace(/./, "-")}`)).status, 404);
  assert.equal(await countUnread(house.db, owner.person), 1);
});

test("all can be marked at once; a form that was not ours marks none", async () => {
  const { person, token } = await signedIn(house);
  await fillInbox(house, person, 3);
  const headers = { ...cookie(token), "content-type": "application/x-www-form-urlencoded" };
  const forged = await server.app.inject({ method: "POST", url: "/inbox/read-all", headers, payload: "_csrf=x" });
  assert.deepEqual([forged.statusCode, await countUnread(house.db, person)], [403, 3]);
  assert.equal((await send(token, "/inbox", "/inbox/read-all")).status, 303);
  assert.equal(await countUnread(house.db, person), 0);
  assert.match((await look(token, "/inbox?unread=true")).body, /没有未读的消息/);
});

test("who acts for a legal person sees its messages", async () => {
  const company = newId(house.clock);
  const { token } = await signedIn(house, company);
  await fillInbox(house, company, 2);
  assert.match((await look(token, "/inbox")).body, /有 2 条未读消息/);
});

test("[M1] a company with news of many items looks at one of them; the choice stands in the address and goes along", async () => {
  const company = newId(house.clock);
  const { token } = await signedIn(house, company);
  const items = await someItems(house.db, 5);
  await fillInbox(
    house,
    company,
    3,
    items.slice(0, 3).map(({ id }) => id),
  );
  assert.ok(!(await look(token, "/inbox")).body.includes("<select"), "three items need no choice");
  await fillInbox(
    house,
    company,
    60,
    items.map(({ id }) => id),
  );
  await fillInbox(house, company, 2);
  const all = (await look(token, "/inbox")).body;
  for (const [at, { id, name }] of items.entries()) {
    assert.ok(all.includes(`<option value="${id}">${name}，${at < 3 ? 13 : 12} 条</option>`), name);
  }
  assert.match(all, /<option value="none">账号和其他，2 条<\/option>/);
  const [first, second] = items;
  const one = (await look(token, `/inbox?item=${first?.id}&page=2&unread=true`)).body;
  assert.ok(one.includes(`<option value="${first?.id}" selected>`));
  assert.match(one, /<h1>有 65 条未读消息/);
  assert.equal(one.split("未读</span>").length - 1, 3);
  assert.ok(one.includes(`href="/inbox?item=${first?.id}&amp;unread=true"`), "the pager stays with the item");
  const { messages } = await listMessages(house.db, company, { item: first?.id });
  const back = await send(
    token,
    `/inbox/${messages[0]?.id}?item=${first?.id}`,
    `/inbox/${messages[0]?.id}?item=${first?.id}`,
  );
  assert.equal(back.location, `/inbox?item=${first?.id}`);
  const marked = await send(token, "/inbox", `/inbox/read-all?item=${first?.id}`);
  assert.deepEqual([marked.location, await countUnread(house.db, company)], [`/inbox?item=${first?.id}`, 52]);
  const none = (await look(token, `/inbox?item=${first?.id}&unread=true`)).body;
  assert.match(none, /这个事项没有未读的消息[\s\S]*看这个事项的全部消息/);
  assert.match(
    (await look(token, `/inbox?item=&unread=true`)).body,
    /有 52 条未读消息/,
    "all items, as the form says it",
  );
  const strange = (await look(token, `/inbox?item=${newId(house.clock)}`)).body;
  assert.match(strange, /没有这个事项的消息/);
  assert.equal((await look(token, "/inbox?item=x")).status, 400);
  const neighbour = await signedIn(house, newId(house.clock));
  const theirs = (await look(neighbour.token, `/inbox?item=${second?.id}`)).body;
  assert.ok(!theirs.includes(second?.name ?? "?"), "neither the messages of another nor a name");
});

test("an empty inbox says what will come", async () => {
  assert.match((await look((await signedIn(house)).token, "/inbox")).body, /还没有消息/);
});

test("text messages are switched off and on again", async () => {
  const { person, token } = await signedIn(house);
  for (const on of [false, true]) {
    assert.equal((await send(token, "/inbox/ways", "/inbox/ways/sms", { on: `${on}` })).status, 303);
    assert.equal((await wishesOf(house.db, person)).sms, on);
  }
});

test("an address is asked for, refused with the page filled, and confirmed by its code", async (t) => {
  await using standIns = await startStandIns(house.config, house.clock);
  const withMail = inboxHouse(ground.db, { mail: standIns.config.mail });
  const other = await inboxServer(withMail);
  t.after(() => other.app.close());
  const { person, token } = await signedIn(withMail);
  const post = (action: string, fields: Record<string, string>) => send(token, "/inbox/ways", action, fields, other);

  const wrong = await post("/inbox/ways/mail", { mail: "not an address" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /value="not an address"/);
  assert.match(wrong.body, /请填写邮箱地址/);
  assert.match(wrong.body, /<title>错误：通知方式/);

  assert.equal((await post("/inbox/ways/mail", { mail: "somebody@example.com" })).status, 303);
  assert.match((await look(token, "/inbox/ways", other)).body, /已发到 somebody@example\.com/);
  const soon = await post("/inbox/ways/mail", { mail: "other@example.com" });
  assert.deepEqual([soon.status, /请过一分钟再试/.test(soon.body)], [422, true]);
  const guess = await post("/inbox/ways/code", { code: "abc" });
  assert.deepEqual([guess.status, /验证码不对/.test(guess.body)], [422, true]);
  assert.equal((await wishesOf(withMail.db, person)).mail, null);
});

test("where the hall sends no mail, the page says so and a form is refused", async () => {
  const { person, token } = await signedIn(house);
  assert.match((await look(token, "/inbox/ways")).body, /没有开通邮件通知/);
  const actor = { kind: "citizen", id: person, assurance: 2, posts: [], person, actingFor: null } as const;
  await assert.rejects(
    inTransaction(house.db, (tx) => askMail(house, tx, actor, { mail: "a@example.com" })),
    { code: "notification/no-mail-server" },
  );
});

test("the phone of the demo is there in a demo only, and shows what was received", async (t) => {
  assert.equal((await server.app.inject({ method: "GET", url: "/demo/phone" })).statusCode, 404);
  const demo = inboxHouse(ground.db, { demo: true });
  await using standIns = await startStandIns(demo.config, demo.clock);
  const other = await inboxServer({ ...demo, config: standIns.config });
  t.after(() => other.app.close());
  const phone = async () => (await other.app.inject({ method: "GET", url: "/demo/phone" })).body;
  assert.match(await phone(), /还没有短信/);
  const real = await inboxServer({ ...demo, config: { ...demo.config, sms: { url: "http://127.0.0.1:1", key: "k" } } });
  t.after(() => real.app.close());
  assert.match((await real.app.inject({ method: "GET", url: "/demo/phone" })).body, /这里看不到短信/);
});
