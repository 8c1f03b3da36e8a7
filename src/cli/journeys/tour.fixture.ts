import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "../../../tools/test/browser.ts";
import { findRoot } from "../../kernel/config/index.ts";

/** The pages of the tour (`docs/tour`), by journey, page and width. */
const shown: Readonly<Record<string, string>> = {
  "a home 1280": "01-home",
  "a search 375": "02-search",
  "a guide 375": "03-guide",
  "a materials 375": "04-materials",
  "a desk-queue 1280": "05-desk-queue",
  "a desk-correction 1280": "06-desk-correction",
  "a correction 1280": "07-correction",
  "c desk-decide 1280": "08-desk-joint",
  "b progress 375": "09-paused",
  "ef judge 1280": "10-judge",
  "a result 1280": "11-result",
  "a checked 375": "12-checked",
};

/** Takes the picture of a page for the tour, where `WANGTING_TOUR` names its folder and the page is one of it: the screen, not the whole page. */
export async function shootForTour(page: Page, step: string): Promise<void> {
  const folder = process.env.WANGTING_TOUR;
  const name = shown[step];
  if (!folder || name === undefined) return;
  await page.mouse.wheel(0, -20_000);
  await page.waitForTimeout(200);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
  await session.detach();
  writeFileSync(path.resolve(findRoot(), folder, `${name}.webp`), Buffer.from(data, "base64"));
}
