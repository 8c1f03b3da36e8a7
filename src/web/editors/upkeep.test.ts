import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  approveLegality,
  type EditionEntry,
  enterEdition,
  findDraft,
  findItem,
  findItemByCode,
  findVersion,
  historyOf,
  noteMiss,
  publishItem,
  saveDraft,
  submitForReview,
  successorsOf,
} from "../../catalogue/index.ts";
import { parseDay } from "../../kernel/calendar/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { makeUsualDepartments } from "../../organization/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import {
  city,
  controlsIn,
  type EditorsHome,
  editorsHouse,
  newOfficer,
  newStandard,
  type OfficerBrowser,
  officerAt,
} from "./editors.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: EditorsHome;
before(async () => {
  home = await editorsHouse(db);
  await home.runNews();
});
after(async () => {
  await home?.server.app.close();
  await home?.tidyUp();
  await close();
});

const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };
const editorAt = (department: string) => officerAt(home, department, ["catalogue-editor"]);
const keeperAt = () => officerAt(home, home.police, ["catalogue-editor", "catalogue-publisher"]);
let codes = 0;

/** A draft of the health department. */
async function begun(changes = {}): Promise<Id> {
  codes += 1;
  const content = newStandard({ localTaskCode: `up-${codes}`, deptName: "潮州市卫生局", ...changes });
  const made = await inTransaction(db, (tx) =>
    saveDraft(home.house, tx, system, { content, home: { hall: city, division: city }, reason: "新增" }),
  );
  return made.item;
}

/** An act sent by hand: the page may not offer it, so the form's token comes from a page that always has one. */
async function act(browser: OfficerBrowser, item: Id, word: string, reason = "工作需要") {
  await browser.open("/editors/new");
  return await browser.send(`/editors/items/${item}`, { act: word, reason });
}

test("[B1] a draft is put away with a reason: the version in use stays, what was never published ends and frees its code", async () => {
  const editor = await editorAt(home.health);
  const item = home.itemOf("护士执业注册（首次）");
  const basic = `/editors/items/${item.id}/draft/basic`;
  assert.equal((await editor.fill(basic, { plain: "护士首次上岗前注册" })).status, 303);
  assert.equal((await act(editor, item.id, "discard", " ")).status, 422, "a reason is asked for");
  assert.equal((await act(await editorAt(home.police), item.id, "discard")).status, 403);
  assert.ok(await findDraft(db, item), "nothing happened yet");
  assert.equal((await act(editor, item.id, "discard", "另起一份")).status, 303);
  assert.equal(await findDraft(db, item), undefined);
  assert.equal((await findItem(db, item.id))?.version, item.version);
  assert.equal((await historyOf(db, item.id)).at(-1)?.kind, "discard");

  const fresh = await begun({ localTaskCode: "up-free" });
  assert.equal((await act(editor, fresh, "discard")).status, 303);
  assert.equal((await findItem(db, fresh))?.state, "cancelled");
  assert.ok(await begun({ localTaskCode: "up-free" }), "the code is free again");
});

test("[B5] a draft under review is not put away under the reviewer's hands", async () => {
  const editor = await editorAt(home.health);
  const item = await begun();
  assert.equal((await act(editor, item, "submit")).status, 303);
  const page = await editor.open(`/editors/items/${item}`);
  assert.ok(!page.body.includes('value="discard"'));
  assert.equal((await act(editor, item, "discard")).status, 409);
});

