import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { axe, type Browser, openBrowser, openPage, type Page } from "../../../tools/test/browser.ts";
import { listItems } from "../../catalogue/index.ts";
import { type HallServer, loadAssets } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { county, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let server: HallServer;
let browser: Browser;
let origin: string;
let food: string;

before(async () => {
  const { house } = guideHouse(db);
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("islands.js"), "npm run build first: the island is tried as it is shipped");
  server = await guideServer(house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { items } = await listItems(db, {}, { size: 100 });
  const found = items.find(
    ({ name, hall, kind }) => name === "食品经营许可（新办）" && hall === county && kind !== "base",
  );
  food = `/items/${found?.id}`;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.app.close();
  await close();
});

const options = (page: Page) => page.getByRole("option");
async function typing(words: string, view: Parameters<typeof openPage>[1] = {}, address = `/halls/${county}`) {
  const page = await openPage(browser, view);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(origin + address);
  const box = page.locator("input[data-suggest]:visible").first();
  await box.pressSequentially(words, { delay: 20 });
  return { page, box, said };
}

test("by keyboard: lines come while one types, the arrows go through them and back to the box, Enter opens one", async () => {
  const { page, box, said } = await typing("开饭");
  await options(page).first().waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await box.getAttribute("aria-activedescendant"), null);
  const count = await options(page).count();
  await box.press("ArrowUp");
  assert.equal(
    await box.getAttribute("aria-activedescendant"),
    `hero-q-lines-${count - 1}`,
    "up from the box is the last",
  );
  await box.press("ArrowDown");
  assert.equal(await box.getAttribute("aria-activedescendant"), null, "and down from there the box again");
  await box.press("ArrowDown");
  assert.equal(await options(page).first().getAttribute("aria-selected"), "true");
  assert.deepEqual(await axe(page), []);
  await box.press("Enter");
  await page.waitForURL(origin + food);
  assert.deepEqual(said, []);
  await page.context().close();
});

test("Escape closes the lines and keeps the words; without a chosen line Enter searches, in the same hall", async () => {
  const { page, box } = await typing("开饭店");
  await options(page).first().waitFor();
  await box.press("Escape");
  assert.equal(await options(page).count(), 0);
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  assert.equal(await box.inputValue(), "开饭店");
  await box.press("Enter");
  await page.waitForURL(/\/search\?hall=445102&q=/);
  await page.context().close();
});

test("a line is opened by a touch, on a phone and in large type, and nothing scrolls sideways", async () => {
  for (const look of ["standard", "elder.more"]) {
    const page = await openPage(browser, { width: 375, hasTouch: true });
    await page.context().addCookies([{ name: "wangting-display", value: look, url: origin }]);
    await page.goto(`${origin}/halls/${county}`);
    await page.locator("#hero-q").pressSequentially("食品", { delay: 20 });
    await options(page).first().waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, look);
    assert.deepEqual(await axe(page), [], look);
    await options(page).first().tap();
    await page.waitForURL(/\/items\//);
    await page.context().close();
  }
});

test("while the server refuses, and when the focus leaves, the box is a plain box", async () => {
  const page = await openPage(browser);
  await page.route("**/api/suggestions*", (route) => route.fulfill({ status: 429, body: "{}" }));
  await page.goto(origin);
  await page.locator("#hero-q").pressSequentially("食品", { delay: 20 });
  await page.waitForTimeout(400);
  assert.equal(await options(page).count(), 0);
  await page.unroute("**/api/suggestions*");
  await page.locator("#hero-q").pressSequentially("经", { delay: 20 });
  await options(page).first().waitFor();
  await page.locator("#hero-q").press("Tab");
  assert.equal(await options(page).count(), 0);
  await page.context().close();
});

test("the island weighs at most 3 KB", async () => {
  const root = path.join(import.meta.dirname, "../../ui/islands/public/suggest.ts");
  const { outputFiles } = await build({ entryPoints: [root], bundle: true, minify: true, write: false, format: "esm" });
  const bytes = gzipSync(outputFiles[0]?.contents ?? "").length;
  assert.ok(bytes > 0 && bytes <= 3 * 1024, `${bytes} bytes`);
});
