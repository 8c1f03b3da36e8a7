import assert from "node:assert/strict";
import type { Page } from "../../../tools/test/browser.ts";
import { begin, handPapersIn, next, openOwn, start, submit } from "./apply.fixture.ts";
import { agree, approve, openCase, press } from "./desk.fixture.ts";
import type { Walk } from "./walk.fixture.ts";

const own = "16000000001";
const [window, reviewer, approver] = ["440104-market-window", "440104-market-review", "440104-market-approve"];

/** (a) 个人：说口语就搜得到，办到结果，中间补正一次，旁人查验得了文书. */
export async function citizen(walk: Walk): Promise<void> {
  const { hall, look, file } = walk;
  const page = await walk.stranger();
  await find(walk, page);
  await walk.signIn(page, own);
  await page.waitForURL(/\/apply\//);
  await look(page, "start");
  const number = await apply(walk, page);
  await hall.settle();

  const desk = await walk.as(window);
  await desk.goto(`${hall.origin}/desk`);
  await look(desk, "desk-queue");
  await openCase(walk, window, number);
  await look(desk, "desk-case");
  await desk.getByRole("link", { name: "一次告知补正" }).click();
  await desk.getByRole("group", { name: "场所面积" }).getByLabel("要补正").check();
  await desk.getByLabel("请申请人怎么改：场所面积").fill("申请表填 86.5，平面图标注 68.5，请核对");
  await desk
    .getByRole("group", { name: /主要设备设施/ })
    .getByLabel("要补正")
    .check();
  await desk.getByLabel(/请申请人怎么改：主要设备设施/).fill("平面图看不清洗手设施的位置，请重新上传");
  await desk.getByLabel("给申请人多少个工作日").fill("5");
  await look(desk, "desk-correction");
  await press(desk, "一次告知补正", /补正告知书已发出/);
  await hall.settle();

  await page.goto(`${hall.origin}/inbox`);
  await look(page, "inbox");
  await page.getByRole("main").getByRole("link", { name: /补正/ }).first().click();
  await look(page, "message");
  await page.goto(`${hall.origin}/cases`);
  await look(page, "cases");
  await openOwn(walk, page, number);
  const here = page.url();
  await look(page, "correcting");
  await page.getByRole("link", { name: "去补正" }).click();
  await page.waitForURL(/\/correction$/);
  await page.getByRole("textbox", { name: "场所面积" }).fill("68.5");
  await page.locator("#m-m3").setInputFiles(file("清楚的平面图.pdf"));
  if (walk.view.script) await page.getByRole("link", { name: "清楚的平面图.pdf" }).waitFor();
  await look(page, "correction");
  await page.getByRole("button", { name: "保存并核对" }).click();
  await page.waitForURL(/\/correction\/check$/);
  await look(page, "correction-check");
  await page.getByRole("button", { name: "提交补正" }).click();
  await page.getByText("补正已经提交").waitFor();
  await look(page, "corrected");

  await handle(walk, number);
  await hall.settle({ documents: true });
  await page.goto(here);
  assert.ok(await page.getByRole("link", { name: /打开准予决定书/ }).isVisible());
  await look(page, "result");
  await check(walk, page);
}

/** Everyday words, the best answer, its guide, and the way in. */
async function find({ hall, look }: Walk, page: Page): Promise<void> {
  await page.goto(`${hall.origin}/halls/440104`);
  await look(page, "home");
  const box = page.getByRole("main").getByRole("searchbox").or(page.getByRole("main").getByRole("combobox")).first();
  await box.fill("开饭店");
  await box.press("Enter");
  await page.waitForURL(/\/search/);
  await look(page, "search");
  await page.getByRole("main").getByRole("link", { name: "食品经营许可（新办）" }).first().click();
  await page.waitForURL(/\/items\//);
  await look(page, "guide");
  await begin(page);
  await look(page, "before-sign-in");
  await page.getByRole("link", { name: "登录并开始" }).click();
  await page.waitForURL(/\/sign-in/);
  await look(page, "sign-in");
}

/** Form, materials, check, receipt. @returns the number of the case. */
async function apply(walk: Walk, page: Page): Promise<string> {
  const { look } = walk;
  await page.getByLabel(/我自己/).check();
  await page.getByRole("group", { name: "是否利用自动设备经营" }).getByLabel("否").check();
  await page.getByRole("group", { name: "是否委托办理" }).getByLabel("否").check();
  await start(page);
  await look(page, "tasks");
  await page.getByRole("link", { name: "基本信息" }).click();
  await page.getByLabel("经营者名称").fill("样例小厨");
  await page.getByLabel("统一社会信用代码").fill("91449999MA0000001G");
  await page.getByLabel("餐饮服务经营者").check();
  await page.getByLabel("热食类制售").check();
  await page.getByLabel("食品安全管理人员").fill("张样例");
  await look(page, "form-basic");
  await next(page);
  await page.getByLabel("所在街道或乡镇").selectOption({ label: "北京街道" });
  await page.getByLabel("详细地址").fill("样例路 8 号首层");
  await page.getByLabel("场所面积").fill("86.5");
  await look(page, "form-place");
  await next(page);
  await page.getByLabel("网上下载").check();
  await look(page, "form-delivery");
  await next(page);
  await handPapersIn(walk, page, ["m1", "m3", "m4"]);
  return (await submit(walk, page)).number;
}

/** The officers: accepted, examined twice, decided, handed over online. */
async function handle(walk: Walk, number: string): Promise<void> {
  const desk = await openCase(walk, window, number);
  await press(desk, "受理", /已受理/);
  await walk.look(desk, "desk-accepted");
  const review = await openCase(walk, reviewer, number);
  await agree(review);
  await openCase(walk, reviewer, number);
  await walk.look(review, "desk-site");
  await agree(review, "现场与图纸一致");
  const approval = await openCase(walk, approver, number);
  await walk.look(approval, "desk-decide");
  await approve(approval);
  await openCase(walk, window, number);
  await desk.getByRole("radio", { name: "网上送达" }).check();
  await walk.look(desk, "desk-deliver");
  await press(desk, "送达", /送达已登记/);
}

/** A stranger who was handed the decision finds it true, and with a slip of the pen finds nothing. */
async function check({ stranger, look }: Walk, page: Page): Promise<void> {
  const address = await page
    .getByRole("link", { name: /查验.*决定书/ })
    .first()
    .getAttribute("href");
  assert.ok(address);
  const other = await stranger();
  await other.goto(new URL(address, page.url()).href);
  await other.getByText("准予决定书").first().waitFor();
  await look(other, "checked");
  await other.goto(new URL(address.replace(/code=./, "code=Z"), page.url()).href);
  await look(other, "checked-wrong");
}
