import assert from "node:assert/strict";
import { test } from "node:test";
import { cancelItem } from "../catalogue/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { actsHouse } from "./acts.fixture.ts";
import {
  applicant,
  citizen,
  clerk,
  deliverNews,
  draftOf,
  hall,
  judge,
  officer,
  otherHall,
  publish,
  refusedWithoutTrace,
  republish,
  reviewer,
  smallItem,
  stateOf,
  stranger,
  submitted,
  tokenAt,
  watch,
} from "./application.fixture.ts";
import {
  acceptApplication,
  applyAgain,
  findCase,
  giveOpinion,
  listMyCases,
  submitApplication,
  withdraw,
} from "./index.ts";
import { joinPerson } from "./join-person.ts";

const { house, clock, db, fresh, lastLine, items } = await actsHouse(import.meta.url);

test("[B8] running cases finish under the version they began with; a new version refuses old drafts, a cancelled item all", async () => {
  const moving = await publish(
    house,
    smallItem({ taskName: "会变的事项", catalogCode: "440125009000", taskCode: "11440000006939756B3440125009000" }),
  );
  const old = await draftOf(house, moving);
  const running = await submitted(house, moving);
  const done = await submitApplication(house, applicant, { draft: { ...old, id: newId(clock) } });
  await republish(
    house,
    moving,
    smallItem({
      taskName: "会变的事项",
      catalogCode: "440125009000",
      taskCode: "11440000006939756B3440125009000",
      promiseDays: 3,
    }),
  );
  await assert.rejects(submitApplication(house, applicant, { draft: old }), { code: "application/old-version" });
  const { state } = await acceptApplication(house, clerk, { hall, application: running.application });
  assert.deepEqual(state.acceptance?.promised, { amount: 5, unit: "wd" });
  assert.equal(state.version, 1);

  const ground = { reason: "取消", document: "国发〔2026〕1号" };
  await inTransaction(db, (tx) => cancelItem(house, tx, judge, { item: moving, ...ground }));
  await assert.rejects(submitted(house, moving), { code: "catalogue/not-appliable" });
  await assert.rejects(applyAgain(house, applicant, { hall, application: done.application }), {
    code: "catalogue/not-appliable",
  });
  const receipt = await submitApplication(house, applicant, { draft: { ...old, id: done.application } });
  assert.equal(receipt.number, done.number);
  const next = await giveOpinion(house, reviewer, {
    hall,
    application: running.application,
    token: tokenAt({ state }, "examine"),
    opinion: "agree",
  });
  assert.deepEqual(
    next.state.tasks.map(({ node }) => node),
    ["decide"],
  );
});

test("an old case is the beginning of a new draft, for the applicant alone", async () => {
  const place = await fresh();
  await withdraw(house, applicant, place);
  const again = await applyAgain(house, applicant, place);
  assert.deepEqual(again.answers, { rented: false, name: "阿婆牛肉丸", area: 36.5 });
  assert.deepEqual([again.version, again.current, again.madeFrom], [1, 1, place.application]);
  await assert.rejects(applyAgain(house, stranger, place), { code: "application/not-found" });
  await assert.rejects(applyAgain(house, reviewer, place), { code: "application/not-applicant" });
  const { application } = await submitted(house, items.small, { madeFrom: place.application });
  assert.equal((await stateOf(house, application)).madeFrom, place.application);
});

test("an agent sees and withdraws a company's case only while he acts for the company", async () => {
  const company = newId(clock);
  const agent = citizen(newId(clock), company);
  assert.ok(agent.kind === "citizen");
  const draft = await draftOf(house, items.small, {
    person: company,
    agent: agent.person as Id,
    applicantName: "潮州示例有限公司",
  });
  await submitApplication(house, agent, { draft });
  const place = { hall, application: draft.id };
  await refusedWithoutTrace(house, draft.id, "application/not-found", () =>
    withdraw(house, { ...agent, actingFor: null }, place),
  );
  await withdraw(house, agent, place);
});

test("a person entered at the counter who registers later finds his cases again", async () => {
  const from = newId(clock);
  const draft = await draftOf(house, items.small, { person: from, channel: "counter" });
  await submitApplication(house, clerk, { draft });
  await deliverNews(house);
  const person = newId(clock);
  await joinPerson(house, { person, from });
  await joinPerson(house, { person, from });
  const { cases } = await listMyCases(db, person);
  assert.deepEqual(
    cases.map(({ application }) => application),
    [draft.id],
  );
  assert.deepEqual((await listMyCases(db, from)).cases, []);
  await withdraw(house, citizen(person), { hall, application: draft.id });
});

test("[C2] the same acts run at the counter: the window hands in for the person in front of it", async () => {
  const draft = await draftOf(house, items.small, {
    channel: "counter",
    materials: [{ key: "plan", files: [], way: "paper" }],
  });
  await submitApplication(house, clerk, { draft });
  assert.equal((await lastLine(clerk, { application: draft.id }))?.title, "窗口代为提交申请");
});

test("[C2] the counter of another hall takes in an item that is handled everywhere in the city, stands by the applicant, and no more", async () => {
  const code = { catalogCode: "440125008000", taskCode: "11440000006939756B3440125008000" };
  const everywhere = await publish(
    house,
    smallItem({ taskName: "全市通办的事项", ...code, isHandle: true, handleArea: "4" }),
  );
  const county = officer("county", "dept-county", ["window-officer", "reviewer"], "445122" as typeof hall);
  const elsewhere = officer("elsewhere", "dept-county", ["window-officer"], otherHall);
  const paper = { channel: "counter" as const, materials: [{ key: "plan", files: [], way: "paper" as const }] };
  const draft = await draftOf(house, everywhere, paper);
  await assert.rejects(submitApplication(house, elsewhere, { draft }), {
    code: "application/wrong-hall",
    details: { hall },
  });
  await assert.rejects(submitApplication(house, county, { draft: await draftOf(house, items.small, paper) }), {
    code: "application/wrong-hall",
  });
  const { application } = await submitApplication(house, county, { draft });
  const place = { hall, application };
  const state = await stateOf(house, application);
  assert.deepEqual(state.intake, { hall: "445122", department: "dept-county" });
  assert.deepEqual(state.departments, ["dept-market"], "the case is the right hall's");
  assert.equal((await lastLine(county, place))?.title, "别的大厅的窗口代收申请");
  for (const stray of [elsewhere, officer("b", "dept-county", ["reviewer"], "445122" as typeof hall)]) {
    await assert.rejects(findCase(house, stray, hall, application), { code: "application/not-found" });
  }
  await refusedWithoutTrace(house, application, "application/not-your-task", () =>
    acceptApplication(house, county, place),
  );
  await withdraw(house, county, { ...place, reason: "申请人在窗口撤回" });
});

test("an item asks how surely it must know the applicant, and a weaker sign-in is refused", async () => {
  const draft = await draftOf(house, items.small);
  const weak = { ...applicant, assurance: 1 } as Actor;
  await assert.rejects(submitApplication(house, weak, { draft }), { code: "application/assurance-too-low" });
});

test("a case that was accepted on a draft without plan is refused, whoever sends it", async () => {
  const draft = await draftOf(house, items.small, { materials: [{ key: "plan", files: [], way: "upload" }] });
  for (const actor of [applicant, clerk, watch]) {
    await assert.rejects(submitApplication(house, actor, { draft }), { code: "application/not-complete" });
  }
});
