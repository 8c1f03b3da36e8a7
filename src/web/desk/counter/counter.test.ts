import assert from "node:assert/strict";
import { test } from "node:test";
import { findContents } from "../../../application/index.ts";
import { indexItems } from "../../../catalogue/index.ts";
import { findPerson, legalPersonByUscc, listAccesses, personByIdNumber } from "../../../identity/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import type { Actor } from "../../../kernel/http/index.ts";
import { newVersion, picture } from "../../apply/apply.fixture.ts";
import { browserOf, caseOf, formsOf, newOfficer, submitted } from "../desk.fixture.ts";
import { deskGround } from "../desk-ground.fixture.ts";
import { applyHref, counterWith, newDocument, newUscc } from "./counter.fixture.ts";

const { db, home } = await deskGround(import.meta.url);
const atCounter = () => counterWith(home);

const answers = { name: "郑记粿品", area: "18", kitchen: "false", deliverWay: "1" };

test("[C2] [C7] an officer applies for somebody without a phone: person, item, form, papers, receipt", async () => {
  const { desk, officer, items, apply, idNumber } = await atCounter();
  assert.match(items.text, /来人 郑\*伯|来人 郑\*\*/);
  assert.ok(!items.text.includes(idNumber));
  const first = await desk.send(apply, apply, { name: "郑记粿品" });
  assert.equal(first.status, 422);
  assert.match(first.body, /value="郑记粿品"/);
  assert.match(first.text, /场所平面图：必须提交，收到后打勾/);
  const done = await desk.send(apply, apply, { ...answers, papers: ["plan", "lease"] });
  assert.equal(done.status, 303, done.text.slice(0, 800));
  const receipt = await desk.open(done.to);
  // The paper is all that somebody without a phone has: who answers by when, and where to ask.
  assert.match(receipt.text, /查询密码[\s\S]*受理部门[\s\S]*最晚 2026年3月\d+日[\s\S]*\/progress\?number=[\s\S]*12345/);
  const [, hall = "", application = ""] = /\/desk\/cases\/(\d{6})\/([0-9a-f-]{36})/.exec(receipt.body) ?? [];
  const one = { hall, application } as never as Awaited<ReturnType<typeof submitted>>;
  const view = await caseOf(home, officer, one);
  assert.deepEqual(
    [view.state.channel, view.state.number.length, view.applicantLabel.includes("*")],
    ["counter", 28, true],
  );
  const { materials } = await findContents(home.house, officer.actor, one.hall, one.application);
  assert.deepEqual(materials.map(({ key, way }) => `${key} ${way}`).sort(), ["lease paper", "plan paper"]);
  const page = await desk.open(`/desk/cases/${hall}/${application}`);
  assert.match(page.text, /窗口代为提交申请/);
  assert.match(page.text, /窗口代办/);
  assert.match(page.text, /交纸质材料，请当面核对/);
  const citizen: Actor = {
    kind: "citizen",
    id: "x",
    assurance: 3,
    posts: [],
    person: view.state.person,
    actingFor: null,
  };
  const purposes = (await listAccesses(db, citizen)).map(({ purpose }) => purpose);
  assert.ok(purposes.includes("窗口当面核验") && purposes.includes("窗口代为填写申请表"), purposes.join());
});

