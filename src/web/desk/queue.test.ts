import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { acceptApplication, claimTask, findCase } from "../../application/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { browserOf, caseOf, formsOf, newOfficer, pathOf, submitted } from "./desk.fixture.ts";
import { act, deskGround, press, type Receipt } from "./desk-ground.fixture.ts";

const { db, home, atDesk } = await deskGround(import.meta.url);

test("[C22] two officers at once: the second is told what the first did, and loses nothing he typed", async () => {
  const one = await submitted(home);
  const [first, second] = [await atDesk(), await atDesk()];
  const address = `${pathOf(one)}/not-accept`;
  const shown = (await second.desk.open(address)).body;
  const form = formsOf(shown).find(({ action }) => action === address);
  assert.ok(form);
  await act(first.desk, one, "complete");
  const late = await second.desk.post(address, { ...form.fields, reason: "写了半天的理由" });
  assert.equal(late.status, 409);
  assert.match(late.text, /刚刚有人办过/);
  assert.match(late.text, /预审：材料齐全/);
  assert.match(late.body, /写了半天的理由<\/textarea>/);
  const { state } = await caseOf(home, first.officer, one);
  assert.equal(state.notAcceptedAt, null, "nothing was written");
  const fresh = formsOf(late.body).find(({ action }) => action === address);
  assert.ok(fresh);
  assert.equal((await second.desk.post(address, { ...fresh.fields, reason: "还是不予受理" })).status, 303);
  const twice = await second.desk.post(address, { ...fresh.fields, reason: "还是不予受理" });
  assert.equal(twice.status, 409);
  assert.match(twice.text, /您刚刚办过这个办件/);
});

test("[C22] what a colleague has claimed is shown as his, and cannot be done from an old page", async () => {
  const one = await submitted(home);
  const [first, second] = [await atDesk(), await atDesk()];
  await press(first.desk, one, "claim");
  const page = await second.desk.open(pathOf(one));
  assert.match(page.text, /认领，正在办理/);
  assert.equal(
    formsOf(page.body).some(({ action }) => action.endsWith("/accept")),
    false,
  );
  assert.match((await second.desk.open(`${pathOf(one)}/accept`)).text, /现在不能这样办/);
  assert.equal((await second.desk.open("/desk?claimed=free")).body.includes(one.number), false);
});

test("[C22] the batch does each one for itself and says what came of it", async () => {
  const [good, taken, gone] = [await submitted(home), await submitted(home), await submitted(home)];
  const { desk, officer } = await atDesk();
  const colleague = await atDesk();
  const page = await desk.open("/desk?order=new");
  const form = formsOf(page.body).find(({ action }) => action === "/desk/batch");
  assert.ok(form);
  const keyOf = ({ application }: Receipt) =>
    Object.keys(form.fields)
      .find((name) => name.startsWith("seen.") && name.includes(application))
      ?.slice(5) ?? "";
  const claimed = await caseOf(home, colleague.officer, taken);
  await claimTask(home.house, colleague.officer.actor, { ...taken, token: claimed.tasks[0]?.token ?? -1 });
  await acceptApplication(home.house, colleague.officer.actor, gone);
  const sent = await desk.post("/desk/batch", {
    ...form.fields,
    act: "accept",
    task: [...[good, taken, gone].map(keyOf), `445100.${newId(home.house.clock)}.1`, "rubbish"],
  });
  assert.equal(sent.status, 303);
  const told = await desk.open(sent.to);
  assert.match(told.text, /受理了 1 件，4 件没有办成/);
  assert.ok(told.text.includes("刚刚有人办过"));
  assert.ok((await caseOf(home, officer, good)).state.acceptance);
  assert.equal((await caseOf(home, officer, taken)).state.acceptance, null);
  const stranger = browserOf(home.server, colleague.officer.cookie);
  assert.ok(
    !(await stranger.open(sent.to)).text.includes("4 件没有办成"),
    "a note for one officer is none for another",
  );
  const none = await desk.post("/desk/batch", { ...form.fields, act: "claim" });
  assert.deepEqual([none.status, /先勾选/.test(none.text)], [422, true]);
});

