import assert from "node:assert/strict";
import type { Page } from "../../../tools/test/browser.ts";
import type { Walk } from "./walk.fixture.ts";

/** What somebody takes home. */
export interface Receipt {
  readonly number: string;
  readonly password: string;
}

/** From a guide to the page that says what is needed. */
export async function begin(page: Page): Promise<void> {
  await page.getByRole("link", { name: "在线办理" }).locator("visible=true").first().click();
  await page.waitForURL(/\/apply\//);
}

/** @returns the address of the draft. */
export async function start(page: Page): Promise<string> {
  await page.getByRole("button", { name: "开始填写" }).click();
  await page.waitForURL(/\/drafts\/[0-9a-f-]+$/);
  return page.url();
}

/** Saves a page of the form and comes to the next. */
export async function next(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole("button", { name: "保存并继续" }).click();
  await page.waitForURL((url) => url.href !== before);
  assert.equal(await page.locator(".error-summary").count(), 0, `${before} is not complete`);
}

/** Hands the papers in, all of them at once where no script sends each by itself, and comes back to the draft. */
export async function handPapersIn({ file, view, look }: Walk, page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const name = `${key}号材料.pdf`;
    await page.locator(`#m-${key}`).setInputFiles(file(name));
    if (view.script) await page.getByRole("link", { name }).waitFor();
  }
  if (view.script) await look(page, "materials");
  await page.getByRole("button", { name: "上传并保存" }).click();
  if (!view.script) {
    await page.waitForURL(/added=\d/);
    await look(page, "materials");
    await page.getByRole("link", { name: /材料齐了/ }).click();
  }
  await page.waitForURL(/\/drafts\/[0-9a-f-]+$/);
}

/** Looks everything through once more, declares it true and hands it in. */
export async function submit({ look }: Walk, page: Page): Promise<Receipt> {
  await page.getByRole("link", { name: "核对并提交" }).click();
  await page.waitForURL(/\/check$/);
  await look(page, "check");
  await page.getByLabel(/我声明/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.waitForURL(/\/receipt$/);
  await look(page, "receipt");
  return await receiptOn(page);
}

/** Number and query password, as a receipt says them. */
export async function receiptOn(page: Page): Promise<Receipt> {
  const words = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  const number = /办件编号 ([0-9A-Z-]+)/.exec(words)?.[1] ?? assert.fail("no number");
  return { number, password: /查询密码 ([0-9A-Z]+)/.exec(words)?.[1] ?? assert.fail("no password") };
}

/** Whoever holds the receipt sees how far it is, without an account. */
export async function lookUp({ hall }: Walk, page: Page, { number, password }: Receipt): Promise<void> {
  await page.goto(`${hall.origin}/progress`);
  await page.getByLabel("办件编号").fill(number);
  await page.getByLabel("查询密码").fill(password);
  await page.getByRole("main").getByRole("button", { name: /查/ }).click();
  await page.getByRole("heading", { name: "办理经过" }).waitFor();
}

/** One's own case, from the list of all of them. */
export async function openOwn({ hall }: Walk, page: Page, number: string): Promise<void> {
  await page.goto(`${hall.origin}/cases`);
  await page.getByRole("row").filter({ hasText: number }).getByRole("link").first().click();
  await page.waitForURL(/\/cases\/[0-9a-f-]+$/);
}
