import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { acceptApplication, findCase, submitApplication } from "../../application/index.ts";
import { findItem, historyOf, importItems, noteMiss } from "../../catalogue/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides, newCitizen, visitor } from "../apply/apply.fixture.ts";
import {
  city,
  controlsIn,
  type EditorsHome,
  editorsHouse,
  newStandard,
  type OfficerBrowser,
  officerAt,
} from "./editors.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: EditorsHome;
before(async () => {
  home = await editorsHouse(db);
});
after(async () => {
  await home?.server.app.close();
  await home?.tidyUp();
  await close();
});

const editorAt = (department: string) => officerAt(home, department, ["catalogue-editor"]);
const judgeAt = () => officerAt(home, home.police, ["legality-reviewer"]);
const keeperAt = () => officerAt(home, home.police, ["catalogue-editor", "catalogue-publisher"]);
let codes = 0;

/** Begins an item out of a written standard and says its id. */
async function begun(browser: OfficerBrowser, changes = {}): Promise<Id> {
  codes += 1;
  await browser.open("/editors/new");
  const made = await browser.send("/editors/new", {
    place: `${city}.${home.health}`,
    taskName: "",
    code: `cz-${codes}`,
    reason: "新增的公共服务",
    content: JSON.stringify(newStandard(changes)),
  });
  assert.equal(made.status, 303, made.text);
  return (/items\/([0-9a-f-]{36})/.exec(made.to)?.[1] ?? assert.fail(made.to)) as Id;
}

/** An act on the item's page. */
async function act(browser: OfficerBrowser, item: Id, word: string, reason = "工作需要") {
  await browser.open(`/editors/items/${item}`);
  return await browser.send(`/editors/items/${item}`, { act: word, reason });
}

async function done(browser: OfficerBrowser, item: Id, word: string): Promise<void> {
  const { status, text } = await act(browser, item, word);
  assert.equal(status, 303, `${word}: ${text.slice(0, 3000)}`);
}

const steps = {
  "steps.0.kind": "accept",
  "steps.0.name": "受理",
  "steps.0.actor": "window",
  "steps.0.days": "1",
  "steps.1.kind": "examine",
  "steps.1.name": "审查",
  "steps.1.actor": "reviewer",
  "steps.1.days": "2",
  "steps.2.kind": "decide",
  "steps.2.name": "决定",
  "steps.2.actor": "approver",
  "steps.2.days": "1",
  "steps.3.kind": "deliver",
  "steps.3.name": "送达",
  "steps.3.actor": "window",
  "steps.3.days": "1",
};

/** A new item, written, judged and published. */
async function publishedItem(changes = {}): Promise<{ item: Id; editor: OfficerBrowser; judge: OfficerBrowser }> {
  const [editor, judge] = [await editorAt(home.health), await judgeAt()];
  const item = await begun(editor, changes);
  assert.equal((await editor.fill(`/editors/items/${item}/draft/flow`, steps)).status, 303);
  await done(editor, item, "submit");
  await done(judge, item, "approve");
  await done(editor, item, "publish");
  return { item, editor, judge };
}

test("[B1] [B5] [B9] an editor writes a new item as data, a reviewer approves it, the editor publishes it, and the guide appears", async () => {
  const [editor, judge] = [await editorAt(home.health), await judgeAt()];
  const item = await begun(editor);
  const basic = await editor.open(`/editors/items/${item}/draft/basic`);
  assert.match(basic.text, /小型餐饮备案/);
  assert.match(basic.text, /办理流程 1/, "the flow is missing, which the gate asks for");
  const guide = `/items/${item}`;
  assert.equal((await visitor(home.server).open(guide)).status, 404, "a draft is nobody's business outside");
  const early = await act(editor, item, "publish");
  assert.equal(early.status, 409, early.text);

  const materials = `/editors/items/${item}/draft/materials`;
  const saved = await editor.fill(materials, {
    "materials.2.materialName": "场所平面图",
    "materials.2.isNeed": "1",
    "materials.2.sourceType": "10",
    "materials.2.materialFormat": "3",
    "materials.2.reviewPoints": "标明出入口\n标明操作间",
  });
  assert.deepEqual([saved.status, saved.to], [303, `${materials}?saved=true`]);
  const flow = await editor.fill(`/editors/items/${item}/draft/flow`, steps);
  assert.equal(flow.status, 303, flow.text);
  assert.match((await editor.open(`/editors/items/${item}/preview`)).text, /这是草稿的预览[\s\S]*场所平面图/);

  await done(editor, item, "submit");
  assert.match((await judge.open("/editors?view=submitted")).text, /小型餐饮备案/);
  assert.equal((await editor.open(`/editors/items/${item}/draft/basic`)).to, `/editors/items/${item}`);
  await done(judge, item, "approve");
  await done(editor, item, "publish");
  await home.runNews();
  const shown = await visitor(home.server).open(guide);
  assert.equal(shown.status, 200);
  for (const part of ["小型餐饮备案", "场所平面图", "承诺"]) assert.ok(shown.text.includes(part), part);
  const page = await editor.open(`/editors/items/${item}`);
  for (const part of ["第 1 版", "发布", "合法性审查通过", "新增的公共服务", "标明操作间", "全程网办"]) {
    assert.ok(page.text.includes(part), part);
  }
  assert.deepEqual(
    (await historyOf(db, item)).map(({ kind }) => kind),
    ["found", "submit", "approve", "publish"],
  );
});