test("[A9] a phrase nobody found anything by is taught its official words, and the next search finds the item", async () => {
  const words = "捧饭碗本子";
  await noteMiss(home.house, { hall: city, words });
  const keeper = await keeperAt();
  const missed = await keeper.open("/editors/searches");
  assert.match(missed.text, /捧饭碗本子/);
  const address = `/editors/phrases?said=${encodeURIComponent(words)}`;
  assert.ok(missed.body.includes(`href="${address}"`), "the list leads to the form");
  const asked = await keeper.open(address);
  assert.ok(asked.body.includes(`value="${words}"`), "the phrase stands in the form");
  assert.match(asked.text, /没有正好相符的事项/);
  const tried = await keeper.open(`${address}&try=${encodeURIComponent("护士执业注册")}`);
  assert.match(tried.text, /护士执业注册（首次）[\s\S]*给它加别名/);

  const empty = await keeper.send("/editors/phrases", { said: words, means: "", reason: "", act: "teach" });
  assert.equal(empty.status, 422);
  assert.ok(empty.body.includes('href="#phrase-reason"') || empty.body.includes('href="#phrase-means"'));
  assert.ok(empty.body.includes(`value="${words}"`), "what was typed stays");
  const sent = { said: words, means: "护士执业注册\n卫生", reason: "来电常问", act: "teach" };
  const taught = await keeper.send("/editors/phrases", sent);
  assert.deepEqual([taught.status, taught.to], [303, address]);
  assert.match((await keeper.open(address)).text, /来电常问[\s\S]*现在：护士执业注册、卫生/);
  const found = await keeper.open(`/search?hall=${city}&q=${encodeURIComponent(words)}`);
  assert.match(found.text, /“捧饭碗本子”已理解为[\s\S]*护士执业注册（首次）/);
  assert.match((await keeper.open("/editors/searches")).text, /捧饭碗本子\s*已配：护士执业注册/);

  await keeper.open(address);
  const stopped = await keeper.send("/editors/phrases", { ...sent, act: "retire", reason: "配错了" });
  assert.deepEqual([stopped.status, stopped.to], [303, "/editors/phrases"]);
  assert.match((await keeper.open("/editors/phrases")).text, /捧饭碗本子[\s\S]*停用[\s\S]*配错了/);
});

test("[A9] only who keeps a whole list teaches phrases; an editor gives his own item another name in its draft", async () => {
  const editor = await editorAt(home.health);
  const page = await editor.open("/editors/phrases?said=护士本");
  assert.equal(page.status, 200);
  assert.ok(!page.body.includes('name="means"'));
  await editor.open("/editors/new");
  const refused = await editor.send("/editors/phrases", { said: "护士本", means: "护士", reason: "试", act: "teach" });
  assert.equal(refused.status, 403);
  const item = home.itemOf("护士执业注册（首次）").id;
  const draft = await editor.open(`/editors/items/${item}/draft/basic?alias=护士本`);
  assert.match(String(controlsIn(draft.body).alias), /(^|\n)护士本$/);
  const saved = await editor.send(`/editors/items/${item}/draft/basic`, controlsIn(draft.body));
  assert.equal(saved.status, 303);
  const kept = await findItem(db, item);
  assert.ok(kept && (await findDraft(db, kept))?.document.alias?.includes("护士本"));
});