test("[C2] an agent applies for a company at the counter: code, representative, authority, and the case is the company's", async () => {
  const officer = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, officer.cookie);
  const uscc = newUscc();
  const came = { name: "郑经办", idNumber: newDocument(), uscc, company: "潮州样例食品有限公司" };
  const gaps = await desk.send("/desk/counter", "/desk/counter", { ...came, role: "agent" });
  assert.equal(gaps.status, 422);
  for (const words of ["授权委托书：当面看过授权委托书才能代办", "法定代表人姓名：照营业执照填写"]) {
    assert.ok(gaps.text.includes(words), words);
  }
  const wrong = await desk.send("/desk/counter", "/desk/counter", { ...came, uscc: `${uscc.slice(0, 17)}?` });
  assert.match(wrong.text, /统一社会信用代码：信用代码不对/);
  const legal = { legalName: "林法人", legalId: newDocument() };
  const agent = { ...came, ...legal, role: "agent", authority: "seen" };
  const arrived = await desk.send("/desk/counter", "/desk/counter", agent);
  assert.equal(arrived.status, 303, arrived.text.slice(0, 500));
  const items = await desk.open(arrived.to);
  assert.match(items.text, /单位 潮州样例食品有限公司，来人 郑\*/);
  const apply = applyHref(home, items.body);
  const marks = { papers: ["plan", "lease"], original: "lease", copy: "lease" };
  const done = await desk.send(apply, apply, { ...answers, ...marks });
  assert.equal(done.status, 303, done.text.slice(0, 800));
  const [, hall = "", application = ""] =
    /\/desk\/cases\/(\d{6})\/([0-9a-f-]{36})/.exec((await desk.open(done.to)).body) ?? [];
  const one = { hall, application } as never as Awaited<ReturnType<typeof submitted>>;
  const { state, applicantLabel } = await caseOf(home, officer, one);
  assert.equal(applicantLabel, "潮州样例食品有限公司");
  assert.equal(state.person, await legalPersonByUscc(home.house, db, uscc));
  assert.ok(state.agent !== null && state.agent !== state.person);
  const page = (await desk.open(`/desk/cases/${hall}/${application}`)).text;
  for (const words of ["代理人办理，授权委托书已当面核对", "租赁合同：原件已核对退还，留存复印件"]) {
    assert.ok(page.includes(words), words);
  }
  const absent = await personByIdNumber(home.house, db, legal.legalId);
  assert.equal((await findPerson(db, absent ?? ""))?.assurance, 0, "who was not there is not confirmed");
  // Known by now: an agent needs neither its name nor its representative, and changes neither.
  const again = { name: "郑再来", idNumber: newDocument(), uscc, role: "agent", authority: "seen" };
  assert.equal((await desk.send("/desk/counter", "/desk/counter", again)).status, 303);
});

test("papers are scanned at the counter and stand in the case as files; a wrong file is said at its material", async () => {
  const { desk, officer, apply } = await atCounter();
  const form = formsOf((await desk.open(apply)).body).find(({ fields }) => fields.begun);
  assert.ok(form);
  const typed = { ...form.fields, ...answers, papers: "plan", original: "plan" };
  const bad = await desk.upload(apply, typed, [
    { field: "scan-lease", name: "合同.exe", bytes: Buffer.from("MZ nothing") },
  ]);
  assert.equal(bad.status, 422);
  assert.match(bad.body, /href="#p-lease"/);
  const scan = { field: "scan-lease", name: "合同.png", bytes: picture(64, 91) };
  const done = await desk.upload(apply, typed, [scan]);
  assert.equal(done.status, 303, done.text.slice(0, 600));
  const [, hall = "", application = ""] =
    /\/desk\/cases\/(\d{6})\/([0-9a-f-]{36})/.exec((await desk.open(done.to)).body) ?? [];
  const { materials } = await findContents(home.house, officer.actor, hall as never, application as never);
  assert.deepEqual(
    materials.map(({ key, way, files }) => [key, way, files.length]),
    [
      ["lease", "upload", 1],
      ["plan", "paper", 0],
    ],
  );
  const page = await desk.open(`/desk/cases/${hall}/${application}`);
  const file = /href="([^"]*\/files\/[^"]*)"/.exec(page.body)?.[1] ?? "";
  assert.equal((await desk.open(file)).status, 200);
});

test("[C7] pressed twice, one form of the counter becomes one case", async () => {
  const { desk, apply } = await atCounter();
  const form = formsOf((await desk.open(apply)).body).find(({ fields }) => fields.begun);
  assert.ok(form);
  const typed = { ...form.fields, ...answers, papers: ["plan", "lease"] };
  const sent = await Promise.all([desk.post(apply, typed), desk.post(apply, typed), desk.post(apply, typed)]);
  assert.deepEqual(
    sent.map(({ status }) => status),
    [303, 303, 303],
    sent[0]?.text.slice(0, 500),
  );
  const numbers = await Promise.all(
    sent.map(async ({ to }) => /class="code">([0-9A-Z]{28})</.exec((await desk.open(to)).body)?.[1]),
  );
  assert.equal(new Set(numbers).size, 1);
  assert.ok(numbers[0]);
});

