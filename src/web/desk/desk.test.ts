import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { acceptApplication, claimTask, correct, findCase } from "../../application/index.ts";
import { listAccesses } from "../../identity/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { browserOf, caseOf, type DeskHome, deskHouse, formsOf, newOfficer, pathOf, submitted } from "./desk.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: DeskHome;
before(async () => {
  home = await deskHouse(db);
});
after(async () => {
  await home?.server.app.close();
  await home?.tidyUp();
  await close();
});

/** An officer of the item's department at the desk. */
async function atDesk(...duties: string[]) {
  const officer = await newOfficer(home.house, home.own, duties.length > 0 ? duties : undefined);
  return { officer, desk: browserOf(home.server, officer.cookie) };
}

type Desk = Awaited<ReturnType<typeof atDesk>>["desk"];
type Receipt = Awaited<ReturnType<typeof submitted>>;

/** Does an act on its own page, and comes back to the case. */
async function act(desk: Desk, one: Receipt, key: string, typed: Record<string, string> = {}) {
  const address = `${pathOf(one)}/${key}`;
  const sent = await desk.send(address, address, typed);
  assert.deepEqual([sent.status, sent.to], [303, `${pathOf(one)}?done=${key}`], `${key}: ${sent.text.slice(0, 600)}`);
  return await desk.open(sent.to);
}

/** Does an act by its button on the case page. */
async function press(desk: Desk, one: Receipt, key: string) {
  const sent = await desk.send(pathOf(one), `${pathOf(one)}/${key}`);
  assert.deepEqual([sent.status, sent.to], [303, `${pathOf(one)}?done=${key}`], sent.text.slice(0, 600));
}

test("without an officer's session there is no desk", async () => {
  const { app } = home.server;
  const answer = await app.inject({ url: "/desk", headers: { accept: "text/html" } });
  assert.ok(answer.statusCode === 303 || answer.statusCode === 401, `${answer.statusCode}`);
});

test("[B14] [C4] the case page shows form, materials with points to review, machine findings, journal and both clocks", async () => {
  const one = await submitted(home);
  const { desk } = await atDesk();
  const page = await desk.open(pathOf(one));
  assert.equal(page.status, 200);
  const shown = [
    "阿婆牛肉丸",
    "36.5",
    "场所平面图",
    "平面图.png",
    "标出长、宽和各功能区面积",
    "核对经营者名称和营业执照一致",
    "核对原件",
    "系统核对了",
    "一次告知 5 个工作日",
    "法定 10 个工作日",
    "机器预审",
  ];
  for (const words of shown) assert.ok(page.text.includes(words), words);
  const file = /href="([^"]*\/files\/[^"]*)"/.exec(page.body)?.[1] ?? "";
  const picture = await desk.open(file);
  assert.deepEqual([picture.status, picture.headers["content-type"]], [200, "image/png"]);
  assert.match(String(picture.headers["content-disposition"]), /^inline/);
  assert.match(String((await desk.open(`${file}?download=yes`)).headers["content-disposition"]), /^attachment/);
  const citizen = { kind: "citizen", person: one.person, actingFor: null } as unknown as Actor;
  const opened = async () => (await listAccesses(db, citizen)).filter(({ application }) => application !== null);
  const seen = await opened();
  assert.deepEqual(
    seen.map(({ fields, purpose, application, department }) => [fields, purpose, application, department]),
    [[["material"], `审查“场所平面图”（办件 ${one.number}）`, one.application, home.own]],
    "opened twice within minutes, written down once, for the applicant to see",
  );
  const other = await submitted(home);
  const foreign = file.replace(one.application, other.application);
  assert.equal((await desk.open(foreign)).status, 404, "a file of another case is not in this one");
  const neighbour = await newOfficer(home.house, home.police);
  assert.equal((await browserOf(home.server, neighbour.cookie).open(file)).status, 404);
  assert.equal((await opened()).length, 1, "what was refused was not read");
});