test("[B5] an editor publishes a new version with a shorter limit, and running cases stay under the version they began with", async () => {
  const { item, editor, judge } = await publishedItem();
  const { person, account } = await newCitizen(home.house);
  const applicant: Actor = { kind: "citizen", id: account, assurance: 2, posts: [], person, actingFor: null };
  const receipt = await submitApplication(home.house, applicant, {
    draft: {
      id: newId(home.clock as never),
      hall: city,
      item,
      version: 1,
      person: person as Id,
      agent: null,
      applicantName: "陈*",
      answers: { situation1: false, shop: "阿婆牛肉丸", deliverWay: "1" },
      materials: [{ key: "m1", files: [newId(home.clock as never)], way: "paper" }],
      channel: "web",
    },
  });
  const limits = `/editors/items/${item}/draft/limits`;
  assert.equal((await editor.fill(limits, { promiseDays: "4" })).status, 303);
  assert.match(
    (await editor.open(`/editors/items/${item}/compare?from=1&to=draft`)).text,
    /有 1 处不同[\s\S]*承诺时限[\s\S]*5[\s\S]*4/,
  );
  await done(editor, item, "submit");
  await done(judge, item, "approve");
  await done(editor, item, "publish");
  assert.equal((await findItem(db, item))?.promise?.days, 4);
  const clerk: Actor = {
    kind: "staff",
    id: newId(home.clock as never),
    assurance: 3,
    posts: ["window-officer"],
    seats: [{ post: "w", duty: "window-officer", hall: city, department: home.health }],
  };
  const { state } = await acceptApplication(home.house, clerk, { hall: city, application: receipt.application });
  assert.equal(state.version, 1);
  assert.deepEqual(state.acceptance?.promised, { amount: 5, unit: "wd" });
  assert.equal((await findCase(home.house, applicant, city, receipt.application)).state.version, 1);
});

test("[B5] what the machine finds stands beside the field with its rule, and what contradicts itself is not submitted", async () => {
  const editor = await editorAt(home.health);
  const item = await begun(editor);
  const limits = `/editors/items/${item}/draft/limits`;
  assert.equal((await editor.fill(limits, { promiseDays: "30" })).status, 303, "saved with its findings");
  const page = await editor.open(limits);
  assert.match(page.text, /承诺时限[\s\S]*要改 R11/);
  const before = await historyOf(db, item);
  const refused = await act(editor, item, "submit");
  assert.equal(refused.status, 422);
  assert.match(refused.text, /有 1 处需要改/);
  assert.match(refused.body, /href="#act-act"/);
  assert.deepEqual(await historyOf(db, item), before);
});

