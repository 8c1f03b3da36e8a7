import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findDraft, findItem, historyOf, noteMiss, saveDraft } from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
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