test("personal data is hidden until the officer says what for, and then the applicant can see who looked", async () => {
  const one = await submitted(home);
  const { desk } = await atDesk("reviewer");
  const hidden = await desk.open(pathOf(one));
  assert.ok(!/4451021988\d{8}/.test(hidden.text) && !hidden.text.includes("陈样例"), "nothing in the clear");
  const citizen: Actor = {
    kind: "citizen",
    id: "x",
    assurance: 2,
    posts: [],
    person: one.person,
    actingFor: null,
  };
  const before = (await listAccesses(db, citizen)).length;
  const open = await desk.open(`${pathOf(one)}?show=contact`);
  assert.match(open.text, /4451021988\d{8}/);
  assert.ok(open.text.includes("陈样例"));
  const accesses = await listAccesses(db, citizen);
  assert.equal(accesses.length, before + 1);
  assert.match(accesses[0]?.purpose ?? "", /联系申请人（办件 /);
  assert.deepEqual([accesses[0]?.application, accesses[0]?.department], [one.application, home.own]);
  await desk.open(`${pathOf(one)}?show=curiosity`);
  assert.equal((await listAccesses(db, citizen)).length, before + 1, "what is no purpose opens nothing");
});

test("[C2] a case goes from the queue to its end by the forms of the desk", async () => {
  const one = await submitted(home);
  const { desk, officer } = await atDesk();
  const queue = await desk.open("/desk?order=new");
  assert.ok(queue.body.includes(one.number), "it waits in the queue");
  assert.match(queue.text, /待认领3月\d+日起/);
  await press(desk, one, "claim");
  assert.match((await desk.open("/desk?claimed=mine")).text, /您3月\d+日起/);
  await press(desk, one, "release");
  assert.match((await act(desk, one, "complete")).text, /已告知申请人材料齐全/);
  assert.match((await act(desk, one, "accept", { note: "请留意消息" })).text, /已受理，时限开始计算/);
  assert.match((await act(desk, one, "opinion", { opinion: "agree", text: "符合条件" })).text, /意见已提交/);
  assert.match((await act(desk, one, "decide", { decision: "approve" })).text, /决定已作出/);
  assert.match((await act(desk, one, "issue", { documentNumber: "潮食〔2026〕1号" })).text, /结果已签发/);
  assert.match((await act(desk, one, "deliver", { way: "counter" })).text, /送达已登记/);
  assert.match((await act(desk, one, "pickup", { name: "陈样例" })).text, /领取已登记/);
  const { state } = await caseOf(home, officer, one);
  assert.deepEqual([state.flow.outcome, state.pickedUpAt !== null], ["granted", true]);
  const end = await desk.open(pathOf(one));
  assert.match(end.text, /已办结：准予/);
  for (const words of ["给申请人", "潮食〔2026〕1号", "领取人 陈样例"].slice(1))
    assert.ok(end.text.includes(words), words);
  assert.equal(
    formsOf(end.body).some(({ action }) => action.endsWith("/accept")),
    false,
    "nothing is offered twice",
  );
});

test("[B14] what an officer ticks of the checklist goes with his act, and the next desk finds it ticked", async () => {
  const one = await submitted(home);
  const { desk, officer } = await atDesk();
  const page = await desk.open(pathOf(one));
  const boxes = (html: string) =>
    [...html.matchAll(/<input type="checkbox" name="checked" value="([^"]+)" form="form-([a-z]+)"( checked)?/g)].map(
      ([, key = "", form = "", ticked]) => ({ key, form, ticked: ticked !== undefined }),
    );
  const shown = boxes(page.body);
  assert.deepEqual(
    shown.map(({ form, ticked }) => [form, ticked]),
    shown.map(() => ["accept", false]),
  );
  assert.equal(shown.length, 5);
  const first = shown[0]?.key ?? "";
  const forged = await desk.send(pathOf(one), `${pathOf(one)}/accept`, { checked: "0123456789ab" });
  assert.equal(forged.status, 422);
  assert.match(forged.text, /审查要点变了/);
  const sent = await desk.send(pathOf(one), `${pathOf(one)}/accept`, { checked: first });
  assert.equal(sent.status, 303, sent.text.slice(0, 400));
  assert.deepEqual((await caseOf(home, officer, one)).state.checked, [first]);
  const next = await desk.open(pathOf(one));
  assert.match(next.text, /审查要点核对了 1 项，共 5 项，没有核对/);
  assert.deepEqual(
    boxes(next.body).map(({ key, form, ticked }) => [form, ticked === (key === first)]),
    shown.map(() => ["opinion", true]),
  );
});

