import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf } from "../../material/index.ts";
import { applyGround, city, newCitizen, picture, town, visitor } from "./apply.fixture.ts";

const { db, home, server } = await applyGround(import.meta.url);

const food = () => home.itemOf("食品经营许可（新办）");
const permit = () => home.itemOf("居住证申领");
const freight = () => home.itemOf("道路货物运输经营许可");
const draftIn = (location: string) => /\/drafts\/([0-9a-f-]{36})/.exec(location)?.[1] ?? assert.fail(location);

/** Begins a draft and says its address. */
async function begun(browser: ReturnType<typeof visitor>, item: { id: string }, typed: Record<string, string>) {
  await browser.open(`/apply/${item.id}`);
  const { status, to, text } = await browser.send(`/apply/${item.id}`, typed);
  assert.equal(status, 303, text.slice(0, 2000));
  return `/drafts/${draftIn(to)}`;
}

test("[C1] [C7] a company's application goes from the guide to the receipt, everything on the server, with faults beside their fields", async () => {
  const stranger = visitor(server);
  const start = `/apply/${food().id}`;
  const seen = await stranger.open(start);
  assert.match(seen.text, /要准备什么/);
  assert.ok(seen.body.includes(`/sign-in?to=${encodeURIComponent(start)}`));

  const person = await newCitizen(home.house, { company: "潮州样例餐饮有限公司" });
  const browser = visitor(server, person.cookie);
  assert.match((await browser.open(start)).text, /潮州样例餐饮有限公司/);
  const refused = await browser.send(start, { who: "" });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /有 3 处需要改/);
  const draft = await begun(browser, food(), {
    who: person.company?.id ?? "",
    situation1: "false",
    situation2: "true",
  });

  const list = await browser.open(draft);
  assert.match(list.text, /您的情况[\s\S]*已完成/);
  assert.match(list.text, /还不能开始/);
  const basic = await browser.open(`${draft}/pages/basic`);
  assert.match(basic.body, /value="潮州样例餐饮有限公司"/);
  assert.match(basic.text, /来自法人登记信息，窗口已核验/);
  const faulty = await browser.send(`${draft}/pages/basic`, { format: "餐饮服务经营者", safetyManager: "陈样例" });
  assert.equal(faulty.status, 422);
  assert.match(faulty.body, /<title>错误：/);
  assert.match(faulty.body, /<a href="#q-items">经营项目：至少选一项<\/a>/);
  const kept = await browser.open(`${draft}/pages/basic`);
  assert.match(kept.body, /value="陈样例"/, "what was right is kept with what was wrong");
  assert.match(kept.text, /第 2 步，共 6 步/);
  const items = { format: "餐饮服务经营者", items: ["热食类制售"], safetyManager: "陈样例" };
  const measures = await browser.send(`${draft}/pages/basic`, items);
  assert.deepEqual([measures.status, measures.to], [303, `${draft}/pages/measures`]);
  await browser.open(`${draft}/pages/measures`);
  const place = { "place.division": town, "place.detail": "城新路 8 号" };
  const unread = await browser.send(`${draft}/pages/measures`, { ...place, area: "约86平" });
  assert.equal(unread.status, 422);
  assert.match(unread.text, /您填的是“约86平”/);
  assert.match((await browser.open(`${draft}/pages/measures`)).body, /value="约86平"/);
  const delivery = await browser.send(`${draft}/pages/measures`, { ...place, area: "86.5" });
  assert.equal(delivery.to, `${draft}/pages/delivery`);

  // The choice of the post brings up two questions that nobody has seen yet.
  await browser.open(`${draft}/pages/delivery`);
  const more = await browser.send(`${draft}/pages/delivery`, { deliverWay: "2" });
  assert.equal(more.to, `${draft}/pages/delivery?more=2#q-deliverAddress`);
  assert.match((await browser.open(more.to.replace(/#.*/, ""))).text, /按您的回答，还要填 2 项/);
  const sent = { "deliverAddress.division": town, "deliverAddress.detail": "城新路 8 号" };
  const receiver = { "deliverReceiver.name": "陈样例", "deliverReceiver.phone": "16000000001" };
  const next = await browser.send(`${draft}/pages/delivery`, { deliverWay: "2", ...sent, ...receiver });
  assert.equal(next.to, `${draft}/materials`);

  const bring = await browser.open(`${draft}/materials`);
  assert.match(bring.text, /按您的情况要交 4 项，另有 1 项免提交。/);
  assert.match(bring.text, /第 5 步，共 6 步/, "as the list of tasks counts them");
  assert.doesNotMatch(bring.text, /自动售货设备/);
  const early = await browser.open(`${draft}/check`);
  assert.match(early.text, /还不能提交[\s\S]*食品经营许可申请书：请提交/);
  await browser.open(`${draft}/materials`);
  const mixed = await browser.sendFiles(`${draft}/materials`, [
    { field: "m1", name: "申请书.png", content: picture() },
    { field: "m3", name: "平面图.png", content: Buffer.from("<script>alert(1)</script>") },
  ]);
  assert.equal(mixed.status, 422);
  assert.match(mixed.body, /<a href="#m-m3">/);
  assert.match(mixed.text, /申请书\.png/, "the good file is kept beside the bad one");
  await browser.open(`${draft}/materials`);
  await browser.sendFiles(`${draft}/materials`, [{ field: "m3", name: "平面图.png", content: picture() }]);
  await browser.open(`${draft}/materials`);
  const paper = await browser.send(`${draft}/materials`, { shown: ["m1", "m3", "m4"], paper: "m4" });
  assert.equal(paper.to, draft);

  const check = await browser.open(`${draft}/check`);
  for (const part of [
    "第 6 步，共 6 步",
    "86.5 平方米",
    "凤新街道",
    "申请书.png",
    "到窗口交纸质",
    "免提交",
    "修改：场所面积",
  ]) {
    assert.ok(check.text.includes(part), part);
  }
  const undeclared = await browser.send(`${draft}/check`, {});
  assert.equal(undeclared.status, 422);
  assert.match(undeclared.body, /href="#declared"/);
  // Meanwhile, in another window, he takes a file out: what stood on this page is what he hands in, and the case holds it.
  const window = visitor(server, person.cookie);
  const [, file = ""] = /files\/([0-9a-f-]{36})/.exec((await window.open(`${draft}/materials`)).body) ?? [];
  await window.sendFiles(`${draft}/materials`, [], { remove: `m1:${file}` });
  assert.equal((await window.open(`${draft}/files/${file}`)).status, 404);
  const presses = Array.from({ length: 12 }, () => browser.send(`${draft}/check`, { declared: "yes" }));
  for (const done of await Promise.all(presses)) assert.deepEqual([done.status, done.to], [303, `${draft}/receipt`]);
  const again = await browser.send(`${draft}/check`, { declared: "yes" });
  assert.equal(again.to, `${draft}/receipt`, "pressed twice, on the page that is still open");
  const receipt = await browser.open(`${draft}/receipt`);
  const number = /data-copy[^>]*>([^<]+)</.exec(receipt.body)?.[1];
  assert.ok(number);
  for (const part of ["已提交，等待受理", "查询密码", "承诺 7 个工作日", "法定 10 个工作日", "交纸质材料"]) {
    assert.ok(receipt.text.includes(part), part);
  }
  assert.match(receipt.body, /<span class="code">[2-9A-Z]{8}<\/span>/);

  assert.match((await browser.open(`${draft}/receipt`)).body, new RegExp(number), "read again it says the same");
  for (const old of ["", "/pages/basic", "/materials", "/check", "/version", "/delete"]) {
    assert.equal((await browser.open(draft + old)).to, `${draft}/receipt`, old);
  }
  home.clock.advance(31 * 60_000);
  const later = await browser.open(`${draft}/receipt`);
  assert.match(later.text, /已经不再显示/);
  await home.runNews();
  const held = await filesOf(db, city, `case:${draft.slice("/drafts/".length)}`);
  assert.deepEqual(held.map(({ name }) => name).sort(), ["平面图.png", "申请书.png"].sort());
  const { count } = await db
    .selectFrom("application.application")
    .select((build) => build.fn.countAll<bigint>().as("count"))
    .where("hall", "=", "445100" as never)
    .executeTakeFirstOrThrow();
  assert.equal(Number(count), 1);
});

test("[C7] a form with a photo and materials that hang on a question: what is answered decides what is asked for", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const draft = await begun(browser, permit(), { who: "self" });
  const [, first = ""] = /\/pages\/([a-z-]+)"/.exec((await browser.open(draft)).body) ?? [];
  assert.equal(first, "basic");
  await browser.open(`${draft}/pages/basic`);
  assert.match(
    (await browser.open(`${draft}/materials`)).text,
    /就业证明[\s\S]*就读证明/,
    "while open, nobody is told too little",
  );
  await browser.open(`${draft}/pages/basic`);
  const answered = await browser.send(`${draft}/pages/basic`, {
    ground: "合法稳定住所",
    "address.division": town,
    "address.detail": "样例路 3 号",
    since: "2025-06-01",
  });
  assert.equal(answered.status, 303, answered.text);
  const bring = await browser.open(`${draft}/materials`);
  assert.match(bring.text, /居住地住址证明/);
  assert.doesNotMatch(bring.text, /就业证明|就读证明/);

  const files = `${draft}/pages/files`;
  await browser.open(files);
  const empty = await browser.sendFiles(files, [{ field: "photo", name: "", content: Buffer.alloc(0) }]);
  assert.equal(empty.status, 422);
  assert.match(empty.text, /请上传文件/);
  const wrong = await browser.sendFiles(files, [{ field: "photo", name: "x.png", content: Buffer.from("no picture") }]);
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#q-photo"/);
  await browser.open(files);
  const sent = await browser.sendFiles(files, [{ field: "photo", name: "照片.png", content: picture() }]);
  assert.equal(sent.status, 303, sent.text);
  const held = await browser.open(files);
  const [, file = ""] = new RegExp(`${draft}/files/([0-9a-f-]{36})`).exec(held.body) ?? [];
  assert.equal((await browser.open(`${draft}/files/${file}`)).status, 200);
  const neighbour = visitor(server, (await newCitizen(home.house)).cookie);
  assert.equal((await neighbour.open(`${draft}/files/${file}`)).status, 404);
  await browser.open(files);
  const removed = await browser.sendFiles(files, [], { remove: file });
  assert.equal(removed.to, files);
  assert.equal((await browser.open(`${draft}/files/${file}`)).status, 404);
});

test("[C7] rows are added and taken out without script, nothing typed is lost on the way", async () => {
  const { cookie } = await newCitizen(home.house);
  const browser = visitor(server, cookie);
  const draft = await begun(browser, freight(), { who: "self" });
  const table = `${draft}/pages/table-1`;
  await browser.open(table);
  const added = await browser.send(table, { "vehicles.0.c1": "粤U12345", add: "vehicles" });
  assert.equal(added.to, `${table}?rows=vehicles.2#q-vehicles`);
  const two = await browser.open(`${table}?rows=vehicles.2`);
  assert.match(two.body, /value="粤U12345"/);
  assert.match(two.body, /name="vehicles\.1\.c1"/);
  const row = (at: number, plate: string) => ({
    [`vehicles.${at}.c1`]: plate,
    [`vehicles.${at}.c2`]: "4.5 吨",
    [`vehicles.${at}.c3`]: "厢式",
  });
  const removed = await browser.send(table, { ...row(0, "粤U12345"), ...row(1, "粤U67890"), remove: "vehicles.0" });
  assert.equal(removed.to, table);
  const one = await browser.open(table);
  assert.match(one.body, /name="vehicles\.0\.c1"[^>]*value="粤U67890"|value="粤U67890"[^>]*name="vehicles\.0\.c1"/);
  assert.doesNotMatch(one.body, /粤U12345/);
  assert.equal((await browser.send(table, row(0, "粤U67890"))).to, `${draft}/pages/table-2`);
});

test("hostile addresses and forms are refused without a defect", async () => {
  const browser = visitor(server, (await newCitizen(home.house)).cookie);
  const draft = await begun(browser, freight(), { who: "self" });
  for (const path of [
    "/drafts/x",
    "/drafts/00000000-0000-0000-0000-000000000000",
    `${draft}/pages/nowhere`,
    "/apply/x",
  ]) {
    assert.equal((await browser.open(path)).status, 404, path);
  }
  await browser.open(`${draft}/pages/basic`);
  const long = await browser.send(`${draft}/pages/basic`, {
    owner: "长".repeat(5000),
    constructor: "x",
    add: "scope",
    remove: "vehicles.0",
  });
  assert.equal(long.status, 422);
  const shown = await browser.send(`${draft}/pages/basic`, { owner: "<script>alert(1)</script>", scope: "普通货运" });
  assert.equal(shown.status, 303, shown.text);
  assert.doesNotMatch((await browser.open(`${draft}/pages/basic`)).body, /<script>alert/);
});
