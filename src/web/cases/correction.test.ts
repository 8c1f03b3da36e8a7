import assert from "node:assert/strict";
import { test } from "node:test";
import type { Receipt } from "../../application/index.ts";
import { findContents, readSteps, requestCorrection, withdraw } from "../../application/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { filesOf } from "../../material/index.ts";
import { city, newCitizen, picture, visitor } from "../apply/apply.fixture.ts";
import { actorOf, type Citizen, casesGround, handIn } from "./cases.fixture.ts";

const { db, home, office } = await casesGround(import.meta.url);

const pathOf = ({ application }: Receipt) => `/cases/${application}`;
const guest = (citizen: Citizen) => visitor(home.server, citizen.cookie);
const plan = (width: number) => ({ field: "plan", name: "新平面图.png", content: picture(width, 90) });

/** A case of which a number and a plan are asked again. */
async function asked() {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await office.ask(one);
  return { citizen, one, here: `${pathOf(one)}/correction` };
}

async function corrections(one: Receipt): Promise<number> {
  const steps = await readSteps(db, one.hall, one.application);
  return steps.filter(({ kind }) => kind === "correct").length;
}

test("[C5] a notice is answered thing by thing: reasons beside the fields, faults with everything kept, a last look, sent once", async () => {
  const { citizen, one, here } = await asked();
  const browser = guest(citizen);
  const page = await browser.open(pathOf(one));
  assert.match(page.text, /要补正的 2 项[\s\S]*修改：面积[\s\S]*两处不一致[\s\S]*补交：场所平面图[\s\S]*洗手消毒设施/);
  assert.ok(page.body.includes(`href="${here}"`));
  const form = await browser.open(here);
  assert.match(form.text, /1. 修改：面积原因：申请表填 36.5 平方米[\s\S]*2. 补交：场所平面图原因：平面图没有标出/);
  assert.match(form.body, /name="area"[^>]*value="36.5"|value="36.5"[^>]*name="area"/);
  assert.doesNotMatch(form.body, /name="name"|name="lease"/, "only what was asked about");

  const faulty = await browser.sendFiles(here, [{ ...plan(61), content: Buffer.from("no picture") }], {
    area: "约38平",
  });
  assert.equal(faulty.status, 422);
  assert.match(faulty.text, /您填的是“约38平”/);
  assert.match(faulty.body, /href="#m-plan"/);
  const kept = await browser.open(here);
  assert.match(kept.body, /value="约38平"/, "typed and unreadable, and still there");

  const half = await browser.sendFiles(here, [], { area: "38" });
  assert.equal(half.status, 422);
  assert.match(half.text, /场所平面图：请补交/);
  assert.match(half.body, /value="38"/);
  const full = await browser.sendFiles(here, [plan(62)], { area: "38" });
  assert.deepEqual([full.status, full.to], [303, `${here}/check`], full.text);
  const check = await browser.open(full.to);
  assert.match(check.text, /面积[\s\S]*36.5 平方米[\s\S]*38 平方米/);
  assert.match(check.text, /新平面图.png/);
  const before = await corrections(one);
  assert.equal(before, 0, "nothing is sent by looking at it");
  const sent = await browser.send(`${here}/check`, {});
  assert.equal(sent.to, `${pathOf(one)}?done=corrected`);
  const done = await browser.open(sent.to);
  assert.match(done.text, /补正已经提交[\s\S]*补正已交，等待受理|补正已交，等待受理[\s\S]*补正已经提交/);
  const again = await browser.send(`${here}/check`, {});
  assert.equal(again.to, pathOf(one), "pressed a second time");
  assert.equal((await browser.open(here)).to, pathOf(one), "the back button");
  assert.equal(await corrections(one), 1);
  const { answers, materials } = await findContents(home.house, actorOf(citizen), one.hall, one.application);
  assert.equal(answers.area, 38);
  assert.equal(answers.name, "阿婆牛肉丸");
  assert.equal(materials.find(({ key }) => key === "lease")?.way, "paper", "what was not asked about stayed");
  assert.equal(await prepared(one), 0, "nothing is left of the preparation");
});

