import assert from "node:assert/strict";
import type { Page } from "../../../tools/test/browser.ts";
import type { Walk } from "./walk.fixture.ts";

/** Looks a case up at the desk by its number, as one does with a paper in hand. */
export async function openCase(walk: Walk, officer: string, number: string): Promise<Page> {
  const page = await walk.as(officer);
  await page.goto(`${walk.hall.origin}/desk`);
  await page.getByRole("searchbox", { name: "查办件" }).fill(number);
  await page.getByRole("searchbox", { name: "查办件" }).press("Enter");
  await page.waitForURL(/\/desk\/cases\/|q=/);
  if (!/\/desk\/cases\//.test(page.url())) {
    await page.locator(`main a[href^="/desk/cases/"]`).first().click();
    await page.waitForURL(/\/desk\/cases\//);
  }
  assert.ok((await page.locator("main").innerText()).includes(number), number);
  return page;
}

/** Presses the button of the act that stands open on a case's page, and waits for its word. */
export async function press(page: Page, button: string, done: RegExp): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByText(done).first().waitFor();
}

/** Agrees at the desk where one's opinion is asked. */
export async function agree(page: Page, words = "符合要求"): Promise<void> {
  await page.getByRole("radio", { name: /^同意/ }).check();
  await page.getByLabel("意见", { exact: false }).last().fill(words);
  await press(page, "提交意见", /意见已提交/);
}

export async function approve(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "准予" }).check();
  await press(page, "作出决定", /决定已作出/);
}
