import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { applicationClosed, type CaseNews, caseTopics } from "../application/index.ts";
import { accountClosed, credentialChanged, newDevice, personJoined } from "../identity/index.ts";
import type { FixedClock } from "../kernel/clock/index.ts";
import { codeMappings, codeTables, createCodes } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { infectionFound } from "../material/index.ts";
import { wordsOfCase } from "./case-words.ts";
import { setSms } from "./change-preferences.ts";
import type { ContactOf } from "./contact.ts";
import { caseSubscriptions } from "./hear-cases.ts";
import { closedSubscription, joinSubscription, personSubscriptions } from "./hear-identity.ts";
import { infectionSubscriptions } from "./hear-infections.ts";
import { messageSubscriptions } from "./jobs.ts";
import { markAllRead, markRead } from "./mark-read.ts";
import { chaozhou, citizen, mobile, notificationHouse, smsKey, sweep, workerOf } from "./notification.fixture.ts";
import { countUnread, findMessage, listMessages } from "./queries.ts";
import { type SmsStandIn, startSmsStandIn } from "./stand-in/sms-gateway.ts";
import { tellPerson } from "./tell-person.ts";

const told = new Map([...caseTopics, applicationClosed].map((topic) => [topic.name, topic]));
const contactOf: ContactOf = async () => ({ mobile });
const hears = [
  ...messageSubscriptions,
  ...caseSubscriptions([...told.values()], contactOf),
  ...personSubscriptions([credentialChanged, newDevice], contactOf),
  joinSubscription(personJoined),
  closedSubscription(accountClosed),
];

let ground: TestDb;
let house: House & { readonly clock: FixedClock };
let gateway: SmsStandIn;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());
beforeEach(async (t) => {
  await sweep(ground.db);
  house = notificationHouse(ground.db, {}, hears);
  gateway = await startSmsStandIn({ clock: house.clock, key: smsKey });
  Object.assign(house.config, { sms: { url: gateway.url, key: smsKey } });
  (t as { after(fn: () => Promise<void>): void }).after(() => gateway.close());
});

const run = () => workerOf(house, {}, hears).runDue();

interface Case {
  readonly person: Id;
  readonly application: Id;
}

const someCase = (): Case => ({ person: newId(house.clock), application: newId(house.clock) });

/** Says what happened to a case, as `application` does. */
async function happens(one: Case, kind: string, revision: number, more: Partial<CaseNews> = {}): Promise<void> {
  const payload: CaseNews = {
    hall: chaozhou,
    application: one.application,
    number: "445100MB2C3456726030200001234X",
    person: one.person,
    agent: null,
    item: newId(house.clock),
    version: 1,
    department: "cz-007",
    channel: "web",
    state: "accepted",
    submittedAt: house.clock.now().toISOString(),
    revision,
    at: house.clock.now().toISOString(),
    outcome: null,
    ...more,
  };
  const topic = told.get(`application.${kind}`);
  assert.ok(topic);
  const place = { lane: one.application, laneNo: revision };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic, payload, ...place }));
}

const titles = async (person: Id) => (await listMessages(house.db, person)).messages.map(({ title }) => title);

test("each change of a case is one message in the applicant's inbox, in the order of the case", async () => {
  const one = someCase();
  // They come out of order into the outbox; the lane knows better.
  await happens(one, "accepted", 5);
  await happens(one, "submitted", 1);
  await happens(one, "corrected", 3);
  await happens(one, "pre-reviewed", 4);
  await happens(one, "correction-requested", 2);
  await run();
  assert.deepEqual(await titles(one.person), ["已受理", "补正已提交", "需要补正", "申请已提交"]);
  assert.equal(await countUnread(house.db, one.person), 4);
});

