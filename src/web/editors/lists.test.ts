import assert from "node:assert/strict";
import { test } from "node:test";
import {
  approveLegality,
  type EditionEntry,
  enterEdition,
  findDraft,
  findItem,
  findVersion,
  importItems,
  noteMiss,
  publishItem,
  saveDraft,
  submitForReview,
} from "../../catalogue/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { city, controlsIn, officerAt } from "./editors.fixture.ts";
import { editorsGround, system } from "./editors-ground.fixture.ts";

const { db, home, editorAt, keeperAt } = await editorsGround(import.meta.url);
await home.runNews();

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