test("[B5] what cannot be read is refused beside its control, and nothing that was typed is lost", async () => {
  const editor = await editorAt(home.health);
  const item = await begun(editor);
  const limits = `/editors/items/${item}/draft/limits`;
  const refused = await editor.fill(limits, { promiseDays: "三天", legalNote: "另有规定" });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#f-promiseDays"/);
  assert.match(refused.text, /您填的是“三天”/);
  assert.match(refused.body, /value="三天"/);
  assert.match(refused.body, /value="另有规定"/);
  const name = await editor.fill(`/editors/items/${item}/draft/basic`, { taskName: "" });
  assert.equal(name.status, 422);
  const json = await editor.fill(`/editors/items/${item}/draft/whole`, { whole: '{"taskName": "半截' });
  assert.equal(json.status, 422);
  assert.match(json.text, /不是完整的 JSON/);
  assert.match(json.body, /半截/);
  const nonsense = await editor.fill(`/editors/items/${item}/draft/whole`, { whole: '{"taskName":"甲","nonsense":1}' });
  assert.match(nonsense.text, /nonsense/);
  const bad = await editor.fill(`/editors/items/${item}/draft/form`, { "form.0.key": "店名" });
  assert.equal(bad.status, 422, "a form that cannot be run is told now");
  assert.match((await editor.open(limits)).body, /value="5"/, "the draft is what it was");
});

test("rows are added and taken out without saving, and what is typed stays", async () => {
  const editor = await editorAt(home.health);
  const item = await begun(editor);
  const url = `/editors/items/${item}/draft/materials`;
  const added = await editor.fill(url, { add: "materials", "materials.0.materialName": "备案表（新）" });
  assert.equal(added.status, 200);
  assert.match(added.body, /name="materials\.2\.materialName"/);
  assert.match(added.body, />备案表（新）<\/textarea>/);
  const removed = await editor.send(url, { ...controlsIn(added.body), remove: "materials.0" });
  assert.doesNotMatch(removed.body, /备案表（新）/);
  assert.equal(controlsIn(removed.body)["materials.0.materialName"], "委托书");
  assert.match(removed.body, /<option[^>]*selected[^>]*value="agent:true"|value="agent:true"[^>]*selected/);
  assert.equal((await editor.open(url)).text.match(/第 \d 件/g)?.length, 2, "nothing was saved");
  const saved = await editor.fill(url, {
    "materials.0.materialName": "",
    "materials.0.isNeed": "",
    "materials.0.sourceType": "",
    "materials.0.materialFormat": "",
  });
  assert.equal(saved.status, 303);
  assert.equal((await editor.open(url)).text.match(/第 \d 件/g)?.length, 1, "an empty row is no row");
});

test("two editors at once: the later one sees both, keeps what he typed, and decides", async () => {
  const [one, other] = [await editorAt(home.health), await editorAt(home.health)];
  const item = await begun(one);
  const url = `/editors/items/${item}/draft/limits`;
  const { body } = await other.open(url);
  assert.equal((await one.fill(url, { promiseDays: "4" })).status, 303);
  const stale = await other.send(url, { ...controlsIn(body), promiseDays: "3", legalNote: "我的说明" });
  assert.equal(stale.status, 409);
  assert.match(stale.text, /先保存了这份草稿[\s\S]*承诺时限[\s\S]*4[\s\S]*3/);
  assert.match(stale.body, /value="我的说明"/);
  assert.match((await one.open(url)).body, /name="promiseDays"[^>]*value="4"|value="4"[^>]*name="promiseDays"/);
  assert.equal((await other.send(url, controlsIn(stale.body))).status, 303);
  assert.match((await one.open(url)).body, /value="我的说明"/);
});

test("a form from before the last publishing overwrites nothing unseen", async () => {
  const { item, editor, judge } = await publishedItem();
  const late = await editorAt(home.health);
  const url = `/editors/items/${item}/draft/limits`;
  const { body } = await late.open(url);
  assert.equal((await editor.fill(url, { promiseDays: "4" })).status, 303);
  await done(editor, item, "submit");
  await done(judge, item, "approve");
  await done(editor, item, "publish");
  const stale = await late.send(url, controlsIn(body));
  assert.equal(stale.status, 409);
  assert.match(stale.text, /已经发布了新的一版[\s\S]*承诺时限/);
  assert.equal((await late.send(url, controlsIn(stale.body))).status, 303);
});

test("a whole form definition is not lost by saving the table that cannot show it", async () => {
  const editor = await editorAt(home.health);
  const pages = [{ key: "one", title: "基本", fields: [{ kind: "text", key: "shop", label: "店名", required: true }] }];
  const item = await begun(editor, { form: { key: "f", name: "备案", pages } });
  const url = `/editors/items/${item}/draft/form`;
  assert.match((await editor.open(url)).text, /整份表单定义/);
  assert.equal((await editor.send(url, { revision: "1" })).status, 200);
  assert.match((await editor.open(`/editors/items/${item}/draft/whole`)).text, /"pages"|&quot;pages&quot;/);
});

