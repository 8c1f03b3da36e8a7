import assert from "node:assert/strict";
import { test } from "node:test";
import type { Receipt } from "../../application/index.ts";
import { recordVisit, settleSilence, withdraw } from "../../application/index.ts";
import { grantMandate, revokeMandate } from "../../identity/index.ts";
import { parseDay } from "../../kernel/calendar/index.ts";
import type { FixedClock } from "../../kernel/clock/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { newCitizen, visitor } from "../apply/apply.fixture.ts";
import { newOfficer } from "../desk/desk.fixture.ts";
import { actorOf, type Citizen, casesGround, handIn, listNews } from "./cases.fixture.ts";
import { roadsOf } from "./roads.fixture.ts";

const { db, home, office } = await casesGround(import.meta.url);

const clock = () => home.house.clock as FixedClock;
const pathOf = ({ application }: Receipt) => `/cases/${application}`;
const guest = (citizen: Citizen) => visitor(home.server, citizen.cookie);

test("[C1] [C22] [E10] every state a case can be in is told in plain words, in the list and on its page, with its whole journal", async () => {
  for (const { name, go, title, line, journal } of roadsOf(home, office)) {
    const citizen = await newCitizen(home.house);
    const browser = guest(citizen);
    const one = await handIn(home, citizen);
    await go(one, citizen);
    const page = await browser.open(pathOf(one));
    assert.equal(page.status, 200, name);
    assert.match(/<h1>([\s\S]*?)<\/h1>/.exec(page.body)?.[1] ?? "", title, name);
    assert.match(page.text, journal, name);
    assert.ok(page.text.includes(one.number), name);
    assert.match(page.text, /承诺 \d+ 个工作日|办结|不予受理|撤回|作废/, name);
    assert.doesNotMatch(page.text, /undefined|\[object|cz-\d|NaN/, name);
    await listNews(home);
    const list = await browser.open("/cases");
    assert.match(list.text, line, name);
    assert.ok(list.body.includes(`href="${pathOf(one)}"`), name);
  }
});

test("[C22] five workdays of silence are acceptance, and the page says so before anybody has written it down", async () => {
  const citizen = await newCitizen(home.house);
  const browser = guest(citizen);
  const one = await handIn(home, citizen);
  const now = clock().now();
  clock().set("2026-03-10T09:00:00+08:00");
  const signedIn = guest({ ...citizen, cookie: await citizen.signIn() });
  assert.match((await signedIn.open(pathOf(one))).text, /视为受理/);
  await settleSilence(home.house);
  const page = await signedIn.open(pathOf(one));
  assert.match(page.text, /视为受理，等待审查/);
  assert.match(page.text, /五个工作日没有答复，视为受理/);
  clock().set(now.toISOString());
  assert.equal((await browser.open(pathOf(one))).status, 200);
});

test("[C22] who holds the case, since when and until which days stands beside it, with both limits and the real days", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await office.accept(one);
  const page = await guest(citizen).open(pathOf(one));
  assert.match(
    page.text,
    /在谁手里[\s\S]*潮州市卫生局[\s\S]*审查[\s\S]*从何时起[\s\S]*3月2日 10:\d\d[\s\S]*今天刚接手/,
  );
  assert.match(page.text, /承诺 \d+ 个工作日[\s\S]*法定 \d+ 个工作日/);
  assert.match(page.body, /class="rail/);
  assert.match(page.body, /aria-label="3月2日收件，3月2日受理/);
});

test("the neighbour, an officer and a visitor see nothing of a case: not its page, not its files, documents or acts", async () => {
  const [citizen, neighbour] = [await newCitizen(home.house), await newCitizen(home.house)];
  const one = await handIn(home, citizen);
  await office.ask(one);
  await home.runNews();
  const own = await guest(citizen).open(pathOf(one));
  const [, file = ""] = /\/files\/([0-9a-f-]{36})/.exec(own.body) ?? [];
  const [, paper = ""] = /\/documents\/([0-9a-f-]{36})/.exec(own.body) ?? [];
  assert.ok(file && paper);
  const below = ["", `/files/${file}`, `/documents/${paper}`, "/correction", "/correction/check", "/withdraw"];
  for (const more of below) {
    assert.equal((await guest(citizen).open(pathOf(one) + more)).status < 400, true, more);
    const seen = await guest(neighbour).open(pathOf(one) + more);
    assert.equal(seen.status, 404, more);
    assert.doesNotMatch(seen.text, /阿婆牛肉丸|平面图/);
  }
  const mine = await handIn(home, neighbour);
  assert.equal((await guest(neighbour).open(`${pathOf(mine)}/files/${file}`)).status, 404, "a file of another case");
  assert.equal((await guest(neighbour).open(`${pathOf(mine)}/documents/${paper}`)).status, 404);
  for (const act of ["/correction", "/correction/check", "/withdraw", "/again", "/visits"]) {
    const browser = guest(neighbour);
    await browser.open("/cases");
    await browser.open(pathOf(mine));
    assert.equal((await browser.send(pathOf(one) + act, { visits: "0", reason: "" })).status, 404, act);
  }
  const officer = await newOfficer(home.house, home.own);
  assert.equal((await visitor(home.server, officer.cookie).open(pathOf(one))).status, 403);
  const stranger = await visitor(home.server).open(pathOf(one));
  assert.equal(stranger.to, `/sign-in?to=${encodeURIComponent(pathOf(one))}`);
});

test("what was given can be opened again: answers in words, files under their names", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  const browser = guest(citizen);
  const page = await browser.open(pathOf(one));
  for (const words of ["阿婆牛肉丸", "36.5 平方米", "平面图.png", "到窗口交纸质"])
    assert.ok(page.text.includes(words), words);
  const [, file = ""] = /\/files\/([0-9a-f-]{36})/.exec(page.body) ?? [];
  assert.equal((await browser.open(`${pathOf(one)}/files/${file}`)).status, 200);
});

test("an application is taken back after one question, once; a page that is too old does nothing and says what is now", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  const [browser, old] = [guest(citizen), guest(citizen)];
  const address = `${pathOf(one)}/withdraw`;
  await old.open(address);
  await office.accept(one);
  const late = await old.send(address, { reason: "" });
  assert.equal(late.status, 409);
  assert.match(late.text, /没有办成：办件有变化[\s\S]*现在：已受理，等待审查/);
  assert.match((await browser.open(pathOf(one))).text, /已受理/, "nothing was done");
  await browser.open(address);
  const long = await browser.send(address, { reason: "长".repeat(501) });
  assert.equal(long.status, 422);
  assert.ok(long.body.includes("长".repeat(501)), "what was typed is kept");
  await browser.open(address);
  const done = await browser.send(address, { reason: "不开了" });
  assert.equal(done.to, `${pathOf(one)}?done=withdrawn`);
  assert.match((await browser.open(done.to)).text, /申请已经撤回/);
  assert.equal((await browser.send(address, { reason: "不开了" })).to, pathOf(one), "pressed again");
  assert.equal((await browser.open(address)).to, pathOf(one));
});