test("a virus found later is told to whoever handed the file in, once for each case, and to nobody for a use that is no case", async () => {
  const [one, draft] = [someCase(), someCase()];
  const owners = new Map([
    [
      `case:${one.application}`,
      { ...one, number: "445100MB2C3456726030200001234X", item: newId(house.clock), itemName: "食品小作坊登记" },
    ],
    [
      `case:${draft.application}`,
      { ...draft, number: undefined, item: newId(house.clock), itemName: "食品小作坊登记" },
    ],
  ]);
  const subscriptions = infectionSubscriptions(infectionFound, async (_, __, use) => owners.get(use));
  const there = notificationHouse(ground.db, {}, subscriptions);
  const payload = {
    hall: chaozhou,
    sha256: "a".repeat(64),
    threat: "Eicar",
    files: [],
    uses: [...owners.keys(), "seal:1"],
  };
  for (let times = 0; times < 2; times += 1) {
    await inTransaction(there.db, (tx) => there.outbox.publish(tx, { hall: chaozhou, topic: infectionFound, payload }));
  }
  await workerOf(there, {}, subscriptions).runDue();
  assert.deepEqual(
    [await titles(one.person), await titles(draft.person)],
    [["交的文件查出病毒"], ["交的文件查出病毒"]],
  );
  const [message] = (await listMessages(there.db, one.person)).messages;
  assert.match(message?.body ?? "", /“食品小作坊登记”的申请交的一个文件查出病毒.*补正/);
});

test("the same news twice is one message and one text message", async () => {
  const one = someCase();
  await happens(one, "accepted", 2);
  await run();
  await happens(one, "accepted", 2);
  await run();
  assert.deepEqual(await titles(one.person), ["已受理"]);
  assert.deepEqual(
    gateway.received.messages.map(({ text }) => text),
    ["【网上办事大厅】您的办件（尾号 01234X）已受理，可登录网厅查看办理时限。"],
  );
});

test("news of two cases at once: each keeps its order, and none waits for the other", async () => {
  const [one, other] = [someCase(), someCase()];
  for (const [revision, kind] of ["submitted", "accepted", "decided"].entries()) {
    await happens(one, kind, revision + 1);
    await happens(other, kind, revision + 1, { approved: false });
  }
  await run();
  assert.deepEqual(await titles(one.person), ["已作出决定", "已受理", "申请已提交"]);
  assert.deepEqual(await titles(other.person), ["决定：不予批准", "已受理", "申请已提交"]);
});

test("a case that was voided tells so; the close beside another act's news does not say it twice", async () => {
  const [voided, done] = [someCase(), someCase()];
  await happens(voided, "closed", 3, { outcome: "voided" });
  await happens(done, "delivered", 7);
  await happens(done, "closed", 7, { outcome: "approved" });
  await run();
  assert.deepEqual([await titles(voided.person), await titles(done.person)], [["办件已作废"], ["结果已送达"]]);
});

test("a later message of a case stands above the earlier one, also when it was written by a process whose clock is behind", async () => {
  const one = someCase();
  const about = { application: one.application, number: "1" };
  house.clock.advance(20_000);
  const message = { person: one.person, hall: chaozhou, kind: "x", about, body: "…", at: house.clock.now() };
  await inTransaction(house.db, (tx) => tellPerson(house, tx, { ...message, source: "1", title: "first" }));
  const behind = notificationHouse(ground.db);
  await inTransaction(house.db, (tx) => tellPerson(behind, tx, { ...message, source: "2", title: "second" }));
  assert.deepEqual(await titles(one.person), ["second", "first"]);
});

test("who switched text messages off finds the message in the inbox only", async () => {
  const actor = citizen(house);
  await inTransaction(house.db, (tx) => setSms(house, tx, actor, { on: false }));
  await happens({ person: actor.person, application: newId(house.clock) }, "accepted", 2);
  await run();
  assert.deepEqual([await titles(actor.person), gateway.asked], [["已受理"], 0]);
});

test("of a legal person's case the inbox is the legal person's, the text message goes to who acts for it", async () => {
  const one = someCase();
  const agent = newId(house.clock);
  const asked: string[] = [];
  const noting = [
    ...messageSubscriptions,
    ...caseSubscriptions([...told.values()], async (_house, _db, person) => {
      asked.push(person);
      return { mobile };
    }),
  ];
  await happens(one, "accepted", 2, { agent });
  await workerOf(house, {}, noting).runDue();
  assert.deepEqual([await titles(one.person), await titles(agent), asked], [["已受理"], [], [agent]]);
});