test("[B1] the neighbour department reads the item and may do nothing with it; another hall and citizens see nothing", async () => {
  const { item } = await publishedItem();
  const before = await historyOf(db, item);
  const neighbour = await editorAt(home.police);
  assert.match((await neighbour.open(`/editors/items/${item}`)).text, /由别的部门编制，您只能看/);
  assert.equal((await neighbour.open(`/editors/items/${item}/draft/basic`)).to, `/editors/items/${item}`);
  await neighbour.open("/editors/new");
  const forced = await neighbour.send(`/editors/items/${item}`, { act: "suspend", reason: "工作需要" });
  assert.equal(forced.status, 403);
  await neighbour.open("/editors/new");
  const typed = { revision: "0", promiseDays: "1" };
  assert.equal((await neighbour.send(`/editors/items/${item}/draft/limits`, typed)).status, 403);
  const far = await officerAt(home, home.health, ["catalogue-editor", "legality-reviewer"], "445200");
  assert.equal((await far.open(`/editors/items/${item}`)).status, 404);
  const clerk = await officerAt(home, home.health, ["window-officer"]);
  for (const address of [
    "/editors",
    `/editors/items/${item}`,
    "/editors/new",
    "/editors/searches",
    "/editors/import",
    "/editors/export",
    "/editors/templates/xlsx",
    `/editors/export?hall=${city}&format=csv`,
  ]) {
    assert.equal((await clerk.open(address)).status, 403, address);
    assert.equal(
      (await visitor(home.server, (await newCitizen(home.house)).cookie).open(address)).status,
      403,
      address,
    );
  }
  assert.deepEqual(await historyOf(db, item), before);
});

test("a reviewer sends a draft back with a reason that the editor reads, and nobody judges his own", async () => {
  const both = await officerAt(home, home.health, ["catalogue-editor", "legality-reviewer"]);
  const judge = await judgeAt();
  const item = await begun(both);
  await done(both, item, "submit");
  assert.doesNotMatch((await both.open(`/editors/items/${item}`)).text, /审查通过/);
  assert.equal((await act(both, item, "approve")).status, 403);
  const nothing = await act(judge, item, "send-back", " ");
  assert.equal(nothing.status, 422);
  assert.match(nothing.body, /href="#act-reason"/);
  assert.equal((await act(judge, item, "send-back", "依据写到条款")).status, 303);
  assert.match((await both.open(`/editors/items/${item}`)).text, /退回了草稿[\s\S]*依据写到条款/);
  // Approved without a flow: the gate stays closed and says where, and the reviewer sends it back once more.
  await done(both, item, "submit");
  await done(judge, item, "approve");
  const closed = await act(both, item, "publish");
  assert.equal(closed.status, 422);
  assert.match(closed.text, /办理流程[\s\S]*要改[\s\S]*G02/);
  await done(judge, item, "send-back");
  assert.equal((await both.open(`/editors/items/${item}/draft/flow`)).status, 200);
});

test("suspending, resuming and cancelling are done with a reason, each by whom it belongs to", async () => {
  const { item, editor, judge } = await publishedItem();
  await done(editor, item, "suspend");
  assert.equal((await findItem(db, item))?.state, "suspended");
  assert.equal((await act(editor, item, "suspend")).status, 409);
  await done(editor, item, "resume");
  assert.equal((await act(editor, item, "cancel")).status, 403);
  await done(judge, item, "cancel");
  assert.equal((await findItem(db, item))?.state, "cancelled");
  assert.match((await editor.open(`/editors/items/${item}`)).text, /已经取消/);
});

