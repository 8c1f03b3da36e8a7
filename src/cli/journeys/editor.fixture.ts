import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "../../../tools/test/browser.ts";
import { begin, handPapersIn, next, openOwn, start, submit } from "./apply.fixture.ts";
import { agree, approve, openCase, press } from "./desk.fixture.ts";
import type { Walk } from "./walk.fixture.ts";

const [editor, judge] = ["440104-editor", "440104-legal"];
const [window, reviewer, approver, issuer] = [
  "440104-market-window",
  "440104-market-review",
  "440104-market-approve",
  "440104-market-issue",
];
const own = "16000000001";

/** (e)(f) 编制员：导入一份程序里没有的指南，有人照它办；再发布一个时限更短的版本，在办的按原来的办到底. */
export async function newGuide(walk: Walk): Promise<void> {
  const { hall, look, view } = walk;
  // Each view brings a guide of its own.
  const name = `社区${view.width > 1000 ? "" : "小型"}长者饭堂备案${view.script ? "" : "（新办）"}`;
  const desk = await walk.as(editor);
  await takeIn(walk, desk, name);
  await hall.settle();

  const page = await walk.as(own);
  await page.goto(`${hall.origin}/search?hall=440104&q=${encodeURIComponent("长者饭堂")}`);
  await look(page, "search");
  await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
  await page.waitForURL(/\/items\//);
  const guide = page.url();
  await look(page, "guide");
  const number = await apply(walk, page);
  await hall.settle();
  await press(await openCase(walk, window, number), "受理", /已受理/);

  await shorten(walk, desk, guide.split("/").at(-1) ?? "");
  await hall.settle();
  await page.goto(guide);
  await page.getByText("3 个工作日").first().waitFor();
  await look(page, "guide-new");
  await openOwn(walk, page, number);
  const here = page.url();
  assert.match(await page.locator("main").innerText(), /承诺 5 个工作日/, "a running case stays under its version");
  await look(page, "case-old");

  await agree(await openCase(walk, reviewer, number), "饭堂干净，厨房和仓库分开");
  await approve(await openCase(walk, approver, number));
  const issue = await openCase(walk, issuer, number);
  await look(issue, "desk-issue");
  await issue.getByLabel("证照编号或文号").fill("YX-2026-001");
  await press(issue, "制证签发", /已/);
  const last = await openCase(walk, window, number);
  await last.getByRole("radio", { name: "网上送达" }).check();
  await press(last, "送达", /送达已登记/);
  await hall.settle();
  await page.goto(here);
  await look(page, "result");
}

/** A file with one guide goes in: a dry run, its report, then in earnest. */
async function takeIn({ hall, look, file, view }: Walk, page: Page, name: string): Promise<void> {
  const list = file("指南.jsonl");
  const text = readFileSync(path.join(import.meta.dirname, "new-guide.jsonl"), "utf8");
  const code = `440104-canteen-${view.width}${view.script ? "" : "-bare"}`;
  writeFileSync(list, text.replaceAll("社区长者饭堂备案", name).replace("440104-canteen", code));
  await page.goto(`${hall.origin}/editors`);
  await look(page, "editors");
  if (view.width < 1000) await page.getByText("菜单").click();
  await page.getByRole("link", { name: "导入", exact: true }).locator("visible=true").first().click();
  await page.waitForURL(/\/editors\/import/);
  for (const act of ["试跑", "导入"] as const) {
    await page.getByLabel("清单的名称").fill("越秀区 2026 年新增指南");
    await page.getByRole("radio", { name: new RegExp(`^${act}`) }).check();
    await page.getByLabel("文件", { exact: true }).setInputFiles(list);
    await page.getByRole("button", { name: "提交文件" }).click();
    await page
      .getByText(/新增 1，/)
      .first()
      .waitFor();
    await look(page, act === "试跑" ? "import-try" : "import");
  }
}

/** A new version with three days for five: written, handed in, judged by another, published. */
async function shorten(walk: Walk, page: Page, item: string): Promise<void> {
  const { hall, look } = walk;
  const kept = `${hall.origin}/editors/items/${item}`;
  await page.goto(`${kept}/draft/limits`);
  await page.getByRole("textbox", { name: "承诺时限", exact: true }).fill("3");
  await look(page, "draft-limits");
  await page.getByRole("textbox", { name: "承诺时限", exact: true }).press("Enter");
  await page.getByText("已保存").waitFor();
  await page.goto(`${kept}/compare?from=1&to=draft`);
  await look(page, "compare");
  await page.goto(kept);
  await act(page, "报合法性审查", "时限从 5 天减到 3 天");
  const other = await walk.as(judge);
  await other.goto(kept);
  await look(other, "judge");
  await act(other, "审查通过", "合法");
  await page.goto(kept);
  await act(page, "发布", "减时限");
  await look(page, "published");
}

async function act(page: Page, word: string, reason: string): Promise<void> {
  const radio = page.getByRole("radio", { name: new RegExp(`^${word}`) });
  if (await radio.count()) await radio.check();
  await page.getByRole("textbox", { name: "原因" }).fill(reason);
  await page.getByRole("button", { name: "确定办理" }).click();
  await page.waitForLoadState();
}

async function apply(walk: Walk, page: Page): Promise<string> {
  await begin(page);
  await page.getByLabel(/我自己/).check();
  await page
    .getByRole("group", { name: /委托他人办理/ })
    .getByLabel("否")
    .check();
  await start(page);
  await page.getByRole("link", { name: "基本信息" }).click();
  await page.getByLabel("饭堂名称").fill("北京街长者饭堂");
  await page.getByLabel("就餐座位数").fill("40");
  await page.getByLabel("所在街道或乡镇").selectOption({ label: "北京街道" });
  await page.getByLabel("详细地址").fill("样例路 12 号");
  await walk.look(page, "form");
  await next(page);
  await page.getByLabel("网上下载").check();
  await next(page);
  await handPapersIn(walk, page, ["m1", "m2"]);
  return (await submit(walk, page)).number;
}
