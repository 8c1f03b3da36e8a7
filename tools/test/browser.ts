import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

export type { Browser, Page } from "playwright-core";

/** Without these Chromium looks for its maker's servers at every start; the sandbox needs a user that is not root. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts headless Chromium; a test closes it in `after`. It also ends when the test's process does. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium: install chromium, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: flags, headless: true });
}

/** How a page is looked at; each has a context (cookies, cache) of its own. */
export interface View extends BrowserContextOptions {
  /** CSS pixels; default 1280 × 800. */
  width?: number;
  height?: number;
  /** `false` switches scripts off, as every citizen journey must bear. */
  script?: boolean;
}

/** Opens an empty page in Chinese, at Beijing time. */
export async function openPage(browser: Browser, view: View = {}): Promise<Page> {
  const { width = 1280, height = 800, script = true, ...options } = view;
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width, height },
    javaScriptEnabled: script,
    ...options,
  });
  return context.newPage();
}

/** A way of looking that many pages are looked at in. */
export interface Look extends View {
  /** By name, for the addresses visited: session, display. */
  cookies?: Readonly<Record<string, string>> | undefined;
}

/** The cookie of the display a visitor chose, e.g. `elder.more`; none for the standard one. */
export function display(chosen: string | undefined): Record<string, string> {
  return chosen === undefined ? {} : { "wangting-display": chosen };
}

/** A page that was visited, and the words for it in a failure. */
export interface Visited {
  page: Page;
  address: string;
  /** Address and look. */
  where: string;
  status: number;
}

/** Visits each address in each look, in one page a look: a fresh context for every address takes longer than most pages. */
export async function visitEach(
  browser: Browser,
  origin: string,
  { looks, addresses }: { looks: readonly Look[]; addresses: readonly string[] },
  look: (visited: Visited) => Promise<void>,
): Promise<void> {
  for (const { cookies = {}, ...view } of looks) {
    const page = await openPage(browser, view);
    const given = Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin }));
    await page.context().addCookies(given);
    for (const address of addresses) {
      const answer = await page.goto(origin + address);
      const where = `${address} at ${view.width ?? 1280} ${cookies["wangting-display"] ?? ""}`;
      await look({ page, address, where, status: answer?.status() ?? 0 });
    }
    await page.context().close();
  }
}

/** By how many pixels a page is wider than the window. */
export async function sideways(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** One rule of accessibility that a page breaks. */
export interface Violation {
  rule: string;
  impact: string;
  help: string;
  /** Selectors of the elements at fault. */
  targets: string[];
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe finds on a page: WCAG 2.0 to 2.2, levels A and AA, and best practice. The page needs scripts on. */
export async function axe(page: Page): Promise<Violation[]> {
  // Legacy mode runs axe in one frame, which is all our pages have; results without "passes" take a fifth of the time.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
  const { violations } = await builder.withTags(standards).analyze();
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? "unknown",
    help,
    targets: nodes.map(({ target }) => target.join(" ")),
  }));
}

/** Saves a picture of the whole page under `.cache/shots`; returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(import.meta.dirname, "../../.cache/shots");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}

/** Waits for an address after a double press, whose second request breaks off the answer to the first. @throws Error when it is not there after half a minute. */
export async function arriveAt(page: Page, address: RegExp): Promise<void> {
  for (let tries = 0; tries < 300 && !address.test(page.url()); tries += 1) await page.waitForTimeout(100);
  await page.waitForLoadState("load");
  if (!address.test(page.url())) throw new Error(`at ${page.url()} instead of ${address}`);
}