test("[B5] a draft sent after its session ended is held by the page, and saved once the editor has signed in again", async () => {
  const editor = await editorAt(home.health);
  const item = await begun();
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

test("[B1] who only writes or judges items is led from the desk to the editors' console, who does both finds it in the menu", async () => {
  const editor = await editorAt(home.health);
  assert.deepEqual([(await editor.open("/desk")).status, (await editor.open("/desk")).to], [303, "/editors"]);
  const both = await officerAt(home, home.health, ["catalogue-editor", "window-officer"]);
  const desk = await both.open("/desk");
  assert.equal(desk.status, 200);
  assert.ok(desk.body.includes('href="/editors"'));
  const window = await officerAt(home, home.health, ["window-officer"]);
  assert.ok(!(await window.open("/desk")).body.includes('href="/editors"'));
});

const judgeAt = () => officerAt(home, home.police, ["legality-reviewer"]);
const ground = { reason: "机构改革", document: "粤府〔2026〕1号" };

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

test("[B3] when the item above goes on, those below stand on a work list, and one press writes what is not their own into a draft", async () => {
  const item = home.itemOf("公司设立登记");
  const inUse = await findVersion(home.house, item.id, item.version);
  assert.ok(inUse?.upper);
  const base = await findItem(db, inUse.upper.item);
  const above = base && (await findVersion(home.house, base.id, base.version));
  assert.ok(base && above);
  const seat = { post: "p", duty: "legality-reviewer", hall: base.hall, department: "x" };
  const judge: Actor = { kind: "staff", id: newId(home.house.clock), assurance: 3, posts: [seat.duty], seats: [seat] };
  await inTransaction(db, async (tx) => {
    const content = { ...above.document, acceptCondition: "条件由省里改过了" };
    await saveDraft(home.house, tx, system, { content, item: base.id, revision: 0 });
    await submitForReview(home.house, tx, system, { item: base.id, reason: "修订" });
    await approveLegality(home.house, tx, judge, { item: base.id, reason: "合法" });
    await publishItem(home.house, tx, system, { item: base.id, reason: "修订" });
  });
  const editor = await editorAt(home.health);
  const list = await editor.open("/editors/upper");
  assert.match(list.text, /1 个事项没有跟上[\s\S]*公司设立登记[\s\S]*照上级改/);
  const sent = await editor.send("/editors/upper", { item: item.id });
  assert.deepEqual([sent.status, sent.to], [303, `/editors/items/${item.id}/compare?from=${item.version}&to=draft`]);
  const draft = (await findDraft(db, item))?.document;
  assert.deepEqual([draft?.acceptCondition, draft?.deptName], ["条件由省里改过了", inUse.document.deptName]);
  assert.match((await editor.open(sent.to)).text, /条件由省里改过了/);
  await editor.open("/editors/new");
  assert.equal((await editor.send("/editors/upper", { item: item.id })).status, 409, "what is being written stays");
});

test("[B4] two editions are entered from a table, compared, and each place reads what it has to add, change and cancel", async () => {
  const province = parseHallCode("440000");
  const keeper = await officerAt(home, home.police, ["catalogue-editor", "catalogue-publisher"], province);
  const plain = await officerAt(home, home.health, ["catalogue-editor"], province);
  assert.ok(!(await plain.open("/editors/editions")).body.includes('name="content"'));
  const held = home.itemOf("社会保障卡申领");
  const code = (await findVersion(home.house, held.id, held.version))?.document.catalogCode ?? "";
  assert.notEqual(code, "");
  const entries: EditionEntry[] = [
    { baseCode: code, name: "社会保障卡申领" },
    { baseCode: "000000000001", name: "老事项" },
  ];
  await inTransaction(db, (tx) => enterEdition(home.house, tx, system, { name: "2017", title: "2017年版", entries }));
  await keeper.open("/editors/editions");
  const bad = await keeper.send("/editors/editions", { name: "2018", title: "", document: "", content: "甲\t" });
  assert.deepEqual([bad.status, /第 1 行看不懂/.test(bad.text)], [422, true]);
  const content = `基本编码\t名称\t类型\n${code}\t社会保障卡服务\t公共服务\n000000000002\t新事项\t行政许可\n`;
  const sent = await keeper.send("/editors/editions", { name: "2018", title: "2018年版", document: "", content });
  assert.equal(sent.status, 303, sent.text);
  assert.match((await keeper.open("/editors/editions")).text, /2018[\s\S]*与“2017”比/);
  const compared = await keeper.open("/editors/editions/compare?from=2017&to=2018&place=445100");
  assert.match(compared.text, /新增 1 项，变更 1 项，取消 1 项/);
  assert.match(compared.text, /潮州市的清单[\s\S]*新事项[\s\S]*没有，要编/);
  assert.ok(compared.body.includes(`href="/items/${held.code}"`), "the list it has is named");
  assert.equal((await keeper.open("/editors/editions/compare?from=2017&to=nie")).status, 404);
});