test("what is decided cannot be taken back: the page offers it no more and refuses it", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  const browser = guest(citizen);
  await browser.open(`${pathOf(one)}/withdraw`);
  await office.accept(one);
  await office.examine(one);
  await office.decide(one);
  assert.equal((await browser.send(`${pathOf(one)}/withdraw`, {})).status, 409);
  assert.doesNotMatch((await browser.open(pathOf(one))).body, /\/withdraw"/);
});

test("[E10] an old case is applied for again: a new draft with its answers and files, one however often pressed", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await withdraw(home.house, actorOf(citizen), office.at(one));
  const browser = guest(citizen);
  await browser.open(pathOf(one));
  const first = await browser.send(`${pathOf(one)}/again`, {});
  assert.equal(first.status, 303);
  assert.match(first.to, /^\/drafts\//);
  const second = await browser.send(`${pathOf(one)}/again`, {});
  assert.equal(second.to, first.to);
  const check = await browser.open(`${first.to}/check`);
  for (const words of ["阿婆牛肉丸", "36.5 平方米", "平面图.png"]) assert.ok(check.text.includes(words), words);
  const sent = await browser.send(`${first.to}/check`, { declared: "yes" });
  assert.equal(sent.to, `${first.to}/receipt`, sent.text);
  const again = await db
    .selectFrom("application.application")
    .select("facts")
    .where("hall", "=", one.hall)
    .where("id", "=", first.to.slice("/drafts/".length) as Id)
    .executeTakeFirstOrThrow();
  assert.equal(again.facts.madeFrom, one.application);
});

