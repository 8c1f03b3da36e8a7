import assert from "node:assert/strict";
import { test } from "node:test";
import { findDraft, findItem, historyOf } from "../../catalogue/index.ts";
import { city, controlsIn, newOfficer } from "./editors.fixture.ts";
import { editorsGround } from "./editors-ground.fixture.ts";

const { db, home, editorAt, keeperAt, begun, drafted, act, actByHand, done, publishedItem } = await editorsGround(
  import.meta.url,
);

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

test("[B1] a draft is put away with a reason: the version in use stays, what was never published ends and frees its code", async () => {
  const editor = await editorAt(home.health);
  const item = home.itemOf("护士执业注册（首次）");
  const basic = `/editors/items/${item.id}/draft/basic`;
  assert.equal((await editor.fill(basic, { plain: "护士首次上岗前注册" })).status, 303);
  assert.equal((await actByHand(editor, item.id, "discard", " ")).status, 422, "a reason is asked for");
  assert.equal((await actByHand(await editorAt(home.police), item.id, "discard")).status, 403);
  assert.ok(await findDraft(db, item), "nothing happened yet");
  assert.equal((await actByHand(editor, item.id, "discard", "另起一份")).status, 303);
  assert.equal(await findDraft(db, item), undefined);
  assert.equal((await findItem(db, item.id))?.version, item.version);
  assert.equal((await historyOf(db, item.id)).at(-1)?.kind, "discard");

  const fresh = await drafted({ localTaskCode: "up-free" });
  assert.equal((await actByHand(editor, fresh, "discard")).status, 303);
  assert.equal((await findItem(db, fresh))?.state, "cancelled");
  assert.ok(await drafted({ localTaskCode: "up-free" }), "the code is free again");
});

test("[B5] a draft under review is not put away under the reviewer's hands", async () => {
  const editor = await editorAt(home.health);
  const item = await drafted();
  assert.equal((await actByHand(editor, item, "submit")).status, 303);
  const page = await editor.open(`/editors/items/${item}`);
  assert.ok(!page.body.includes('value="discard"'));
  assert.equal((await actByHand(editor, item, "discard")).status, 409);
});

test("[B5] a draft sent after its session ended is held by the page, and saved once the editor has signed in again", async () => {
  const editor = await editorAt(home.health);
  const item = await drafted();
  const address = `/editors/items/${item}/draft/basic`;
  const typed = controlsIn((await editor.open(address)).body);
  home.clock.advance(31 * 60_000);
  const late = await editor.send(address, { ...typed, plain: "写了半小时的一句话" });
  assert.equal(late.status, 401);
  assert.match(late.text, /登录已经过期。您刚才填的内容都在这一页上/);
  assert.ok(late.body.includes('value="写了半小时的一句话"'));
  const before = await findItem(db, item);
  assert.ok(before && (await findDraft(db, before))?.revision === 1, "nothing was written meanwhile");

  editor.signIn((await newOfficer(home.house, home.health, ["catalogue-editor"])).cookie);
  const again = await editor.send(address, {});
  assert.equal(again.status, 401, "the page of the ended session is held once more, now with a living form");
  const saved = await editor.send(address, {});
  assert.deepEqual([saved.status, saved.to], [303, `${address}?saved=true`]);
  assert.equal((await findDraft(db, before))?.document.plain, "写了半小时的一句话");
});
