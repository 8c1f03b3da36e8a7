import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, type Browser, openBrowser, openPage, type Page, screenshot } from "../../../tools/test/browser.ts";
import { acceptApplication, pause } from "../../application/index.ts";
import { idNumberCheckCharacter } from "../../kernel/codes/index.ts";
import { findRoot } from "../../kernel/config/index.ts";
import { loadAssets } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { type DeskHome, deskHouse, newOfficer, pathOf, submitted } from "./desk.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: DeskHome;
let browser: Browser;
let origin: string;

before(async () => {
  const built = loadAssets(path.join(findRoot(), "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  home = await deskHouse(db, { https: false, built });
  origin = await home.server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.server.app.close();
  await home?.tidyUp();
  await close();
});

async function signedIn(view: { width: number; script: boolean }, duties?: readonly string[]) {
  const officer = await newOfficer(home.house, home.own, duties);
  const page = await openPage(browser, view);
  await page.context().addCookies([{ name: "wangting", value: officer.cookie, url: origin }]);
  return { page, officer };
}

/** Looks at the page: axe (where scripts run), no sideways scroll, a picture. */
async function looked(page: Page, name: string, view: { width: number; script: boolean }): Promise<void> {
  if (view.script) {
    assert.deepEqual(await axe(page), [], name);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, name);
  }
  if (process.env.WANGTING_SHOTS) await screenshot(page, `desk-${name}-${view.width}`);
}

const views = [
  { width: 375, script: true },
  { width: 1280, script: false },
];

for (const view of views) {
  const how = `${view.width} px, ${view.script ? "with" : "without"} script`;

  test(`[C22] [B14] an officer works through a case at the desk (${how})`, async () => {
    const [one, paused] = [await submitted(home), await submitted(home), await submitted(home)];
    const { page, officer } = await signedIn(view);
    const look = (name: string) => looked(page, name, view);
    await acceptApplication(home.house, officer.actor, paused);
    await pause(home.house, officer.actor, { ...paused, reason: "expert-review", ground: "须专家评审" });
    await page.goto(`${origin}/desk`);
    await look("1-queue");
    if (view.script && view.width > 1000) await keys(page);
    await page.goto(`${origin}/desk?q=没有这样的词`);
    await look("2-queue-nothing");
    await page.goto(`${origin}/desk?order=new`);
    await page.getByRole("checkbox", { name: `选择 ${one.number}` }).check();
    await page.getByRole("checkbox", { name: `选择 ${paused.number}` }).check();
    await page.getByRole("button", { name: "批量受理" }).click();
    await page
      .getByText(/没有办成/)
      .first()
      .waitFor();
    await look("3-batch");
    await page.goto(`${origin}${pathOf(paused)}`);
    await look("4-case-paused");
    const fresh = await submitted(home);
    await page.goto(`${origin}${pathOf(fresh)}`);
    await look("5-case-new");
    await page.getByRole("button", { name: "查看完整信息" }).click();
    await page.getByText(/申请人能看到这次查阅/).waitFor();
    await look("6-case-personal");
    await page.getByRole("link", { name: "一次告知补正" }).click();
    await look("7-correction");
    await page.getByRole("group", { name: "面积" }).getByLabel("要补正").check();
    await page.getByRole("button", { name: "一次告知补正" }).click();
    await page.waitForSelector(".error-summary");
    await look("8-correction-422");
    await page.getByLabel("请申请人怎么改：面积").fill("和平面图上的面积不一致，请核对");
    await page.getByRole("button", { name: "一次告知补正" }).click();
    await page.getByText(/补正告知书已发出/).waitFor();
    await look("9-case-correcting");
    await page.goto(`${origin}${pathOf(one)}`);
    await look("10-case-accepted");
    await page.getByRole("link", { name: "暂停计时" }).click();
    await look("11-pause");
    await page.goto(`${origin}${pathOf(one)}/accept`);
    await look("12-not-now");
    const stale = await submitted(home);
    await page.goto(`${origin}${pathOf(stale)}/not-accept`);
    await page.getByLabel("理由").fill("写了一半的理由");
    await acceptApplication(home.house, officer.actor, stale);
    await page.getByRole("button", { name: "不予受理" }).click();
    await page.getByRole("heading", { name: "您刚刚办过这个办件" }).waitFor();
    await look("13-stale");
  });

  test(`[C2] the counter serves somebody without a phone (${how})`, async () => {
    const { page } = await signedIn(view, ["window-officer"]);
    const look = (name: string) => looked(page, name, view);
    await page.goto(`${origin}/desk/counter`);
    await look("20-counter");
    await page.getByRole("button", { name: "证件已核对，下一步" }).click();
    await page.waitForSelector(".error-summary");
    await look("21-counter-422");
    await page.getByLabel("姓名", { exact: true }).fill("郑老伯");
    await page.getByLabel("身份证号", { exact: true }).fill(document18(view));
    await page.getByRole("button", { name: "证件已核对，下一步" }).click();
    await page.getByRole("heading", { name: "办哪件事" }).waitFor();
    await look("22-counter-items");
    await page.getByRole("link", { name: home.item.name, exact: true }).first().click();
    await look("23-counter-form");
    await page.getByLabel("小作坊名称").fill("郑记粿品");
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForSelector(".error-summary");
    await look("24-counter-form-422");
    await page.getByLabel("面积").fill("18");
    await page.getByRole("group", { name: "有没有厨房" }).getByLabel("否").check();
    await page.getByLabel("到窗口领取").check();
    for (const paper of ["场所平面图", "租赁合同"]) {
      await page.getByRole("group", { name: paper }).getByLabel("收到纸质").check();
    }
    await page.getByRole("button", { name: "提交申请" }).dblclick();
    await page.getByRole("heading", { name: "已提交，请打印回执" }).waitFor();
    await look("25-counter-receipt");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".sidenav:visible").count(), 0);
    assert.ok(await page.getByText("查询密码").first().isVisible());
  });
}

/** A document of its own for each run. */
function document18({ width, script }: { width: number; script: boolean }): string {
  const digits = `4451021949${width === 375 ? "01" : "02"}16${script ? "101" : "103"}`;
  return digits + idNumberCheckCharacter(digits);
}

/** J and K walk, X ticks, Enter opens, U leads back; in a box they are letters. */
async function keys(page: Page): Promise<void> {
  const isOn = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
  await page.keyboard.press("j");
  const first = await isOn();
  await page.keyboard.press("j");
  assert.notEqual(await isOn(), first);
  await page.keyboard.press("k");
  assert.equal(await isOn(), first);
  await page.keyboard.press("x");
  assert.equal(await page.getByRole("checkbox").first().isChecked(), true);
  await page.keyboard.press("x");
  await page.keyboard.press("/");
  await page.keyboard.type("jx");
  assert.equal(await page.getByRole("searchbox", { name: "查办件" }).inputValue(), "jx");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/cases\//);
  await page.keyboard.press("a");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("form")?.className), "decide");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("u");
  await page.waitForURL(/\/desk$/);
}
