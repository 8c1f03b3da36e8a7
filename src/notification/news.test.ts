import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type CaseNews, caseTopics } from "../application/index.ts";
import { credentialChanged, newDevice } from "../identity/index.ts";
import { codeMappings, codeTables, createCodes } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { infectionFound } from "../material/index.ts";
import { wordsOfCase } from "./case-words.ts";
import { setSms } from "./change-preferences.ts";
import type { ContactOf } from "./contact.ts";
import { caseSubscriptions } from "./hear-cases.ts";
import { infectionSubscriptions } from "./hear-infections.ts";
import { hearingGround, told } from "./hearing.fixture.ts";
import { messageSubscriptions } from "./jobs.ts";
import { chaozhou, citizen, mobile, notificationHouse, workerOf } from "./notification.fixture.ts";
import { countUnread, listMessages } from "./queries.ts";
import { tellPerson } from "./tell-person.ts";

const hearing = hearingGround(import.meta.url);
const { run, someCase, happens, titles } = hearing;

let house: ReturnType<typeof hearing.now>["house"];
let gateway: ReturnType<typeof hearing.now>["gateway"];
beforeEach(() => {
  ({ house, gateway } = hearing.now());
});

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
  const there = notificationHouse(house.db, {}, subscriptions);
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
  const behind = notificationHouse(house.db);
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
