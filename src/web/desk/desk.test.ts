import assert from "node:assert/strict";
import { test } from "node:test";
import { correct } from "../../application/index.ts";
import { listAccesses } from "../../identity/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { browserOf, caseOf, formsOf, newOfficer, pathOf, submitted } from "./desk.fixture.ts";
import { act, deskGround, press } from "./desk-ground.fixture.ts";

const { db, home, atDesk } = await deskGround(import.meta.url);

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

test("a case is handed on to the body that decides: both words are asked for at once, and who reads it is told", async () => {
  const one = await submitted(home);
  const { desk } = await atDesk();
  const address = `${pathOf(one)}/forward`;
  await act(desk, one, "accept");
  const empty = await desk.send(address, address, {});
  assert.equal(empty.status, 422);
  assert.match(empty.text, /有 2 处需要改.*请写明转报给哪个机关.*请写明初步审查意见/s);
  const words = { to: "广东省市场监督管理局", opinion: "建议准予" };
  assert.match((await act(desk, one, "forward", words)).text, /已转报.*转给广东省市场监督管理局.*已办结：转报/s);
  assert.ok(!(await desk.open(pathOf(one))).body.includes(address), "it is not offered again");
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

test("[C5] a correction that never comes is closed after its limit, not before", async () => {
  const one = await submitted(home);
  const officer = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, officer.cookie);
  const path = `/desk/cases/${one.hall}/${one.application}`;
  const asked = { "verdict.material:lease": "correct", "reason.material:lease": "请交原件", days: "3" };
  await desk.send(`${path}/correction`, `${path}/correction`, asked);
  assert.match((await desk.open(`${path}/expire`)).text, /现在不能这样办/);
  home.clock.advance(7 * 24 * 60 * 60_000);
  const later = browserOf(home.server, (await newOfficer(home.house, home.own, ["window-officer"])).cookie);
  assert.equal((await later.send(`${path}/expire`, `${path}/expire`, {})).status, 303);
  const { state } = await caseOf(home, officer, one);
  assert.equal(state.flow.outcome, "correctionExpired");
});