test("who has no phone, or is no more, finds the message in the inbox, and the case does not wait for it", async () => {
  const one = someCase();
  const nobody: ContactOf = async () => {
    throw new HallError("not-found", "notification/no-message", "x");
  };
  const hearsNobody = [...messageSubscriptions, ...caseSubscriptions([...told.values()], nobody)];
  await happens(one, "accepted", 2);
  const tally = await workerOf(house, {}, hearsNobody).runDue();
  assert.deepEqual([tally.failed, await titles(one.person), gateway.asked], [0, ["已受理"], 0]);
});

for (const [what, title] of [
  ["phone", "手机号已更换"],
  ["second-factor-off", "第二道验证已关闭"],
] as const) {
  test(`a change of what one signs in with (${what}) is told in the inbox and by text message, at once also at night`, async () => {
    house.clock.set("2026-03-03T03:00:00+08:00");
    const person = newId(house.clock);
    const payload = { person, account: person, what };
    await inTransaction(house.db, (tx) =>
      house.outbox.publish(tx, { hall: chaozhou, topic: credentialChanged, payload }),
    );
    await run();
    assert.deepEqual([await titles(person), gateway.received.messages.length], [[title], 1]);
  });
}

test("signing in on a new device is told in the inbox and by text message, also at night", async () => {
  house.clock.set("2026-03-03T03:00:00+08:00");
  const person = newId(house.clock);
  const payload = { person, account: person };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: newDevice, payload }));
  await run();
  assert.deepEqual([await titles(person), gateway.received.messages.length], [["在新的设备上登录"], 1]);
  assert.match(gateway.received.messages[0]?.text ?? "", /新的设备上登录/);
});

test("with a closed account go its inbox and its wishes, and nobody else's", async () => {
  const [gone, other] = [citizen(house), someCase()];
  await inTransaction(house.db, (tx) => setSms(house, tx, gone, { on: false }));
  await happens({ person: gone.person, application: newId(house.clock) }, "accepted", 2);
  await happens(other, "accepted", 2);
  await run();
  const payload = { person: gone.person, account: gone.person };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: accountClosed, payload }));
  await run();
  assert.deepEqual([await titles(gone.person), await titles(other.person)], [[], ["已受理"]]);
  const wishes = await house.db.selectFrom("notification.preference").select("person_id").execute();
  assert.ok(wishes.every(({ person_id }) => person_id !== gone.person));
});

test("after two persons turned out to be one, the inbox is one as well", async () => {
  const [one, other] = [someCase(), someCase()];
  await happens(one, "submitted", 1);
  await happens(other, "accepted", 1);
  await run();
  const payload = { person: one.person, from: other.person };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: personJoined, payload }));
  await run();
  assert.deepEqual((await titles(one.person)).sort(), ["已受理", "申请已提交"]);
  assert.ok((await listMessages(house.db, one.person)).messages.every(({ item }) => item !== undefined));
  assert.deepEqual(await titles(other.person), []);
});

test("a message is marked as read once, by its owner only", async () => {
  const actor = citizen(house);
  await happens({ person: actor.person, application: newId(house.clock) }, "submitted", 1);
  await run();
  const [message] = (await listMessages(house.db, actor.person)).messages;
  assert.ok(message);
  const read = (who = actor) => inTransaction(house.db, (tx) => markRead(house, tx, who, { message: message.id }));

  await assert.rejects(read(citizen(house)), { kind: "not-found", code: "notification/no-message" });
  assert.equal(await countUnread(house.db, actor.person), 1);

  await read();
  const at = (await findMessage(house.db, actor.person, message.id))?.readAt;
  house.clock.advance(60_000);
  await read();
  assert.deepEqual((await findMessage(house.db, actor.person, message.id))?.readAt, at);
  assert.equal(await countUnread(house.db, actor.person), 0);
});

