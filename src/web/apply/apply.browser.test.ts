import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  arriveAt,
  axe,
  type Browser,
  openBrowser,
  openPage,
  type Page,
  screenshot,
} from "../../../tools/test/browser.ts";
import { type HallServer, loadAssets } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides, applyHouse, applyServer, newCitizen, picture, town } from "./apply.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let home: Awaited<ReturnType<typeof applyHouse>>;
let server: HallServer;
let browser: Browser;
let origin: string;
let folder: string;

before(async () => {
  home = await applyHouse(db, { https: false });
  const built = loadAssets(path.join(home.house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  server = await applyServer(home.house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  folder = await mkdtemp(path.join(tmpdir(), "wangting-files-"));
  await writeFile(path.join(folder, "申请书.png"), picture());
  await writeFile(path.join(folder, "平面图.png"), picture(80, 60));
  await writeFile(path.join(folder, "假图片.png"), "no picture");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.app.close();
  await home?.tidyUp();
  await rm(folder, { recursive: true, force: true });
  await close();
});

/** A browser in which somebody is signed in. */
async function signedIn(view: { width: number; script: boolean }, more: { company?: string } = {}) {
  const person = await newCitizen(home.house, more);
  const page = await openPage(browser, view);
  await page.context().addCookies([{ name: "wangting", value: person.cookie, url: origin }]);
  return { page, person };
}

/** Looks at the page: axe (where scripts run), no sideways scroll, a picture. */
async function looked(page: Page, name: string, view: { width: number; script: boolean }): Promise<void> {
  if (view.script) {
    assert.deepEqual(await axe(page), [], name);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, name);
  }
  if (process.env.WANGTING_SHOTS) await screenshot(page, `apply-${name}-${view.width}`);
}

// The journeys walk the other two, with script at a desk and without on a phone.
const views = [
  { width: 375, script: true },
  { width: 1280, script: false },
];

for (const view of views) {
  const how = `${view.width} px, ${view.script ? "with" : "without"} script`;

  test(`[C1] [C7] [M1] a company's agent applies for a food licence, faults and all, up to the receipt (${how})`, async () => {
    const { page } = await signedIn(view, { company: "潮州市湘桥区样例餐饮管理服务有限公司" });
    const look = (name: string) => looked(page, name, view);
    const item = home.itemOf("食品经营许可（新办）");
    await page.goto(`${origin}/items/${item.id}`);
    await page.getByRole("link", { name: "在线办理" }).locator("visible=true").first().click();
    await page.waitForURL(/\/apply\//);
    await look("1-start");
    await page.getByRole("button", { name: "开始填写" }).click();
    await look("2-start-422");
    await page.getByLabel("潮州市湘桥区样例餐饮管理服务有限公司").check();
    await page.getByRole("group", { name: "是否利用自动设备经营" }).getByLabel("否").check();
    await page.getByRole("group", { name: "是否委托办理" }).getByLabel("是").check();
    await page.getByRole("button", { name: "开始填写" }).click();
    await page.waitForURL(/\/drafts\/[0-9a-f-]+$/);
    const draft = page.url();
    await look("3-tasks");

    await page.getByRole("link", { name: "基本信息" }).click();
    await look("4-basic");
    await page.getByLabel("食品安全管理人员").fill("陈样例");
    await page.getByLabel("食品安全管理人员").press("Enter");
    await page.waitForSelector(".error-summary");
    await look("5-basic-422");
    await page.getByRole("link", { name: /经营项目：至少选一项/ }).click();
    assert.match(page.url(), /#q-items$/);
    await page.getByLabel("餐饮服务经营者").check();
    await page.getByLabel("热食类制售").check();
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForURL(/\/pages\/measures$/);
    await page.getByLabel("所在街道或乡镇").selectOption(town);
    await page.getByLabel("详细地址").fill("城新路 8 号样例广场北区三层 3018 至 3022 铺");
    await page.getByLabel("场所面积").fill("约86平");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForSelector(".error-summary");
    await look("6-measures-422");
    await page.getByLabel("场所面积").fill("86.5");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForURL(/\/pages\/delivery$/);
    await page.getByLabel("邮寄").check();
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForURL(/more=2/);
    await look("7-delivery-more");
    await page.getByLabel("到窗口领取").check();
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForURL(/\/materials$/);
    await look("8-materials");
    await page.locator("#m-m1").setInputFiles(path.join(folder, "申请书.png"));
    await page.locator("#m-m3").setInputFiles(path.join(folder, "假图片.png"));
    if (view.script) {
      // Sent at once, with progress; a refusal is said at the file.
      await page.getByRole("link", { name: "申请书.png" }).waitFor();
      await page.getByText(/认不出这是什么文件/).waitFor();
    } else {
      await page.getByRole("button", { name: "上传并保存" }).click();
      await page.waitForSelector(".error-summary");
    }
    await look("9-materials-refused");
    await page.locator("#m-m3").setInputFiles(path.join(folder, "平面图.png"));
    if (view.script) await page.getByRole("link", { name: "平面图.png" }).waitFor();
    await page.getByRole("button", { name: "上传并保存" }).click();
    await page.waitForURL(view.script ? /\/materials$/ : /added=1/);
    assert.ok(await page.getByRole("link", { name: "平面图.png" }).isVisible());
    await look("10-materials-some");
    await page.goto(`${draft}/check`);
    await look("11-check-not-yet");
    await page.getByRole("link", { name: /食品安全规章制度目录清单：请提交/ }).click();
    await page.locator("#paper-m4").check();
    await page.getByRole("button", { name: "上传并保存" }).click();
    await page.waitForURL(draft);
    await look("12-tasks-done");
    await page.getByRole("link", { name: "核对并提交" }).click();
    await look("13-check");
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForSelector(".error-summary");
    await look("14-check-422");
    await page.getByLabel(/我声明/).check();
    await page.getByRole("button", { name: "提交申请" }).dblclick();
    await arriveAt(page, /\/receipt$/);
    await look("15-receipt");
    await page.goto(`${draft}/check`);
    await page.waitForURL(/\/receipt$/);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".masthead-tools:visible").count(), 0);
    assert.ok(await page.getByText("查询密码", { exact: true }).isVisible());
    await look("16-receipt-print");
    await page.context().close();
  });

  test(`[C7] [M1] rows, a photo and a draft on a second device (${how})`, async () => {
    const { page, person } = await signedIn(view);
    const look = (name: string) => looked(page, name, view);
    await page.goto(`${origin}/apply/${home.itemOf("道路货物运输经营许可").id}`);
    await page.getByRole("button", { name: "开始填写" }).click();
    await page.waitForURL(/\/drafts\//);
    const freight = page.url();
    await page.goto(`${freight}/pages/table-1`);
    await page.getByLabel("车牌").fill("粤U12345");
    await page.getByRole("button", { name: "添加一行" }).click();
    await page.waitForURL(/rows=vehicles\.2/);
    assert.equal(await page.getByLabel("车牌").count(), 2);
    assert.equal(await page.getByLabel("车牌").first().inputValue(), "粤U12345");
    await look("20-rows");
    await page.getByLabel("总质量").first().fill("4.5 吨");
    await page.getByLabel("总质量").first().press("Enter");
    await page.waitForSelector(".error-summary");
    assert.equal(
      await page.getByLabel("总质量").first().inputValue(),
      "4.5 吨",
      "Enter saves, it does not delete a row",
    );
    await look("21-rows-422");

    await page.goto(`${origin}/apply/${home.itemOf("居住证申领").id}`);
    await page.getByRole("button", { name: "开始填写" }).click();
    await page.waitForURL(/\/drafts\/[0-9a-f-]+$/);
    const permit = page.url();
    await page.goto(`${permit}/pages/files`);
    await page.locator("#q-photo").setInputFiles(path.join(folder, "申请书.png"));
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.goto(`${permit}/pages/files`);
    assert.ok(await page.getByRole("link", { name: "申请书.png" }).isVisible());
    await look("22-photo");

    const other = await openPage(browser, view);
    await other.context().addCookies([{ name: "wangting", value: await person.signIn(), url: origin }]);
    await other.goto(`${origin}/drafts`);
    await looked(other, "23-drafts", view);
    await other.getByRole("link", { name: "道路货物运输经营许可", exact: true }).click();
    await other.goto(`${freight}/pages/basic`);
    await page.goto(`${freight}/pages/basic`);
    await other.getByLabel("经营者名称").fill("手机上填的货运部");
    await other.getByLabel("普通货运").check();
    await other.getByRole("button", { name: "保存并继续" }).click();
    await other.waitForURL(/table-1/);
    await other.goBack();
    assert.equal(
      await other.getByLabel("经营者名称").inputValue(),
      "手机上填的货运部",
      "back is a look at what is saved",
    );
    await page.getByLabel("经营者名称").fill("电脑上填的货运部");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.waitForSelector("table");
    await look("24-conflict");
    await page.getByRole("button", { name: "用这里填的" }).click();
    await page.goto(`${freight}/pages/basic`);
    assert.equal(await page.getByLabel("经营者名称").inputValue(), "电脑上填的货运部");
    await page.goto(freight);
    await page.getByRole("link", { name: "删除草稿" }).click();
    await look("25-delete");
    await page.getByRole("button", { name: "删除", exact: true }).click();
    await page.waitForURL(/deleted=yes/);
    await other.context().close();
    await page.context().close();
  });
}