test("[C5] a correction is asked for field by field and material by material; a second one on old material needs its reason", async () => {
  const one = await submitted(home);
  const { desk, officer } = await atDesk();
  const address = `${pathOf(one)}/correction`;
  const empty = await desk.send(address, address, { "verdict.field:area": "correct" });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /面积：请写明要怎样补正/);
  const nothing = await desk.send(address, address, { note: "请补正" });
  assert.equal(nothing.status, 422);
  assert.match(nothing.text, /请逐项写明要补正什么/);
  assert.match(nothing.body, /请补正<\/textarea>/, "what was typed stays");
  const told = await act(desk, one, "correction", {
    "verdict.field:area": "correct",
    "reason.field:area": "和平面图不一致",
    "verdict.material:plan": "correct",
    "reason.material:plan": "请标出尺寸",
  });
  assert.match(told.text, /补正告知书已发出/);
  assert.match(told.text, /1\. .*面积：和平面图不一致/);
  const citizen: Actor = { kind: "citizen", id: "x", assurance: 2, posts: [], person: one.person, actingFor: null };
  await correct(home.house, citizen, {
    hall: one.hall,
    application: one.application,
    answers: { name: "阿婆牛肉丸", area: 40, kitchen: false, deliverWay: "1" },
    materials: [{ key: "plan", files: [], way: "paper" }],
  });
  const again = {
    "verdict.material:lease": "correct",
    "reason.material:lease": "租期已过",
  };
  const refused = await desk.send(address, address, again);
  assert.equal(refused.status, 409);
  assert.match(refused.text, /写明当时没有告知的原因/);
  assert.match(refused.body, /租期已过<\/textarea>/);
  const allowed = await act(desk, one, "correction", { ...again, override: "上次漏看了租期" });
  assert.match(allowed.text, /再次告知补正/);
  assert.match(allowed.text, /再次告知的原因：上次漏看了租期/);
  assert.equal((await caseOf(home, officer, one)).state.corrections.length, 2);
});

test("[C4] not accepting needs a reason, and tells the remedies", async () => {
  const one = await submitted(home);
  const { desk } = await atDesk();
  const address = `${pathOf(one)}/not-accept`;
  const empty = await desk.send(address, address, {});
  assert.equal(empty.status, 422);
  assert.match(empty.text, /请写明不予受理的理由/);
  const done = await act(desk, one, "not-accept", { reason: "不属于本部门职权" });
  assert.match(done.text, /救济途径：不服本决定的/);
  assert.match(done.text, /已办结：不予受理/);
});

