import assert from "node:assert/strict";
import { test } from "node:test";
import { giveOpinion, recordPickup } from "../../application/index.ts";
import { createServer } from "../../kernel/http/index.ts";
import { mod3736CheckCharacter } from "../../kernel/ids/index.ts";
import { newCitizen, visitor } from "../apply/apply.fixture.ts";
import { type DeskHome, newOfficer } from "../desk/desk.fixture.ts";
import { openPortal } from "../index.ts";
import { emptyFiles } from "../web.fixture.ts";
import { casesGround, handIn } from "./cases.fixture.ts";
import { casePages } from "./index.ts";

const { home, office } = await casesGround(import.meta.url);

test("[C1] [C22] number and query password show where a case is, without an account and without a word about a person", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await office.ask(one);
  const browser = visitor(home.server);
  const form = await browser.open(`/progress?number=${one.number}`);
  assert.ok(form.body.includes(`value="${one.number}"`));
  const typed = {
    number: ` ${one.number.slice(0, 6)} ${one.number.slice(6)} `,
    password: one.queryPassword.toLowerCase(),
  };
  const found = await browser.send("/progress", typed);
  assert.equal(found.status, 200);
  assert.match(found.text, /轮到您：请在.*前补正/);
  assert.match(found.text, /在谁手里/);
  assert.match(found.text, /办理经过[\s\S]*一次性告知补正[\s\S]*提交申请[\s\S]*申请人|申请人[\s\S]*提交申请/);
  for (const secret of ["阿婆", "36.5", "两处不一致", "平面图", citizen.idNumber, citizen.name, "陈*"]) {
    assert.ok(!found.text.includes(secret), secret);
  }
  assert.ok(!found.body.includes(one.application), "not even the id that other pages are opened with");
  assert.ok(!found.body.includes(one.queryPassword));
});

test("[C22] the whole road of a case can be followed by its number, to the end", async () => {
  const one = await handIn(home, await newCitizen(home.house));
  const look = async () => {
    const browser = visitor(home.server);
    await browser.open("/progress");
    return (await browser.send("/progress", { number: one.number, password: one.queryPassword })).text;
  };
  assert.match(await look(), /已提交，等待受理/);
  await office.accept(one);
  assert.match(await look(), /已受理，等待审查[\s\S]*承诺 \d+ 个工作日[\s\S]*法定 \d+ 个工作日/);
  await office.examine(one);
  await office.decide(one);
  await office.issue(one);
  await office.deliver(one, "counter");
  assert.match(await look(), /请到窗口领取结果/);
  await recordPickup(home.house, office.actor, { ...office.at(one), name: "陈样例", idNumber: "445102198801160014" });
  const end = await look();
  assert.match(end, /准予，已经办结/);
  assert.doesNotMatch(end, /陈样例|44510219880116/);
});

test("[D1] in joint handling the applicant sees on his page and by number what each department said, to the end, and not why", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen, null, home.jointItem);
  await office.accept(one);
  const { state } = await office.examine(one);
  const said = async () => {
    const signedIn = await visitor(home.server, citizen.cookie).open(`/cases/${one.application}`);
    const browser = visitor(home.server);
    await browser.open("/progress");
    const byNumber = await browser.send("/progress", { number: one.number, password: one.queryPassword });
    return [signedIn, byNumber].map(({ text }) => /各部门的意见(.*?)办理经过/s.exec(text)?.[1] ?? "");
  };
  for (const text of await said()) assert.equal(text.match(/日（星期.）前答复/g)?.length, 2, text);
  const answers = [
    [home.police, "agree", undefined],
    [home.transport, "disagree", "路口离学校太近"],
  ] as const;
  for (const [department, opinion, text] of answers) {
    const token = state.tasks.find((task) => task.department === department)?.token ?? 0;
    const { actor } = await newOfficer(home.house, department, ["co-reviewer"]);
    await giveOpinion(home.house, actor, { ...office.at(one), token, opinion, text });
  }
  for (const text of await said()) {
    assert.match(text, /公安局.*同意，\d+月\d+日.*交通运输局.*不同意，\d+月\d+日/s);
    assert.ok(!text.includes("学校"), "the reason is for the office");
  }
  await office.decide(one, false);
  for (const text of await said())
    assert.match(text, /公安局.*同意.*交通运输局.*不同意/s, "it stays after the decision");
});

test("a wrong password, an unknown number and a number of another case get one and the same answer", async () => {
  const [one, other] = [
    await handIn(home, await newCitizen(home.house)),
    await handIn(home, await newCitizen(home.house)),
  ];
  const head = `${one.number.slice(0, 21)}999999`;
  const neverGiven = head + mod3736CheckCharacter(head);
  const unknown = `${one.number.slice(0, 21)}`;
  const answers: string[] = [];
  for (const typed of [
    { number: one.number, password: "WRONGPWD" },
    { number: other.number, password: one.queryPassword },
    { number: neverGiven, password: one.queryPassword },
  ]) {
    const browser = visitor(home.server);
    await browser.open("/progress");
    const { status, body } = await browser.send("/progress", typed);
    assert.equal(status, 422);
    answers.push(withoutTokens(body).replaceAll(typed.number, "N"));
  }
  for (const answer of answers) assert.equal(answer, answers[0]);
  assert.match(answers[0] ?? "", /编号和查询密码对不上/);
  const browser = visitor(home.server);
  await browser.open("/progress");
  const short = await browser.send("/progress", { number: unknown, password: "ABCDEFGH" });
  assert.equal(short.status, 422);
  assert.match(short.text, /办件编号是 28 位/);
  assert.ok(short.body.includes(`value="${unknown}"`), "what was typed is kept");
  assert.ok(!short.body.includes("ABCDEFGH"), "but not the password");
  const empty = await browser.send("/progress", { number: "", password: "" });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /请填写办件编号[\s\S]*请填写查询密码/);
});

test("whoever tries passwords one after the other is stopped", async () => {
  const portal = await openPortal(home.house, { pages: casePages, built: emptyFiles });
  const { app } = await createServer(home.house, { pages: casePages, routes: [], ...portal, accessLog: false });
  const browser = visitor({ app } as DeskHome["server"]);
  await browser.open("/progress");
  const statuses: number[] = [];
  for (let count = 0; count < 40; count += 1) {
    statuses.push((await browser.send("/progress", { number: "1", password: `GUESS${count}` })).status);
  }
  assert.ok(statuses.includes(429), statuses.join());
  await app.close();
});

function withoutTokens(html: string): string {
  return html.replaceAll(/name="_csrf" value="[^"]*"/g, "").replaceAll(/[0-9a-f-]{36}/g, "");
}
