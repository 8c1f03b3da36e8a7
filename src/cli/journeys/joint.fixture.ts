import assert from "node:assert/strict";
import type { Page } from "../../../tools/test/browser.ts";
import { begin, handPapersIn, next, openOwn, start, submit } from "./apply.fixture.ts";
import { agree, approve, openCase, press } from "./desk.fixture.ts";
import type { Walk } from "./walk.fixture.ts";

const item = "开办餐饮店“一件事”";
const own = "16000000001";
const [window, market, approver] = ["440104-market-window", "440104-market-review", "440104-market-approve"];
const [urban, fire] = ["440104-urban-review", "440104-fire-review"];

/** (c) 联办：市场监管、城管、消防三家一起办，消防退回一次，重来一轮后决定. */
export async function jointCase(walk: Walk): Promise<void> {
  const { hall, look } = walk;
  const page = await walk.as(own);
  const number = await apply(walk, page);
  await hall.settle();

  await press(await openCase(walk, window, number), "受理", /已受理/);
  const lead = await openCase(walk, market, number);
  await agree(lead, "营业执照可以先办");

  await openCase(walk, market, number);
  await look(lead, "desk-joint");
  await agree(lead, "厨房布局符合要求");
  const firefighters = await openCase(walk, fire, number);
  await firefighters.getByRole("link", { name: "退回" }).click();
  await firefighters.getByLabel("理由").fill("疏散通道的宽度和现场不一致，请核实后再送");
  await look(firefighters, "desk-return");
  await press(firefighters, "退回", /已退回/);
  await hall.settle();
  await openOwn(walk, page, number);
  const here = page.url();
  assert.doesNotMatch(
    await page.locator("main").innerText(),
    /已答复/,
    "the round is broken off, nobody's answer stands",
  );
  await look(page, "sent-back");

  await openCase(walk, market, number);
  await look(lead, "desk-sent-back");
  await agree(lead, "已核实，宽度 1.4 米");
  for (const one of [market, urban, fire]) await agree(await openCase(walk, one, number), "同意");
  const approval = await openCase(walk, approver, number);
  const words = await approval.locator("main").innerText();
  for (const body of ["市场监督管理局", "城市管理", "消防救援大队"]) assert.ok(words.includes(body), body);
  await look(approval, "desk-decide");
  await approve(approval);
  const last = await openCase(walk, window, number);
  await last.getByRole("radio", { name: "网上送达" }).check();
  await press(last, "送达", /送达已登记/);
  await hall.settle();
  await page.goto(here);
  await look(page, "result");
}

async function apply(walk: Walk, page: Page): Promise<string> {
  const { hall, look } = walk;
  await page.goto(`${hall.origin}/search?hall=440104&q=${encodeURIComponent("开餐馆")}`);
  await page.getByRole("main").getByRole("link", { name: item }).first().click();
  await page.waitForURL(/\/items\//);
  await look(page, "guide");
  await begin(page);
  await page.getByLabel(/我自己/).check();
  for (const name of ["是否设置招牌", "是否属于公众聚集场所", "是否选择告知承诺"]) {
    await page.getByRole("group", { name }).getByLabel("否").check();
  }
  await start(page);
  await page.getByRole("link", { name: "基本信息" }).click();
  await page.getByLabel("店铺名称").fill("样例茶餐厅");
  await page.getByRole("group", { name: "需要办理的事项" }).getByLabel("营业执照").check();
  await page.getByRole("group", { name: "需要办理的事项" }).getByLabel("食品经营许可").check();
  await look(page, "form-basic");
  await next(page);
  await page.getByLabel("所在街道或乡镇").selectOption({ label: "北京街道" });
  await page.getByLabel("详细地址").fill("样例路 8 号首层");
  await page.getByLabel("面积").fill("86.5");
  await page.getByLabel("就餐座位数").fill("36");
  await next(page);
  await page.getByLabel("网上下载").check();
  await next(page);
  await handPapersIn(walk, page, ["m1", "m3", "m4"]);
  return (await submit(walk, page)).number;
}
