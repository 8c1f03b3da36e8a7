import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { draftExpiring, draftSwept, sweepDrafts } from "../../application/index.ts";
import type { ItemDocument } from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { applyGround, newCitizen, newVersion, picture, visitor } from "./apply.fixture.ts";

const { db, home, server } = await applyGround(import.meta.url);

const shop = () => home.itemOf("个体工商户设立登记");
const draftIn = (location: string) => /\/drafts\/[0-9a-f-]{36}/.exec(location)?.[0] ?? assert.fail(location);
const basics = { scope: "餐饮服务", staff: "3", form: "个人经营" };

async function begun(browser: ReturnType<typeof visitor>, item = shop()) {
  await browser.open(`/apply/${item.id}`);
  return draftIn(
    (await browser.send(`/apply/${item.id}`, { who: "self", situation1: "false", situation2: "false" })).to,
  );
}

test("[C7] [E10] one intent is one draft, and all of them stand in one list: pressed twice there is one, opened anew there are several", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  await browser.open(`/apply/${shop().id}`);
  const typed = { who: "self", situation1: "false", situation2: "false" };
  const [one, two] = await Promise.all([
    browser.send(`/apply/${shop().id}`, typed),
    browser.send(`/apply/${shop().id}`, typed),
  ]);
  assert.equal(draftIn(one.to), draftIn(two.to));
  const again = await browser.open(`/apply/${shop().id}`);
  assert.match(again.text, /您有一份没有交的草稿/);
  const other = await begun(browser);
  assert.notEqual(other, draftIn(one.to));
  const list = await browser.open("/drafts");
  assert.match(list.text, /共 2 份/);
  assert.match(list.text, /潮州市[\s\S]*填好/);
});

test("an intent is the person's own: with somebody else's one begins nothing", async () => {
  const browser = visitor(server, (await newCitizen(home.house)).cookie);
  const other = visitor(server, (await newCitizen(home.house)).cookie);
  const page = await other.open(`/apply/${shop().id}`);
  const intent = /name="intent" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
  await browser.open(`/apply/${shop().id}`);
  const typed = { who: "self", situation1: "false", situation2: "false", intent };
  assert.equal((await browser.send(`/apply/${shop().id}`, typed)).status, 422);
});

test("[C7] what is filled in on one device stands on the other; a page that both filled in differently is decided by the person", async () => {
  const person = await newCitizen(home.house);
  const desktop = visitor(server, person.cookie);
  const phone = visitor(server, await person.signIn());
  const draft = await begun(desktop);
  const page = `${draft}/pages/basic`;
  await phone.open(page);
  await desktop.open(page);
  assert.equal((await desktop.send(page, { ...basics, shopName: "城东小馆" })).status, 303);
  const clash = await phone.send(page, { ...basics, shopName: "城西小馆", scope: "" });
  assert.equal(clash.status, 409);
  assert.match(clash.text, /字号名称[\s\S]*城西小馆[\s\S]*城东小馆/);
  assert.match(clash.text, /经营范围[\s\S]*没有填[\s\S]*餐饮服务/);
  assert.match((await desktop.open(page)).body, /value="城东小馆"/, "nothing was written over");
  // The page of the clash carries everything on: one press takes what was typed here.
  const fields: Record<string, string> = {};
  for (const [, name = "", value = ""] of clash.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    if (name !== "_csrf") fields[name] = value;
  }
  await phone.open(page);
  assert.equal((await phone.send(page, fields)).status, 422, "what was left out is still missing");
  assert.match((await desktop.open(page)).body, /value="城西小馆"/);
});

test("the back button and a second press are harmless: one's own device never clashes with itself", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const draft = await begun(browser);
  const page = `${draft}/pages/basic`;
  await browser.open(page);
  const typed = { ...basics, shopName: "城东小馆" };
  assert.equal((await browser.send(page, typed)).status, 303);
  assert.equal((await browser.send(page, typed)).status, 303);
  assert.equal((await browser.send(page, { ...typed, shopName: "城南小馆" })).status, 303);
  assert.match((await browser.open(page)).body, /value="城南小馆"/);
});