test("who acts for a legal person reads its inbox, and has the own one back afterwards", async () => {
  const company = newId(house.clock);
  const actor = citizen(house);
  await happens({ person: company, application: newId(house.clock) }, "submitted", 1);
  await run();
  assert.equal(await inTransaction(house.db, (tx) => markAllRead(house, tx, actor)), 0);
  assert.equal(await inTransaction(house.db, (tx) => markAllRead(house, tx, { ...actor, actingFor: company })), 1);
  const officer = { kind: "staff", id: "o", assurance: 3, posts: [], seats: [] } as const;
  await assert.rejects(
    inTransaction(house.db, (tx) => markAllRead(house, tx, officer)),
    { kind: "forbidden", code: "notification/no-inbox" },
  );
});

test("the list comes page by page, the newest first, and only the unread when asked for", async () => {
  const actor = citizen(house);
  for (let count = 1; count <= 7; count += 1) {
    await happens({ person: actor.person, application: newId(house.clock) }, "submitted", 1);
  }
  await run();
  const page = (wanted: number) => listMessages(house.db, actor.person, { page: wanted, size: 3 });
  const [first, last, beyond] = [await page(1), await page(3), await page(9)];
  assert.deepEqual([first.pages, first.total, first.unread, last.messages.length], [3, 7, 7, 1]);
  assert.deepEqual(beyond, last);
  assert.ok((first.messages[0]?.id ?? "") > (first.messages[2]?.id ?? ""));
  const [newest] = first.messages;
  assert.ok(newest);
  await inTransaction(house.db, (tx) => markRead(house, tx, actor, { message: newest.id }));
  const unread = await listMessages(house.db, actor.person, { unreadOnly: true });
  assert.deepEqual([unread.total, unread.messages.some(({ id }) => id === newest.id)], [6, false]);
  assert.deepEqual((await listMessages(house.db, newId(house.clock))).messages, []);
});

test("messages are told apart by their item, those of two cases of one item are together; marking one item's leaves the others", async () => {
  const actor = citizen(house);
  const [food, shop] = [newId(house.clock), newId(house.clock)];
  for (const item of [food, food, shop]) {
    await happens({ person: actor.person, application: newId(house.clock) }, "submitted", 1, { item });
    await run();
  }
  const payload = { person: actor.person, account: actor.person };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: newDevice, payload }));
  await run();
  const all = await listMessages(house.db, actor.person);
  const counts = new Map(all.items.map(({ item, total }) => [item, total]));
  assert.deepEqual(
    counts,
    new Map([
      [food, 2],
      [shop, 1],
      [undefined, 1],
    ]),
  );
  const ofFood = await listMessages(house.db, actor.person, { item: food, size: 1, page: 2 });
  assert.deepEqual([ofFood.total, ofFood.pages, ofFood.page, ofFood.messages[0]?.item], [2, 2, 2, food]);
  assert.deepEqual([ofFood.unread, ofFood.unreadHere], [4, 2]);
  assert.deepEqual(
    (await listMessages(house.db, actor.person, { item: "none" })).messages.map(({ title }) => title),
    ["在新的设备上登录"],
  );
  const stranger = citizen(house);
  const mark = (who: typeof actor, item: Id | "none") =>
    inTransaction(house.db, (tx) => markAllRead(house, tx, who, { item }));
  assert.deepEqual([await mark(stranger, food), await mark(actor, food), await mark(actor, food)], [0, 2, 0]);
  assert.equal(await mark(actor, "none"), 1);
  assert.deepEqual((await listMessages(house.db, actor.person, { item: food, unreadOnly: true })).messages, []);
  assert.equal(await countUnread(house.db, actor.person), 1);
});

test("every piece of news of a case that the applicant should hear has words, whatever its facts", () => {
  const codes = createCodes(codeTables, codeMappings);
  const facts = { ...({} as CaseNews), outcome: null };
  const silent = caseTopics.filter(({ name }) => wordsOfCase(name, facts, "食品经营许可", codes) === undefined);
  assert.deepEqual(
    silent.map(({ name }) => name),
    ["application.pre-reviewed"],
  );
  const paused = wordsOfCase("application.paused", { ...facts, reason: "hearing" }, undefined, codes);
  assert.equal(paused?.body, "您的办理时限暂停计算，原因是听证。结束后接着计算，暂停的时间不算在时限里。");
  assert.equal(wordsOfCase("application.closed", { ...facts, outcome: "withdrawn" }, "x", codes), undefined);
});