test("[C21] once it is decided the applicant is asked how often he had to come, and his word stands beside the hall's count", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await recordVisit(home.house, office.actor, { ...office.at(one), note: "补交原件" });
  const browser = guest(citizen);
  assert.doesNotMatch((await browser.open(pathOf(one))).text, /确认次数/);
  await office.accept(one);
  await office.examine(one);
  await office.decide(one, false);
  assert.match((await browser.open(pathOf(one))).text, /大厅登记您到现场 1 次/);
  const wrong = await browser.send(`${pathOf(one)}/visits`, { visits: "两次" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /value="两次"/);
  const said = await browser.send(`${pathOf(one)}/visits`, { visits: "２" });
  assert.equal(said.to, `${pathOf(one)}?done=visits`);
  const page = await browser.open(said.to);
  assert.match(page.text, /大厅登记 1 次，您确认 2 次/);
  assert.match(page.text, /确认到现场次数[\s\S]*大厅登记1次，申请人说2次/);
  assert.equal((await browser.send(`${pathOf(one)}/visits`, { visits: "2" })).to, `${pathOf(one)}?done=visits`);
  assert.equal((await browser.send(`${pathOf(one)}/visits`, { visits: "5" })).status, 409);
});

test("whoever may act for a company finds its cases among his own, and loses them with his mandate", async () => {
  const head = await newCitizen(home.house, { company: "潮州市湘桥区样例食品有限公司" });
  const citizen = await newCitizen(home.house);
  const company = head.company?.id ?? "";
  const delegate = { name: citizen.name, idNumber: citizen.idNumber };
  const { mandate } = await inTransaction(db, (tx) =>
    grantMandate(home.house, tx, actorOf(head), {
      legalPerson: company,
      delegate,
      from: parseDay("2026-03-02"),
      until: parseDay("2026-12-31"),
    }),
  );
  const own = await handIn(home, citizen);
  const companys = await handIn(home, citizen, company);
  const browser = guest(citizen);
  await home.runNews();
  const list = await browser.open("/cases");
  assert.match(list.text, /在办 2 件/);
  assert.match(list.text, /潮州市湘桥区样例食品有限公司/);
  const page = await browser.open(pathOf(companys));
  assert.equal(page.status, 200);
  assert.match(page.text, /申请人潮州市湘桥区样例食品有限公司/);
  const [, paper = ""] = /\/documents\/([0-9a-f-]{36})/.exec(page.body) ?? [];
  assert.equal((await browser.open(`${pathOf(companys)}/documents/${paper}`)).status, 200);
  assert.match((await browser.open("/cases?of=self")).text, /在办 1 件/);
  assert.match((await browser.open(`/cases?of=${company}`)).text, /在办 1 件/);
  assert.match((await browser.open(`/cases?of=${home.item.id}`)).text, /这里没有办件/);
  await inTransaction(db, (tx) => revokeMandate(home.house, tx, actorOf(head), { legalPerson: company, mandate }));
  assert.equal((await browser.open(pathOf(companys))).status, 404);
  assert.equal((await browser.open(`${pathOf(companys)}/withdraw`)).status, 404);
  assert.equal((await browser.open(pathOf(own))).status, 200);
  assert.match((await browser.open("/cases")).text, /在办 1 件/);
});

test("[E10] a long list has pages, what waits for oneself first, ended cases last; an empty one says how to begin", async () => {
  const citizen = await newCitizen(home.house);
  const browser = guest(citizen);
  assert.match((await browser.open("/cases")).text, /还没有办件[\s\S]*在线办理/);
  const all: Receipt[] = [];
  for (let count = 0; count < 23; count += 1) all.push(await handIn(home, citizen));
  const [first, second] = all;
  assert.ok(first && second);
  await office.ask(first);
  for (const one of all.slice(20)) await withdraw(home.house, actorOf(citizen), office.at(one));
  await listNews(home);
  const page = await browser.open("/cases");
  assert.match(page.text, /在办 20 件，办结 3 件/);
  assert.match(page.text, /有 1 件轮到您/);
  assert.ok(page.body.indexOf(pathOf(first)) < page.body.indexOf(pathOf(second)));
  assert.ok(page.body.includes(pathOf(first)));
  assert.doesNotMatch(page.text, /申请人撤回/);
  const rest = await browser.open("/cases?page=2");
  assert.match(rest.text, /申请人撤回/);
  assert.equal((await browser.open("/cases?page=99")).status, 200);
});