test("[C5] pressed ten times at once it is one correction, and every press is answered", async () => {
  const { citizen, one, here } = await asked();
  const browser = guest(citizen);
  await browser.open(here);
  await browser.sendFiles(here, [plan(63)], { area: "38" });
  await browser.open(`${here}/check`);
  const presses = Array.from({ length: 10 }, () => browser.send(`${here}/check`, {}));
  for (const { status, to } of await Promise.all(presses)) {
    assert.equal(status, 303);
    assert.ok(to.startsWith(pathOf(one)), to);
  }
  assert.equal(await corrections(one), 1);
});

test("[C5] what is sent beside the notice changes nothing, and a file of somebody else is nobody's answer", async () => {
  const { citizen, one, here } = await asked();
  const other = await asked();
  const theirs = guest(other.citizen);
  await theirs.open(other.here);
  await theirs.sendFiles(other.here, [plan(64)], { area: "38" });
  const [foreign] = (await filesOf(db, city, `case:${other.one.application}`)).slice(-1);
  assert.ok(foreign);
  const browser = guest(citizen);
  await browser.open(here);
  const extra = { area: "38", name: "别的名字", lease: foreign.id, plan: foreign.id, remove: "" };
  const sent = await browser.sendFiles(here, [{ ...plan(65), field: "lease" }, plan(66)], extra);
  assert.equal(sent.to, here, "an empty remove takes nothing out");
  await browser.open(`${here}/check`);
  await browser.send(`${here}/check`, {});
  const { answers, materials } = await findContents(home.house, actorOf(citizen), one.hall, one.application);
  assert.equal(answers.name, "阿婆牛肉丸");
  const files = materials.flatMap((one) => one.files);
  assert.equal(files.length, 1);
  assert.ok(!files.includes(foreign.id as Id));
  await browser.open(here);
  assert.equal((await browser.open(`${pathOf(one)}/files/${foreign.id}`)).status, 404);
});

test("[C5] [C7] two devices: what one has prepared the other goes on with, and different answers are put side by side", async () => {
  const { citizen, one, here } = await asked();
  const desk = guest(citizen);
  const phone = guest({ ...citizen, cookie: await citizen.signIn() });
  await desk.open(here);
  await phone.open(here);
  const saved = await phone.sendFiles(here, [plan(67)], { area: "38", later: "yes" });
  assert.equal(saved.to, pathOf(one));
  const clash = await desk.send(here, { area: "39" });
  assert.equal(clash.status, 409);
  assert.match(clash.text, /两台设备填得不一样[\s\S]*39 平方米[\s\S]*38 平方米/);
  const chosen = await desk.send(here, { area: "39" });
  assert.equal(chosen.to, `${here}/check`, "the plan of the phone counts too");
  await phone.open(`${here}/check`);
  await desk.open(here);
  await desk.send(here, { area: "40" });
  const late = await phone.send(`${here}/check`, {});
  assert.equal(late.status, 409);
  assert.match(late.text, /内容刚刚在别处改过[\s\S]*40 平方米/);
  assert.equal(await corrections(one), 0);
  assert.equal((await phone.send(`${here}/check`, {})).to, `${pathOf(one)}?done=corrected`);
  assert.equal((await desk.send(here, { area: "41" })).to, pathOf(one), "a page of before the sending");
  assert.equal(await corrections(one), 1);
});

