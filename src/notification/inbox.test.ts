import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { accountClosed, newDevice, personJoined } from "../identity/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { setSms } from "./change-preferences.ts";
import { hearingGround } from "./hearing.fixture.ts";
import { markAllRead, markRead } from "./mark-read.ts";
import { chaozhou, citizen } from "./notification.fixture.ts";
import { countUnread, findMessage, listMessages } from "./queries.ts";
import { inboxOf } from "./rights.ts";

const hearing = hearingGround(import.meta.url);
const { run, someCase, happens, titles } = hearing;

let house: ReturnType<typeof hearing.now>["house"];
beforeEach(() => {
  ({ house } = hearing.now());
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

test("[E10] an agent for some items or halls reads and marks the company's messages about those, and no others", async () => {
  const company = newId(house.clock);
  const [food, shop] = [newId(house.clock), newId(house.clock)];
  for (const item of [food, shop]) {
    await happens({ person: company, application: newId(house.clock) }, "submitted", 1, { item });
  }
  const payload = { person: company, account: company };
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: newDevice, payload }));
  await run();
  const agent = (scope: { items?: string[]; halls?: string[] }) => ({ ...citizen(house), actingFor: company, scope });
  const forFood = agent({ items: [food] });
  const found = await listMessages(house.db, inboxOf(forFood));
  assert.deepEqual([found.total, found.unread, found.messages[0]?.item], [1, 1, food]);
  assert.deepEqual(found.items, [{ item: food, total: 1, unread: 1 }]);
  const unread = (actor: ReturnType<typeof agent>) => countUnread(house.db, inboxOf(actor));
  // Of halls: what is about an item there, not the company's own account; of nothing: nothing.
  assert.deepEqual(
    await Promise.all(
      [{ halls: [chaozhou] }, { halls: ["440000"] }, { items: [] }, { items: [food], halls: ["440000"] }].map((scope) =>
        unread(agent(scope)),
      ),
    ),
    [2, 0, 0, 0],
  );
  const [other] = (await listMessages(house.db, company, { item: shop })).messages;
  assert.ok(other);
  assert.equal(await findMessage(house.db, inboxOf(forFood), other.id), undefined);
  await assert.rejects(
    inTransaction(house.db, (tx) => markRead(house, tx, forFood, { message: other.id })),
    { code: "notification/no-message" },
  );
  assert.equal(await inTransaction(house.db, (tx) => markAllRead(house, tx, forFood)), 1);
  assert.equal(
    await countUnread(house.db, company),
    2,
    "the others are still to be read by whoever acts in everything",
  );
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
