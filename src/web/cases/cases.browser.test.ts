import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  arriveAt,
  axe,
  type Browser,
  display,
  openBrowser,
  openPage,
  type Page,
  screenshot,
  sideways,
  visitEach,
} from "../../../tools/test/browser.ts";
import { pause, recordVisit } from "../../application/index.ts";
import { findRoot } from "../../kernel/config/index.ts";
import { loadAssets } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides, newCitizen, picture } from "../apply/apply.fixture.ts";
import { type DeskHome, deskHouse } from "../desk/desk.fixture.ts";
import { handIn, listNews, officeOf } from "./cases.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: DeskHome;
let office: Awaited<ReturnType<typeof officeOf>>;
let browser: Browser;
let origin: string;
let folder: string;

before(async () => {
  const built = loadAssets(path.join(findRoot(), "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  home = await deskHouse(db, { https: false, built });
  office = await officeOf(home);
  origin = await home.server.app.listen({ host: "127.0.0.1", port: 0 });
  folder = await mkdtemp(path.join(tmpdir(), "wangting-files-"));
  await writeFile(path.join(folder, "新平面图.png"), picture(90, 60));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.server.app.close();
  await home?.tidyUp();
  await rm(folder, { recursive: true, force: true });
  await close();
});

interface View {
  width: number;
  script: boolean;
}

/** Looks at the page: axe (where scripts run), no sideways scroll, a picture. */
async function looked(page: Page, name: string, view: View): Promise<void> {
  if (view.script) {
    assert.deepEqual(await axe(page), [], name);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, name);
  }
  if (process.env.WANGTING_SHOTS) await screenshot(page, `cases-${name}-${view.width}`);
}

// The journeys walk the other two, with script at a desk and without on a phone.
const views: View[] = [
  { width: 375, script: true },
  { width: 1280, script: false },
];

for (const view of views) {
  const how = `${view.width} px, ${view.script ? "with" : "without"} script`;

  test(`[C1] [C5] [C21] [C22] [M1] a citizen is asked for a correction, answers it, is accepted and gets the result (${how})`, async () => {
    const citizen = await newCitizen(home.house);
    const one = await handIn(home, citizen);
    const page = await openPage(browser, view);
    await page.context().addCookies([{ name: "wangting", value: citizen.cookie, url: origin }]);
    const look = (name: string) => looked(page, name, view);
    const here = `${origin}/cases/${one.application}`;

    await page.goto(`${origin}/cases`);
    await look("01-list");
    await page.getByRole("link", { name: home.item.name, exact: true }).click();
    await page.waitForURL(here);
    await look("02-submitted");
    await office.ask(one);
    if (!view.script && view.width === 1280) await home.runNews();
    else await listNews(home);
    await page.goto(`${origin}/cases`);
    assert.ok(await page.getByRole("heading", { level: 1, name: "有 1 件轮到您" }).isVisible());
    await look("03-list-mine");
    await page.goto(here);
    await look("04-correcting");
    await page.getByRole("link", { name: "去补正" }).click();
    await page.waitForURL(/\/correction$/);
    await look("05-correction");
    await page.getByLabel("面积", { exact: true }).fill("约38平");
    await page.getByRole("button", { name: "保存并核对" }).click();
    await page.waitForSelector(".error-summary");
    assert.equal(await page.getByLabel("面积", { exact: true }).inputValue(), "约38平");
    await look("06-correction-422");
    await page.getByLabel("面积", { exact: true }).fill("38");
    await page.locator("#m-plan").setInputFiles(path.join(folder, "新平面图.png"));
    if (view.script) await page.getByRole("link", { name: "新平面图.png" }).waitFor();
    await page.getByRole("button", { name: "保存并核对" }).click();
    await page.waitForURL(/\/correction\/check$/);
    assert.ok(await page.getByRole("link", { name: "新平面图.png" }).isVisible());
    await look("07-check");
    await page.getByRole("button", { name: "提交补正" }).dblclick();
    await arriveAt(page, new RegExp(`/cases/${one.application}(\\?done=corrected)?$`));
    await look("08-corrected");
    await page.goBack();
    await page.goto(`${here}/correction/check`);
    await page.waitForURL(here);

    await office.accept(one);
    await page.goto(here);
    await look("09-accepted");
    await recordVisit(home.house, office.actor, { ...office.at(one), note: "现场核对" });
    await office.examine(one);
    await office.decide(one);
    await page.goto(here);
    assert.match((await page.locator("h1").textContent()) ?? "", /准予/);
    await look("10-decided");
    await office.issue(one);
    await office.deliver(one, "counter");
    await page.goto(here);
    await look("11-to-collect");
    await office.handOver(one);
    await page.goto(here);
    assert.match((await page.locator("h1").textContent()) ?? "", /准予，已经办结/);
    await page.getByLabel("实际到现场").fill("一次");
    await page.getByRole("button", { name: "确认次数" }).click();
    await page.waitForSelector(".error-text");
    await look("12-visits-422");
    await page.getByLabel("实际到现场").fill("1");
    await page.getByRole("button", { name: "确认次数" }).click();
    await page.waitForURL(/done=visits/);
    if (!view.script && view.width === 1280) await home.runNews();
    else await listNews(home);
    await page.goto(here);
    await look("13-granted");
    await page.emulateMedia({ media: "print" });
    await look("14-granted-print");
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${origin}/cases`);
    await look("15-list-ended");
    await page.goto(here);
    await page.getByRole("button", { name: "再次申请" }).click();
    await page.waitForURL(/\/drafts\/[0-9a-f-]+$/);
    await look("16-again");
    await page.context().close();
  });

  test(`[C1] [C22] [E10] a case is taken back, another is followed by its number and password (${how})`, async () => {
    const citizen = await newCitizen(home.house, { company: "潮州市湘桥区样例餐饮管理服务有限公司" });
    const one = await handIn(home, citizen);
    const paused = await handIn(home, citizen, citizen.company?.id);
    await office.accept(paused);
    await pause(home.house, office.actor, {
      ...office.at(paused),
      reason: "expert-review",
      ground: "场所在历史建筑里，要请专家评审消防条件",
      days: 10,
    });
    await listNews(home);
    const page = await openPage(browser, view);
    await page.context().addCookies([{ name: "wangting", value: citizen.cookie, url: origin }]);
    const look = (name: string) => looked(page, name, view);
    await page.goto(`${origin}/cases`);
    await look("20-list-company");
    await page.goto(`${origin}/cases/${paused.application}`);
    await look("21-paused");
    await page.goto(`${origin}/cases/${one.application}`);
    await page.getByRole("link", { name: "撤回申请" }).click();
    await look("22-withdraw");
    await page.getByLabel(/为什么撤回/).fill("换了地方");
    await page.getByRole("button", { name: "撤回申请" }).click();
    await page.waitForURL(/done=withdrawn/);
    await look("23-withdrawn");
    await page.context().close();

    const stranger = await openPage(browser, view);
    await stranger.goto(`${origin}/progress?number=${paused.number}`);
    await looked(stranger, "30-progress", view);
    await stranger.getByLabel("查询密码").fill("22222222");
    await stranger.getByRole("button", { name: "查进度" }).click();
    await stranger.waitForSelector(".error-summary");
    await looked(stranger, "31-progress-422", view);
    await stranger.getByLabel("查询密码").fill(paused.queryPassword);
    await stranger.getByRole("button", { name: "查进度" }).click();
    await stranger.getByRole("heading", { level: 1, name: /暂停计时/ }).waitFor();
    await looked(stranger, "32-progress-shown", view);
    await stranger.emulateMedia({ media: "print" });
    assert.equal(await stranger.locator(".masthead-tools:visible").count(), 0);
    await looked(stranger, "33-progress-print", view);
    await stranger.context().close();
  });
}

test("axe finds nothing on the pages of a case in large type and high contrast, and nothing scrolls sideways at 320 px", async () => {
  const citizen = await newCitizen(home.house);
  const one = await handIn(home, citizen);
  await office.ask(one);
  await listNews(home);
  const addresses = ["/cases", `/cases/${one.application}`, `/cases/${one.application}/correction`, "/progress"];
  const looks = [
    { width: 375, cookies: { ...display("elder.more"), wangting: citizen.cookie } },
    { width: 320, cookies: { ...display("elder"), wangting: citizen.cookie } },
    { width: 320, cookies: { wangting: citizen.cookie } },
  ];
  await visitEach(browser, origin, { looks, addresses }, async ({ page, where }) => {
    assert.deepEqual(await axe(page), [], where);
    assert.equal(await sideways(page), 0, where);
  });
});

test("the list of somebody without a case says how to begin", async () => {
  const citizen = await newCitizen(home.house);
  const page = await openPage(browser, { width: 375 });
  await page.context().addCookies([{ name: "wangting", value: citizen.cookie, url: origin }]);
  await page.goto(`${origin}/cases`);
  await looked(page, "40-list-empty", { width: 375, script: true });
  await page.context().close();
});