test("[C5] files are taken out again and a material may come on paper; an answer that brings up a question asks it", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await requestCorrection(home.house, office.actor, {
    ...office.at(one),
    asks: [
      { kind: "field", key: "kitchen", reason: "平面图上有厨房" },
      { kind: "material", key: "lease", reason: "合同已到期" },
    ],
    note: "两项都在平面图上标着",
  });
  const here = `${pathOf(one)}/correction`;
  const browser = guest(citizen);
  assert.match((await browser.open(here)).text, /两项都在平面图上标着/);
  await browser.sendFiles(here, [{ ...plan(68), field: "lease" }], { kitchen: "true", later: "yes" });
  const held = await browser.open(here);
  const [, file = ""] = /value="lease:([0-9a-f-]{36})"/.exec(held.body) ?? [];
  assert.equal((await browser.open(`${pathOf(one)}/files/${file}`)).status, 200);
  await browser.open(here);
  assert.equal((await browser.sendFiles(here, [], { kitchen: "true", remove: `lease:${file}` })).to, here);
  assert.equal((await browser.open(`${pathOf(one)}/files/${file}`)).status, 404, "taken out, and nobody keeps it");
  const page = await browser.open(here);
  assert.match(page.text, /按您改的内容，还要填[\s\S]*厨师/);
  const missing = await browser.sendFiles(here, [], { kitchen: "true", paper: "lease" });
  assert.equal(missing.status, 422);
  assert.match(missing.body, /href="#q-chef"/);
  const full = await browser.sendFiles(here, [], { kitchen: "true", chef: "陈师傅", paper: "lease" });
  assert.equal(full.to, `${here}/check`, full.text);
  await browser.open(full.to);
  assert.equal((await browser.send(full.to, {})).to, `${pathOf(one)}?done=corrected`);
  const { answers, materials } = await findContents(home.house, actorOf(citizen), one.hall, one.application);
  assert.equal(answers.chef, "陈师傅");
  assert.equal(materials.find(({ key }) => key === "lease")?.way, "paper");
});

test("a notice that has gone leaves no page behind, and what was prepared goes with the case", async () => {
  const { citizen, one, here } = await asked();
  const browser = guest(citizen);
  await browser.open(here);
  await browser.sendFiles(here, [plan(69)], { area: "38", later: "yes" });
  assert.equal(await prepared(one), 1);
  await withdraw(home.house, actorOf(citizen), office.at(one));
  assert.equal((await browser.open(here)).to, pathOf(one));
  assert.equal((await browser.open(`${here}/check`)).to, pathOf(one));
  await home.runNews();
  assert.equal(await prepared(one), 0);
  const left = await filesOf(db, city, `case:${one.application}`);
  assert.deepEqual(
    left.map(({ name }) => name),
    ["平面图.png"],
  );
});

test("a form that comes after its session is kept on the page and goes on after the sign-in", async () => {
  const { citizen, here } = await asked();
  const browser = guest(citizen);
  await browser.open(here);
  browser.signIn("gone");
  const held = await browser.send(here, { area: "38.5" });
  assert.equal(held.status, 401);
  assert.match(held.body, /name="area"[^>]*value="38.5"/);
  browser.signIn(await citizen.signIn());
  const back = await browser.send(here, { area: "38.5" });
  assert.equal(back.status, 200);
  assert.match(back.text, /登录过期前填的内容都在，还没有保存/);
  assert.match(back.body, /value="38.5"/);
});

test("[C5] a second notice on old material says why, on the case and on the page that answers it", async () => {
  const { citizen, one, here } = await asked();
  const browser = guest(citizen);
  await browser.open(here);
  await browser.sendFiles(here, [plan(70)], { area: "38" });
  await browser.open(`${here}/check`);
  await browser.send(`${here}/check`, {});
  await requestCorrection(home.house, office.actor, {
    ...office.at(one),
    asks: [{ kind: "field", key: "name", reason: "名称里不能有“阿婆”" }],
    override: "上次没有查名称库",
  });
  const page = await browser.open(pathOf(one));
  assert.match(page.text, /再次告知补正[\s\S]*上次没有查名称库/);
  const form = await browser.open(here);
  assert.match(form.text, /这是再次告知[\s\S]*上次没有查名称库/);
  assert.match(form.body, /value="阿婆牛肉丸"/, "nothing of the first answer stands in the second");
});

async function prepared({ hall, application }: Receipt): Promise<number> {
  const rows = await db
    .selectFrom("application.correction_draft")
    .select("seq")
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .execute();
  return rows.length;
}