test("limits are paused, resumed and extended; a case is sent back, a visit counted, and a case voided with its reason", async () => {
  const one = await submitted(home);
  const { desk, officer } = await atDesk();
  await act(desk, one, "accept");
  const bad = await desk.send(`${pathOf(one)}/extend`, `${pathOf(one)}/extend`, { days: "99", reason: "情况复杂" });
  assert.equal(bad.status, 422);
  assert.match(bad.text, /延长1到10天/);
  assert.match(
    (await act(desk, one, "pause", { reason: "expert-review", ground: "须专家评审", days: "4" })).text,
    /暂停计时：专家评审/,
  );
  const stopped = await desk.open(pathOf(one));
  assert.ok(!stopped.body.includes(`${pathOf(one)}/opinion`), "nothing goes on while it stands still");
  assert.match((await act(desk, one, "resume", { result: "专家同意" })).text, /已恢复计时/);
  assert.match((await act(desk, one, "extend", { days: "5", reason: "情况复杂" })).text, /已延长/);
  await act(desk, one, "opinion", { opinion: "agree" });
  const returned = await act(desk, one, "return", { to: "examine", reason: "请再核一次面积" });
  assert.match(returned.text, /已退回/);
  assert.match((await act(desk, one, "visit", { note: "来补签名" })).text, /累计到现场1次/);
  assert.match((await act(desk, one, "void", { reason: "录入重复" })).text, /已办结：作废/);
  const { state } = await caseOf(home, officer, one);
  assert.deepEqual([state.pauses.length, state.extensions[0]?.days, state.visits], [1, 5, 1]);
});

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

test("an act without what was seen of the case is not done", async () => {
  const one = await submitted(home);
  const { desk, officer } = await atDesk();
  const page = await desk.open(`${pathOf(one)}/accept`);
  const token =
    formsOf(page.body)[0]?.fields._csrf ?? formsOf(page.body).find(({ fields }) => fields._csrf)?.fields._csrf;
  const bare = await desk.post(`${pathOf(one)}/accept`, { _csrf: token ?? "" });
  assert.equal(bare.status, 422);
  assert.match(bare.text, /页面过期了/);
  assert.equal((await caseOf(home, officer, one)).state.acceptance, null);
});

test("a neighbour department and another hall do not find the case, its files, its acts, nor its number", async () => {
  const one = await submitted(home);
  const own = await atDesk();
  const file = /href="([^"]*\/files\/[^"]*)"/.exec((await own.desk.open(pathOf(one))).body)?.[1] ?? "";
  const strangers = [
    await newOfficer(home.house, home.police),
    await newOfficer(home.house, home.own, undefined, { hall: "445200" }),
    await newOfficer(home.house, home.own, ["catalogue-editor"], { hall: "445200" }),
  ];
  const accept = `${pathOf(one)}/accept`;
  const good = formsOf((await own.desk.open(accept)).body).find(({ action }) => action === accept);
  for (const stranger of strangers) {
    const desk = browserOf(home.server, stranger.cookie);
    const pages = [pathOf(one), `${pathOf(one)}?show=check`, accept, file, `${pathOf(one)}/void`];
    for (const page of pages) assert.equal((await desk.open(page)).status, 404, page);
    const sought = await desk.open(`/desk?q=${one.number}`);
    assert.ok(sought.status === 200 || sought.to === "/editors", "a number leads nowhere");
    const queue = await desk.open("/desk?order=new");
    assert.equal(queue.body.includes(one.number), false);
    // The form of somebody else, with a token of his own.
    const csrf = formsOf((await desk.open("/desk/counter")).body).find(({ fields }) => fields._csrf)?.fields._csrf;
    const sent = await desk.post(accept, { ...good?.fields, ...(csrf === undefined ? {} : { _csrf: csrf }) });
    assert.ok(sent.status === 404 || sent.status === 403, `${sent.status}`);
  }
  assert.equal((await caseOf(home, own.officer, one)).state.acceptance, null);
  assert.equal((await own.desk.open(`${pathOf({ ...one, application: newId(home.house.clock) })}`)).status, 404);
});

test("an officer of the department without the duty sees the case, and nothing that is not his", async () => {
  const one = await submitted(home);
  const { desk } = await atDesk("issuer");
  const page = await desk.open(pathOf(one));
  assert.equal(page.status, 200);
  assert.match(page.text, /不归您的岗位/);
  assert.deepEqual(
    formsOf(page.body).filter(({ fields }) => fields.seen !== undefined),
    [],
  );
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