test("[B3] the local list is compared with the one above it, materials one by one", async () => {
  const item = home.itemOf("食品经营许可（新办）");
  const keeper = await keeperAt();
  const same = await keeper.open(`/editors/items/${item.id}/compare?from=upper&to=draft`);
  assert.equal(same.status, 200);
  const url = `/editors/items/${item.id}/draft`;
  assert.equal((await keeper.fill(`${url}/materials`, { "materials.0.acceptStand": "加盖公章" })).status, 303);
  assert.equal((await keeper.fill(`${url}/limits`, { promiseDays: "6" })).status, 303);
  const told = await keeper.open(`/editors/items/${item.id}/compare?from=upper&to=draft`);
  assert.match(told.text, /承诺时限[\s\S]*6/);
  assert.match(told.text, /申请材料[\s\S]*受理标准：加盖公章/);
  assert.equal((await keeper.open(`/editors/items/${item.id}/compare?from=1&to=99`)).status, 404);
});

test("a flow drawn elsewhere comes in as BPMN, and one that cannot be read is refused with what is wrong", async () => {
  const item = home.itemOf("食品经营许可（新办）").id;
  const keeper = await keeperAt();
  const bpmn = await keeper.open(`/editors/items/${item}/flow.bpmn`);
  assert.match(bpmn.body, /<bpmn:definitions|definitions/);
  const other = await begun(await keeperAt());
  const url = `/editors/items/${other}/draft/flow`;
  await keeper.open(url);
  const broken = await keeper.sendFiles(url, [{ field: "bpmn", name: "flow.bpmn", content: Buffer.from("<xml") }]);
  assert.equal(broken.status, 422);
  assert.match(broken.body, /href="#f-bpmn"/);
  await keeper.open(url);
  const read = await keeper.sendFiles(url, [{ field: "bpmn", name: "flow.bpmn", content: Buffer.from(bpmn.body) }]);
  assert.equal(read.status, 303, read.text);
  assert.equal((await keeper.open(`/editors/items/${other}/flow.bpmn`)).body.length, bpmn.body.length);
});

test("[B12] the list finds items by name, department and what is to be done, with score, depth and findings", async () => {
  const editor = await editorAt(home.police);
  const own = await editor.open("/editors");
  assert.match(own.text, /居住证申领/);
  assert.doesNotMatch(own.text, /食品经营许可/, "an editor sees his department's items first");
  const all = await editor.open("/editors?dept=all&q=食品经营");
  assert.match(all.text, /食品经营许可（新办）/);
  assert.match((await editor.open("/editors?q=没有的事项")).text, /没有这样的事项/);
});

test("editors read what was sought in vain, and which bodies are in no register", async () => {
  await noteMiss(home.house, { hall: city, words: "放风筝备案" });
  const editor = await editorAt(home.health);
  assert.match((await editor.open("/editors/searches")).text, /放风筝备案/);
  assert.equal((await editor.open("/editors/departments")).status, 200);
});

test("[B14] a list is tried, imported, reported line by line and taken back; only by who keeps the hall's whole list", async () => {
  const editor = await editorAt(home.health);
  assert.equal((await editor.open("/editors/import")).status, 403);
  const keeper = await keeperAt();
  const rows = [
    { taskName: "放鞭炮备案", localTaskCode: "list-1", deptName: "潮州市公安局" },
    { taskName: "没有编码的事" },
    { taskName: "放鞭炮备案", localTaskCode: "list-1" },
  ];
  const content = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const send = async (act: string, name = "list.jsonl") => {
    await keeper.open("/editors/import");
    return await keeper.sendFiles("/editors/import", [{ field: "file", name, content }], {
      hall: city,
      title: "清单",
      act,
    });
  };
  const tried = await send("try");
  assert.equal(tried.status, 200);
  assert.match(tried.text, /新增 1，改动 0，没变 0，不收 2/);
  assert.match(tried.text, /I04[\s\S]*I06/);
  assert.match((await keeper.open("/editors?q=list-1&dept=all")).text, /没有这样的事项/, "a dry run writes nothing");
  assert.equal((await send("run", "list.exe")).status, 422);
  const run = await send("run");
  assert.equal(run.status, 303, run.text);
  assert.match((await keeper.open(run.to)).text, /新增 1[\s\S]*I06/);
  const found = await keeper.open("/editors?q=list-1&dept=all");
  assert.match(found.text, /放鞭炮备案/);
  await keeper.open(run.to);
  assert.equal((await keeper.send(run.to, { reason: "" })).status, 422);
  assert.equal((await keeper.send(run.to, { reason: "清单有误" })).status, 303);
  assert.match((await keeper.open(run.to)).text, /已经撤销/);
});