test("[C7] a session that ended in the middle loses nothing: after the sign-in the page stands as it was typed", async () => {
  const person = await newCitizen(home.house);
  const browser = visitor(server, person.cookie);
  const draft = await begun(browser);
  const page = `${draft}/pages/basic`;
  await browser.open(page);
  home.clock.advance(3 * 3_600_000);
  const late = await browser.send(page, { ...basics, shopName: "过期前填的" });
  assert.equal(late.to, `/sign-in?to=${encodeURIComponent(page)}`);
  assert.equal((await browser.open(page)).to, `/sign-in?to=${encodeURIComponent(page)}`);
  const rows = await sql<{ fields: Buffer }>`select fields from application.late_form /* scatter: a test */`.execute(
    db,
  );
  assert.ok(
    rows.rows.every(({ fields }) => !fields.toString().includes("过期前")),
    "kept under seal",
  );
  browser.signIn(await person.signIn());
  const back = await browser.open(page);
  assert.match(back.body, /value="过期前填的"/);
  assert.match(back.text, /登录过期前填的内容都在，还没有保存/);
  assert.equal((await browser.send(page, { ...basics, shopName: "过期前填的" })).status, 303);
  assert.doesNotMatch((await browser.open(page)).text, /还没有保存/);
  // Signed in anew in another window: the old page is kept as well.
  await browser.open(page);
  browser.signIn(await person.signIn());
  assert.equal((await browser.send(page, { ...basics, shopName: "另一个窗口" })).to, page);
  assert.match((await browser.open(page)).body, /value="另一个窗口"/);
});

test("where nobody knows whose form it was, the page itself holds what was typed until somebody has signed in", async () => {
  const person = await newCitizen(home.house);
  const browser = visitor(server, person.cookie);
  const draft = await begun(browser);
  const page = `${draft}/pages/basic`;
  await browser.open(page);
  browser.signIn("");
  const held = await browser.send(page, { ...basics, shopName: "没有会话" });
  assert.equal(held.status, 401);
  assert.match(held.body, /type="hidden" name="shopName" value="没有会话"/);
  browser.signIn(await person.signIn());
  assert.equal((await browser.send(page, {})).to, page);
  assert.match((await browser.open(page)).body, /value="没有会话"/);
  const neighbour = visitor(server, (await newCitizen(home.house)).cookie);
  assert.equal((await neighbour.open(page)).status, 404);
});

test("[C7] a new version of the item: the draft is carried over field by field, and what changes is told before", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const draft = await begun(browser);
  const page = `${draft}/pages/basic`;
  await browser.open(page);
  await browser.send(page, { ...basics, shopName: "城东小馆" });
  await browser.open(`${draft}/pages/measures`);
  await browser.send(`${draft}/pages/measures`, { staff: "3", fund: "约五万" });
  await browser.open(`${draft}/materials`);
  await browser.sendFiles(`${draft}/materials`, [{ field: "m3", name: "租赁合同.png", content: picture() }]);
  await browser.open(page);
  await newVersion(home.house, shop(), (document): ItemDocument => {
    const form = (document.form as { key: string; type: string; label: string; options?: string[] }[]).map((field) =>
      field.key === "staff" ? { ...field, type: "select", options: ["1到5人", "6人以上"] } : field,
    );
    const extra = { key: "opening", label: "计划开业日期", type: "date", required: true };
    const materials = (document.materials ?? []).filter(({ key }) => key !== "m3");
    const licence = { key: "m9", materialName: "门牌证明", isNeed: "1", materialFormat: "3" };
    return {
      ...document,
      form: [...form.filter(({ key }) => key !== "shopName"), extra],
      materials: [...materials, licence],
    };
  });
  // The page that was open is saved all the same, under the version it was made for.
  const saved = await browser.send(page, { ...basics, shopName: "城东老馆" });
  assert.equal(saved.to, draft);
  assert.equal((await browser.open(draft)).to, `${draft}/version`);
  const told = await browser.open(`${draft}/version`);
  assert.match(told.text, /按第 1 版填的，现在用第 2 版/);
  assert.match(told.text, /字号名称[\s\S]*城东老馆[\s\S]*不再需要/);
  assert.match(told.text, /从业人数[\s\S]*3[\s\S]*要重新填/);
  assert.match(told.text, /新加的问题计划开业日期/);
  assert.match(told.text, /新加的材料门牌证明/);
  assert.match(told.text, /经营场所使用相关文件（1 个文件）/);
  assert.equal((await browser.send(`${draft}/version`, {})).to, draft);
  const now = await browser.open(page);
  assert.match(now.body, /餐饮服务/);
  assert.match((await browser.open(`${draft}/pages/measures`)).text, /计划开业日期/);
  const check = await browser.open(`${draft}/check`);
  assert.match(check.text, /从业人数/);
  assert.match(check.text, /计划开业日期：请填写/);
});