test("an answer that brings up a question shows it first, without complaint", async () => {
  const { desk, apply } = await atCounter();
  const more = await desk.send(apply, apply, { ...answers, kitchen: "true", papers: ["plan", "lease"] });
  assert.equal(more.status, 422);
  assert.match(more.text, /还要填 1 项/);
  assert.match(more.text, /厨师/);
  assert.ok(!more.body.includes("error-summary"));
  const form = formsOf(more.body).find(({ fields }) => fields.begun);
  assert.ok(form);
  const typed = { ...form.fields, ...answers, kitchen: "true", papers: ["plan", "lease"] };
  assert.match((await desk.post(apply, typed)).body, /error-summary/, "now it is missing");
  assert.equal((await desk.post(apply, { ...typed, chef: "郑小厨" })).status, 303);
});

test("a wrong number and another name are said at their fields, with what was typed", async () => {
  const { desk, idNumber } = await atCounter();
  const wrong = await desk.send("/desk/counter", "/desk/counter", { name: "郑老伯", idNumber: "445102195104160011" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#idNumber"/);
  assert.match(wrong.body, /value="445102195104160011"/);
  const other = await desk.send("/desk/counter", "/desk/counter", { name: "别人", idNumber });
  assert.equal(other.status, 422);
  assert.match(other.text, /登记的是另一个姓名/);
  const phone = await desk.send("/desk/counter", "/desk/counter", { name: "郑老伯", idNumber, phone: "12" });
  assert.deepEqual([phone.status, /href="#phone"/.test(phone.body)], [422, true]);
  const empty = await desk.send("/desk/counter", "/desk/counter", {});
  assert.equal(empty.status, 422);
});

test("the counter is for window officers, a visit for the officer who began it, an item for its department", async () => {
  const { desk, apply, who } = await atCounter();
  const reviewer = await newOfficer(home.house, home.own, ["reviewer"]);
  assert.equal((await browserOf(home.server, reviewer.cookie).open("/desk/counter")).status, 403);
  const colleague = browserOf(home.server, (await newOfficer(home.house, home.own, ["window-officer"])).cookie);
  assert.equal((await colleague.open(apply)).status, 404, "another officer's visit");
  const police = await newOfficer(home.house, home.police, ["window-officer"]);
  const theirs = browserOf(home.server, police.cookie);
  const arrived = await theirs.send("/desk/counter", "/desk/counter", { name: "郑老伯", idNumber: newDocument() });
  const foreign = new URLSearchParams({
    item: home.item.id,
    who: new URLSearchParams(arrived.to.split("?")[1]).get("who") ?? "",
  });
  assert.equal((await theirs.open(`/desk/counter/apply?${foreign}`)).status, 404, "another department's item");
  const form = formsOf((await desk.open(apply)).body).find(({ fields }) => fields.begun);
  const hijacked = await desk.post(apply, { ...form?.fields, ...answers, begun: who, papers: ["plan", "lease"] });
  assert.equal(hijacked.status, 404, "a note of another purpose is none");
  home.clock.advance(5 * 60 * 60_000);
  const late = await browserOf(home.server, (await atCounter()).officer.cookie).open("/desk/counter");
  assert.equal(late.status, 200);
  assert.ok([401, 303, 404].includes((await desk.open(apply)).status), "the visit is over after four hours");
});

test("[C5] papers asked for in a correction are taken in at the counter", async () => {
  const one = await submitted(home);
  const officer = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, officer.cookie);
  const path = `/desk/cases/${one.hall}/${one.application}`;
  const asked = { "verdict.material:lease": "correct", "reason.material:lease": "请交原件", days: "5" };
  assert.equal((await desk.send(`${path}/correction`, `${path}/correction`, asked)).status, 303);
  const none = await desk.send(`${path}/take-correction`, `${path}/take-correction`, {});
  assert.deepEqual([none.status, /租赁合同：必须补交，收到后打勾/.test(none.text)], [422, true]);
  const taken = await desk.send(`${path}/take-correction`, `${path}/take-correction`, { papers: "lease" });
  assert.equal(taken.status, 303, taken.text.slice(0, 500));
  const { state } = await caseOf(home, officer, one);
  assert.equal(state.flow.hold, null);
  assert.match((await desk.open(`${path}`)).text, /提交补正/);
});

test("[C5] [C2] what the applicant says is put right at the counter, with its papers, and nothing that was not asked about", async () => {
  const one = await submitted(home);
  const officer = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, officer.cookie);
  const path = `/desk/cases/${one.hall}/${one.application}`;
  const take = `${path}/take-correction`;
  assert.equal((await desk.open(take)).status, 303, "nothing was asked");
  const asked = {
    "verdict.field:area": "correct",
    "reason.field:area": "和平面图不一致",
    "verdict.field:kitchen": "correct",
    "reason.field:kitchen": "图上有厨房",
    "verdict.material:lease": "correct",
    "reason.material:lease": "请交原件",
  };
  assert.equal((await desk.send(`${path}/correction`, `${path}/correction`, asked)).status, 303);
  const neighbour = browserOf(home.server, (await newOfficer(home.house, home.police, ["window-officer"])).cookie);
  assert.equal((await neighbour.open(take)).status, 404);
  const reviewer = browserOf(home.server, (await newOfficer(home.house, home.own, ["reviewer"])).cookie);
  assert.equal((await reviewer.open(take)).status, 303);
  const page = await desk.open(take);
  for (const words of ["面积：和平面图不一致", "收到纸质", "原件已核对"]) assert.ok(page.text.includes(words), words);
  assert.ok(!page.text.includes("小作坊名称"), "what was not asked about is not there");
  const typed = { area: "0", kitchen: "true", name: "改不动", papers: "lease", original: "lease" };
  const wrong = await desk.send(take, take, typed);
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /value="lease" checked/);
  const more = await desk.send(take, take, { ...typed, area: "40" });
  assert.deepEqual([more.status, /厨师/.test(more.text)], [422, true], "the answer brings up a question");
  const form = formsOf(more.body).find(({ fields }) => fields.begun);
  const sent = await desk.post(take, { ...form?.fields, ...typed, area: "40", chef: "郑小厨" });
  assert.deepEqual([sent.status, sent.to], [303, `${path}?done=take-correction`], sent.text.slice(0, 500));
  const { answers: now } = await findContents(home.house, officer.actor, one.hall, one.application);
  assert.deepEqual([now.area, now.kitchen, now.chef, now.name], [40, true, "郑小厨", "阿婆牛肉丸"]);
  const done = await desk.open(sent.to);
  for (const words of ["补正已收到", "租赁合同：原件已核对退还"]) assert.ok(done.text.includes(words), words);
  assert.equal((await desk.post(take, { ...form?.fields, ...typed })).to, path, "sent twice, it is done once");
});