test("[C22] the queue pages by cursor and by due day, filters by seat and by words, and a number leads to its case", async () => {
  const crowd = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, crowd.cookie);
  for (let count = 0; count < 22; count += 1) await submitted(home);
  const last = await submitted(home, { applicantName: "林*样" });
  const numbers = (body: string) => [...body.matchAll(/data-row/g)].length;
  const first = await desk.open("/desk?order=new");
  assert.equal(numbers(first.body), 20);
  const next = /href="([^"]*)" rel="next"/.exec(first.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await desk.open(next);
  assert.equal(second.status, 200);
  assert.ok(numbers(second.body) >= 3);
  const urgent = await desk.open("/desk");
  assert.equal(numbers(urgent.body), 20);
  assert.match(urgent.body, /page=2" rel="next"/);
  assert.match(urgent.text, /剩 4 天|剩 5 天/);
  const found = await desk.open("/desk?q=林");
  assert.equal(numbers(found.body), 1);
  assert.match((await desk.open("/desk?q=不会有的词")).text, /待办里没有“不会有的词”/);
  const to = await desk.open(`/desk?q=${last.number}`);
  assert.deepEqual([to.status, to.to], [303, pathOf(last)]);
  const seat = `445100.${home.own}.window-officer`;
  assert.match((await desk.open(`/desk?seat=${seat}`)).body, new RegExp(`value="${seat}" selected`));
  const idle = await newOfficer(home.house, home.police);
  assert.match((await browserOf(home.server, idle.cookie).open("/desk")).text, /现在没有待办的件/);
  assert.equal((await desk.open("/desk/next")).status, 303);
});

test("[C22] in joint handling each department finds its own task and gives its opinion", async () => {
  const one = await submitted(home, { item: home.jointItem.id });
  const { desk } = await atDesk();
  await act(desk, one, "accept");
  await act(desk, one, "opinion", { opinion: "agree" });
  const police = await newOfficer(home.house, home.police, ["co-reviewer"]);
  const theirs = browserOf(home.server, police.cookie);
  assert.ok((await theirs.open("/desk?order=new")).body.includes(one.number));
  const open = await theirs.open(pathOf(one));
  assert.match(open.text, /协办部门 2 个，2 个没有答复/);
  assert.match(open.text, /协办意见 2 个工作日/, "its own limit stands first, not the promise of the case");
  await act(theirs, one, "opinion", { opinion: "agree" });
  assert.match((await theirs.open(pathOf(one))).text, /协办部门 2 个，1 个没有答复/);
  const transport = await newOfficer(home.house, home.transport, ["co-reviewer"], { name: "何审查" });
  await act(browserOf(home.server, transport.cookie), one, "opinion", { opinion: "disagree", text: "路口离学校太近" });
  const heard = (await desk.open(pathOf(one))).text;
  assert.match(heard, /协办部门 1 个同意，1 个不同意/);
  assert.match(heard, /交通运输局.*2 个工作日.*不同意.*路口离学校太近/s, "due day, opinion and reasons of each");
  const seen = await findCase(home.house, police.actor, one.hall, one.application);
  assert.equal(
    seen.tasks.some(({ mine }) => mine),
    false,
    "its own is done",
  );
});

test("[C22] words are sought in all that waits, however much that is, and counting stops at 999", async () => {
  const one = await submitted(home, { applicantName: "欧阳*" });
  const { desk } = await atDesk("window-officer");
  // A queue of a thousand, all older than the one that is sought.
  await inTransaction(db, async (tx) => {
    await sql`insert into application.application (hall, id, number, item, item_version, department, person, applicant_label,
        channel, state, outcome, revision, facts, last_hash, query_digest, submitted_at)
      select hall, gen_random_uuid(), number || n, item, item_version, department, person, '林*', channel, state, outcome,
        revision, facts, last_hash, query_digest, submitted_at - interval '1 day'
      from application.application, generate_series(1, 1000) n where id = ${one.application}`.execute(tx);
    await sql`insert into application.task (hall, application_id, token, node, duty, department, opened_at)
      select t.hall, a.id, t.token, t.node, t.duty, t.department, a.submitted_at
      from application.task t, application.application a
      where t.application_id = ${one.application} and a.number like ${`${one.number}_%`}`.execute(tx);
  });
  assert.match((await desk.open("/desk")).text, /待办 999\+ 件/);
  const sought = await desk.open(`/desk?q=${encodeURIComponent("欧阳")}`);
  assert.ok(sought.body.includes(`>${one.number}<`), "it is not among the oldest 300");
  const second = await desk.open("/desk?page=2");
  assert.ok(second.body.includes("回第一页") && second.body.includes("300 件里按到期排列"));
});