test("[C18] an import that was interrupted goes on with the same file and with no other", async () => {
  const keeper = await keeperAt();
  const lines = Array.from({ length: 600 }, (_, at) =>
    JSON.stringify({ taskName: `事项${at}`, localTaskCode: `re-${at}` }),
  );
  async function* cut(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${lines.slice(0, 550).join("\n")}\n`);
    throw new Error("the process ends");
  }
  const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };
  const told = {
    hall: parseHallCode(city),
    division: city,
    title: "断了的清单",
    format: "jsonl" as const,
    content: cut(),
  };
  await assert.rejects(importItems(home.house, system, told));
  const list = await keeper.open("/editors/import");
  const [, batch = ""] = /href="(\/editors\/import\/[^"]+)">断了的清单/.exec(list.body) ?? [];
  const page = await keeper.open(batch);
  assert.match(page.text, /没有导入完[\s\S]*第 500 行/);
  const send = (content: string) => {
    const files = [{ field: "file", name: "list.jsonl", content: Buffer.from(content) }];
    return keeper.sendFiles("/editors/import", files);
  };
  const other = await send(lines.slice(1).join("\n"));
  assert.equal(other.status, 422);
  assert.match(other.text, /不是没有导入完的那份文件/);
  const run = await send(lines.join("\n"));
  assert.equal(run.to, batch);
  assert.match((await keeper.open(batch)).text, /新增 600/);
  await keeper.send(batch, { reason: "试完了" });
});

test("[C18] a list goes out as a workbook and comes in again without a change; the template has its columns", async () => {
  const keeper = await keeperAt();
  assert.match((await keeper.open("/editors/export")).text, /XLSX[\s\S]*CSV[\s\S]*JSON Lines/);
  const { status, headers, content } = await keeper.download(`/editors/export?hall=${city}&format=xlsx`);
  assert.equal(status, 200);
  assert.match(String(headers["content-disposition"]), /^attachment; filename="items-445100-.*\.xlsx"$/);
  await keeper.open("/editors/import");
  const files = [{ field: "file", name: "改过的.XLSX", content }];
  const tried = await keeper.sendFiles("/editors/import", files, { hall: city, title: "再导入", act: "try" });
  assert.equal(tried.status, 200, tried.text);
  assert.match(tried.text, /新增 0，改动 0，没变 [1-9]\d*，不收 0/);
  const template = await keeper.download("/editors/templates/csv");
  assert.match(template.content.toString(), /^\uFEFF事项名称,[\s\S]*（示例）/);
  const broken = [{ field: "file", name: "坏的.xlsx", content: content.subarray(0, 500) }];
  await keeper.open("/editors/import");
  const refused = await keeper.sendFiles("/editors/import", broken, { hall: city, title: "坏的", act: "run" });
  assert.deepEqual([refused.status, /文件不完整/.test(refused.text)], [422, true]);
  assert.equal((await keeper.open("/editors/export?hall=440000&format=csv")).status, 403);
});

test("a new item needs a department, a name, a code and a reason; what was typed comes back", async () => {
  const editor = await editorAt(home.health);
  await editor.open("/editors/new");
  const empty = await editor.send("/editors/new", { place: "", taskName: "", code: "", reason: "", content: "{" });
  assert.equal(empty.status, 422);
  for (const at of ["#new-place", "#new-taskName", "#new-content"]) assert.ok(empty.body.includes(`href="${at}"`), at);
  const place = `${city}.${home.health}`;
  const noCode = await editor.send("/editors/new", {
    place,
    taskName: "甲事项",
    code: "",
    reason: "新增",
    content: "",
  });
  assert.deepEqual([noCode.status, noCode.body.includes('href="#new-code"')], [422, true]);
  assert.match(noCode.body, /value="甲事项"/);
  const noReason = await editor.send("/editors/new", {
    place,
    taskName: "甲事项",
    code: "x-9",
    reason: "",
    content: "",
  });
  assert.deepEqual([noReason.status, noReason.body.includes('href="#new-reason"')], [422, true]);
  const foreign = await editor.send("/editors/new", {
    place: `${city}.${home.police}`,
    taskName: "甲",
    code: "x-9",
    reason: "新增",
    content: "",
  });
  assert.equal(foreign.status, 422, "another department is no choice of his");
});