test("[C2] another hall's counter takes in what is handled everywhere, and shows the way for what is not", async () => {
  const county = await newOfficer(home.house, "cz-county", ["window-officer"], { hall: "445122" });
  const desk = browserOf(home.server, county.cookie);
  const seek = async () => {
    const arrived = await desk.send("/desk/counter", "/desk/counter", { name: "郑远道", idNumber: newDocument() });
    return await desk.open(`${arrived.to}&q=${encodeURIComponent(home.item.name.slice(0, 6))}`);
  };
  const { id, name, baseCode = "" } = home.item;
  const shown = {
    alias: [],
    plain: [],
    codes: [],
    themes: [],
    audiences: [],
    depth: 4,
    state: "published",
    popularity: 0,
  };
  const found = {
    itemId: id,
    hall: home.item.hall as never,
    name,
    department: "",
    departmentShort: "",
    baseCode,
    ...shown,
  };
  await inTransaction(db, (tx) => indexItems(tx, [found]));
  const before = await seek();
  assert.match(before.text, /没有实行通办，请到这个大厅办/);
  assert.ok(before.body.includes('href="/halls/445100"'), "the way there");
  await newVersion(home.house, home.item, (document) => ({
    ...document,
    isHandle: true,
    handleArea: "4",
  }));
  const after = await seek();
  const apply = applyHref(home, after.body);
  const done = await desk.send(apply, apply, { ...answers, papers: ["plan", "lease"] });
  assert.equal(done.status, 303, done.text.slice(0, 600));
  const receipt = await desk.open(done.to);
  const [, hall = "", application = ""] = /\/desk\/cases\/(\d{6})\/([0-9a-f-]{36})/.exec(receipt.body) ?? [];
  assert.equal(hall, "445100", "it is the right hall's case");
  const page = await desk.open(`/desk/cases/${hall}/${application}`);
  assert.match(page.text, /别的大厅的窗口代收申请/);
  assert.ok(!formsOf(page.body).some(({ action }) => action.endsWith("/accept")), "and its officers decide");
});