test("a draft is deleted after a question, with its files; twice is once", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const item = home.itemOf("道路货物运输经营许可");
  const draft = await begun(browser, item);
  await browser.open(`${draft}/materials`);
  await browser.sendFiles(`${draft}/materials`, [{ field: "m1", name: "申请表.png", content: picture() }]);
  assert.match((await browser.open(`${draft}/delete`)).text, /不能恢复/);
  assert.equal((await browser.send(`${draft}/delete`, {})).to, "/drafts?deleted=yes");
  assert.equal((await browser.send(`${draft}/delete`, {})).to, "/drafts?deleted=yes");
  assert.equal((await browser.open(draft)).status, 404);
  assert.match((await browser.open("/drafts?deleted=yes")).text, /草稿已经删除[\s\S]*没有草稿/);
  const links = await sql<{
    n: bigint;
  }>`select count(*) n from material.link where use = ${`case:${draft.slice(8)}`}`.execute(db);
  assert.equal(Number(links.rows[0]?.n), 0);
});

test("a draft is its person's alone: to everybody else it is not there, on every page", async () => {
  const draft = await begun(visitor(server, (await newCitizen(home.house)).cookie));
  const stranger = visitor(server);
  const neighbour = visitor(server, (await newCitizen(home.house)).cookie);
  for (const page of ["", "/pages/basic", "/materials", "/check", "/version", "/delete", "/receipt"]) {
    assert.equal((await neighbour.open(draft + page)).status, 404, page);
    assert.equal((await stranger.open(draft + page)).to, `/sign-in?to=${encodeURIComponent(draft + page)}`, page);
  }
  for (const page of ["/pages/basic", "/materials", "/check"]) {
    await neighbour.open(`/apply/${shop().id}`);
    assert.equal((await neighbour.send(draft + page, { ...basics, declared: "yes" })).status, 404, page);
  }
});

test("an item asks for a level of assurance: who has less reads what to do and cannot begin", async () => {
  const browser = visitor(server, (await newCitizen(home.house, { assurance: 1 })).cookie);
  assert.match((await browser.open(`/apply/${shop().id}`)).text, /这个事项要实名认证/);
  await browser.open("/drafts");
  const other = visitor(server, (await newCitizen(home.house)).cookie);
  const page = await other.open(`/apply/${shop().id}`);
  assert.doesNotMatch(page.text, /要实名认证/);
});

test("a mandate is needed for a company, at the beginning and at every page", async () => {
  const person = await newCitizen(home.house, { company: "潮州样例货运有限公司" });
  const other = await newCitizen(home.house);
  const item = home.itemOf("道路货物运输经营许可");
  const browser = visitor(server, person.cookie);
  await browser.open(`/apply/${item.id}`);
  const draft = draftIn((await browser.send(`/apply/${item.id}`, { who: person.company?.id ?? "" })).to);
  assert.equal((await browser.open(draft)).status, 200);
  const stranger = visitor(server, other.cookie);
  await stranger.open(`/apply/${item.id}`);
  assert.equal((await stranger.send(`/apply/${item.id}`, { who: person.company?.id ?? "" })).status, 422);
  await inTransaction(db, (tx) =>
    sql`update identity.mandate set revoked_at = ${home.house.clock.now()} where person_id = ${person.person}`.execute(
      tx,
    ),
  );
  assert.equal((await browser.open(draft)).status, 403);
});

test("[C7] a draft that nobody touches is announced after 83 days and gone after 90, with its files", async () => {
  const { cookie, person } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const draft = await begun(browser, home.itemOf("道路货物运输经营许可"));
  const days = (count: number) => home.clock.advance(count * 86_400_000);
  const told: string[] = [];
  const house = {
    ...home.house,
    outbox: {
      ...home.house.outbox,
      publish: async (_tx: unknown, event: { topic: { name: string }; payload: { person?: string } }) => {
        if (event.payload.person === person) told.push(event.topic.name);
      },
    },
  } as unknown as typeof home.house;
  await sweepDrafts(house);
  days(84);
  await sweepDrafts(house);
  await sweepDrafts(house);
  assert.deepEqual(told, [draftExpiring.name], "once");
  days(7);
  await sweepDrafts(house);
  assert.deepEqual(told, [draftExpiring.name, draftSwept.name]);
  const rows = await sql<{
    n: bigint;
  }>`select count(*) n from application.draft where id = ${draft.slice(8)} /* scatter: a test */`.execute(db);
  assert.equal(Number(rows.rows[0]?.n), 0);
});
