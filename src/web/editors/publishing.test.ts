import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptApplication, findCase, submitApplication } from "../../application/index.ts";
import { findItem, findItemByCode, findVersion, historyOf, successorsOf } from "../../catalogue/index.ts";
import { parseDay } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { makeUsualDepartments } from "../../organization/index.ts";
import { newCitizen, visitor } from "../apply/apply.fixture.ts";
import { city, officerAt } from "./editors.fixture.ts";
import { editorsGround, steps, system } from "./editors-ground.fixture.ts";

const { db, home, editorAt, judgeAt, begun, act, done, publishedItem } = await editorsGround(import.meta.url);

const ground = { reason: "机构改革", document: "粤府〔2026〕1号" };

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

test("[B8] a reviewer transfers an item to another department of the place; links and the old version stay", async () => {
  const item = home.itemOf("结婚登记（预约）");
  const address = `/editors/items/${item.id}/powers/transfer`;
  const editor = await editorAt(home.health);
  assert.equal((await editor.open(address)).status, 403, "editors do not move powers");
  const judge = await judgeAt();
  assert.ok((await judge.open(`/editors/items/${item.id}`)).body.includes(`href="${address}"`));
  await judge.open(address);
  const empty = await judge.send(address, { to: "", reason: "", document: "" });
  assert.deepEqual([empty.status, empty.body.includes('href="#power-to"')], [422, true]);
  const silent = await judge.send(address, { to: home.police, reason: " ", document: "" });
  assert.deepEqual([silent.status, silent.body.includes('href="#power-reason"')], [422, true]);
  assert.ok(silent.body.includes(`value="${home.police}" selected`), "what was chosen stays");
  const sent = await judge.send(address, { to: home.police, ...ground });
  assert.deepEqual([sent.status, sent.to], [303, `/editors/items/${item.id}`]);
  const now = await findItem(db, item.id);
  assert.deepEqual([now?.deptName, now?.version, now?.state], ["潮州市公安局", item.version + 1, "published"]);
  assert.equal((await findVersion(home.house, item.id, item.version))?.document.deptName, "潮州市卫生局");
  assert.match((await judge.open(`/editors/items/${item.id}`)).text, /划转[\s\S]*机构改革；粤府〔2026〕1号/);
});

test("[B8] a devolved item leads its visitors to the departments below; a delegated one stays and they stand under it", async () => {
  const judge = await judgeAt();
  const item = home.itemOf("居住证申领");
  const none = await judge.open(`/editors/items/${item.id}/powers/devolve`);
  assert.match(none.text, /下级大厅的机构里还没有同类的部门/);
  for (const division of ["445102", "445103"]) {
    const founded = { on: parseDay("2020-01-01"), document: "粤府〔2020〕1号", division };
    await inTransaction(db, (tx) => makeUsualDepartments(home.house, tx, system, founded));
  }
  const address = `/editors/items/${item.id}/powers/devolve`;
  const page = await judge.open(address);
  assert.equal(page.status, 200);
  const places = [
    ...page.body.matchAll(/type="checkbox"[^>]*value="(\d{6})"|value="(\d{6})"[^>]*type="checkbox"/g),
  ].map(([, one, other]) => one ?? other ?? "");
  assert.ok(places.length > 1, page.text);
  const delegate = `/editors/items/${item.id}/powers/delegate`;
  await judge.open(delegate);
  const [first = "", second = ""] = places;
  assert.equal((await judge.send(delegate, { to: first, ...ground })).status, 303);
  assert.equal((await findItem(db, item.id))?.state, "published");
  await judge.open(address);
  assert.equal((await judge.send(address, { to: second, ...ground })).status, 303);
  const successors = await successorsOf(db, item.id);
  assert.deepEqual(
    await Promise.all(successors.map(async (one) => (await findItem(db, one))?.hall)),
    [second],
    "only who was devolved to stands for it",
  );
  assert.match((await judge.open(`/editors/items/${item.id}`)).text, /去向\s*居住证申领/);
  const guide = await judge.open(`/items/${item.id}`);
  assert.equal(guide.status, 410);
  assert.ok(guide.body.includes(`/items/${successors[0]}`), "who asks above is led on");
});

test("[B8] an item is split into parts with their own codes, and items are merged into one; the old ones lead on", async () => {
  const judge = await judgeAt();
  const item = home.itemOf("生育登记");
  const address = `/editors/items/${item.id}/powers/split`;
  await judge.open(address);
  const more = await judge.send(address, { "parts.0.name": "一孩登记", "parts.0.code": "s-1", add: "parts" });
  assert.equal(more.status, 200);
  assert.ok(more.body.includes('name="parts.2.name"') || more.body.includes('name="parts.1.name"'));
  const one = await judge.send(address, { "parts.0.name": "一孩登记", "parts.0.code": "s-1", ...ground });
  assert.deepEqual([one.status, one.body.includes('value="一孩登记"')], [422, true]);
  const parts = {
    "parts.0.name": "一孩登记",
    "parts.0.code": "s-1",
    "parts.1.name": "二孩登记",
    "parts.1.code": "s-2",
  };
  assert.equal((await judge.send(address, { ...parts, ...ground })).status, 303);
  assert.equal((await findItem(db, item.id))?.state, "cancelled");
  const [left, right] = await Promise.all(["s-1", "s-2"].map((code) => findItemByCode(db, code)));
  assert.ok(left && right);
  assert.deepEqual(new Set(await successorsOf(db, item.id)), new Set([left.id, right.id]));

  const merge = `/editors/items/${left.id}/powers/merge`;
  await judge.open(merge);
  const unknown = await judge.send(merge, { codes: "nothing-1", name: "生育登记", code: "s-3", ...ground });
  assert.deepEqual([unknown.status, unknown.body.includes('href="#power-codes"')], [422, true]);
  const merged = await judge.send(merge, { codes: "s-2", name: "生育登记", code: "s-3", ...ground });
  const whole = await findItemByCode(db, "s-3");
  assert.deepEqual([merged.status, merged.to], [303, `/editors/items/${whole?.id}`]);
  assert.deepEqual(await successorsOf(db, item.id), [whole?.id], "followed to the end");
});
