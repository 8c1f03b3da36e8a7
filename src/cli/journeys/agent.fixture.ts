import assert from "node:assert/strict";
import type { Page } from "../../../tools/test/browser.ts";
import { begin, handPapersIn, lookUp, next, openOwn, type Receipt, start, submit } from "./apply.fixture.ts";
import { agree, approve, openCase, press } from "./desk.fixture.ts";
import type { Walk } from "./walk.fixture.ts";

const agent = "16000000002";
const item = "排污许可证核发（首次申请）";
const company = "广州样例餐饮有限公司";
const [window, reviewer, approver] = [
  "440100-environment-window",
  "440100-environment-review",
  "440100-environment-approve",
];

/** (b) 企业代理人：替公司申请排污许可证，现场核查期间停计时，核查完接着算. */
export async function agentOfCompany(walk: Walk): Promise<void> {
  const { hall, look } = walk;
  const page = await walk.as(agent);
  const receipt = await apply(walk, page);
  const { number } = receipt;
  await hall.settle();

  const desk = await openCase(walk, window, number);
  await press(desk, "受理", /已受理/);
  const review = await openCase(walk, reviewer, number);
  await review.getByRole("link", { name: "暂停计时" }).click();
  await review.getByLabel("哪一种特别程序").selectOption({ label: "现场核查" });
  await review.getByLabel("依据").fill("排放口要到现场看一遍，依据《排污许可管理条例》第十条");
  await review.getByLabel("预计多少个工作日").fill("10");
  await look(review, "desk-pause");
  await press(review, "暂停计时", /已暂停计时/);
  await look(review, "desk-paused");
  await hall.settle();

  await page.goto(`${hall.origin}/cases`);
  await look(page, "cases-paused");
  await openOwn(walk, page, number);
  const here = page.url();
  await page.getByRole("heading", { level: 1, name: /暂停计时/ }).waitFor();
  await look(page, "paused");
  const before = await used(page);

  await walk.later(6);
  const stranger = await walk.stranger();
  await lookUp(walk, stranger, receipt);
  await stranger.getByRole("heading", { level: 1, name: /暂停计时/ }).waitFor();
  await look(stranger, "progress");

  await openCase(walk, reviewer, number);
  await review.getByLabel("特别程序的结果").fill("现场与申请一致");
  await press(review, "恢复计时", /已恢复计时/);
  await look(review, "desk-resumed");
  const fresh = await walk.as(agent);
  await fresh.goto(here);
  await look(fresh, "resumed");
  assert.equal(before, "0");
  // Four working days went by; only the day of going on may count.
  assert.ok(Number(await used(fresh)) <= 1, "the days of the pause are not counted");

  await openCase(walk, reviewer, number);
  await review
    .getByRole("group", { name: /是否需要现场核查/ })
    .getByLabel("否")
    .check();
  await agree(review, "材料和现场都符合");
  await approve(await openCase(walk, approver, number));
  const last = await openCase(walk, window, number);
  await last.getByRole("radio", { name: "网上送达" }).check();
  await press(last, "送达", /送达已登记/);
  await hall.settle();
  await fresh.goto(here);
  await look(fresh, "result");
}

/** How many working days of the promise are used, as the page says it. */
async function used(page: Page): Promise<string> {
  const words = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  return /承诺 15 个工作日.{0,80}?已用 (\d+) 天/.exec(words)?.[1] ?? assert.fail(words);
}

async function apply(walk: Walk, page: Page): Promise<Receipt> {
  const { hall, look } = walk;
  await page.goto(`${hall.origin}/search?hall=440100&q=${encodeURIComponent("排污证")}`);
  await look(page, "search");
  await page.getByRole("main").getByRole("link", { name: item }).first().click();
  await page.waitForURL(/\/items\//);
  await begin(page);
  await look(page, "start");
  await start(page);
  await page.getByRole("link", { name: "基本信息" }).click();
  assert.equal(await page.getByLabel("排污单位").inputValue(), company, "the register fills in what it knows");
  await page.getByLabel("简化管理").check();
  await page.getByLabel("行业类别").fill("餐饮业");
  await page.getByLabel("所在街道或乡镇").selectOption({ index: 1 });
  await page.getByLabel("详细地址").fill("样例路 8 号");
  await look(page, "form-basic");
  await next(page);
  for (const [label, words] of [
    ["编号", "DW001"],
    ["类型", "废水"],
    ["污染物", "动植物油"],
    ["许可限值", "100 毫克/升"],
  ] as const) {
    await page.getByLabel(label).first().fill(words);
  }
  await look(page, "form-outlets");
  await next(page);
  await handPapersIn(walk, page, ["m1", "m2", "m3", "m5", "m6"]);
  return await submit(walk, page);
}
