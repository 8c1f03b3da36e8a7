import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, openBrowser, openPage } from "../../../tools/test/browser.ts";
import { faviconSvg, hallThemeCss, loadCharts } from "../index.ts";
import { bundleIslands, bundleStyles } from "../styles/bundle.ts";
import { renderGallery, themedHalls } from "./index.ts";
import { pageNames } from "./page-names.ts";
import { galleryHref } from "./query.ts";

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";
/** The five token sets first; then what combines them, whose colours the contrast test computes. */
const looks = [
  {},
  { contrast: "more" },
  { mode: "elder" },
  { mode: "kiosk" },
  { mode: "console" },
  { mode: "elder", contrast: "more" },
  { theme: "440200", mode: "elder" },
];

let server: Server;
let browser: Browser;
let origin: string;

before(async () => {
  await loadCharts();
  const files = new Map([
    ["/assets/hall.css", ["text/css", await bundleStyles()]],
    ["/assets/hall-themes.css", ["text/css", hallThemeCss(themedHalls)]],
    ["/assets/islands.js", ["text/javascript", await bundleIslands()]],
    ["/assets/favicon.svg", ["image/svg+xml", faviconSvg]],
  ]);
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://hall");
    const [type, body] = files.get(url.pathname) ?? [
      "text/html",
      renderGallery(Object.fromEntries(url.searchParams), (name) => `/assets/${name}`),
    ];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

after(async () => {
  await browser.close();
  server.close();
});

test("axe finds nothing on the gallery at 375, 768 and 1280 px, and in any look", async () => {
  for (const width of [375, 768, 1280]) await assertAccessible(galleryHref({}), width);
  // Looks change colours and sizes, not the layout: each is looked at where it is tightest.
  for (const look of looks.slice(1, 5)) await assertAccessible(galleryHref(look), look.mode === "kiosk" ? 1080 : 375);
});

test("axe finds nothing on any whole page, at a desk and on a phone for elders", async () => {
  for (const page of pageNames) {
    await assertAccessible(galleryHref({ page }), page === "kiosk" ? 1080 : 1280);
    await assertAccessible(galleryHref({ page, mode: "elder", contrast: "more" }), 375);
  }
});

test("nothing scrolls sideways at 320 px, in any look but that of terminals, on any page", async () => {
  const page = await openPage(browser, { width: 320, script: false });
  const narrow = looks.filter((look) => look.mode !== "kiosk");
  for (const wish of [
    ...narrow,
    ...pageNames
      .filter((name) => name !== "kiosk")
      .flatMap((name) => looks.slice(0, 3).map((look) => ({ ...look, page: name }))),
  ]) {
    await page.goto(origin + galleryHref(wish));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, galleryHref(wish));
  }
  await page.context().close();
});

test("the hall switcher, the menu and the situations work without script", async () => {
  const page = await openPage(browser, { width: 1280, script: false });
  await page.goto(origin + galleryHref({ page: "guide" }));
  await page.getByText("换一个大厅").click();
  assert.ok(await page.getByRole("link", { name: "六榕街道" }).isVisible());
  assert.ok(!(await page.getByLabel("输入名称找大厅").isVisible()));
  await page.keyboard.press("Escape");
  const vending = page.getByRole("row", { name: /自动售货设备/ });
  assert.ok(!(await vending.isVisible()));
  await page.getByLabel("利用自动设备经营").check({ force: true });
  assert.ok(await vending.isVisible());
  await page.setViewportSize({ width: 375, height: 800 });
  await page.getByText("菜单", { exact: true }).click();
  assert.ok(await page.getByRole("link", { name: "效能监督" }).first().isVisible());
  await page.context().close();
});

test("with script typing narrows the halls and a long text counts along", async () => {
  const page = await openPage(browser);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(origin + galleryHref({ page: "guide" }));
  await page.getByText("换一个大厅").click();
  await page.getByLabel("输入名称找大厅").fill("潮州");
  assert.deepEqual(await page.locator(".pick li:visible").allTextContents(), ["潮州市"]);
  await page.goto(origin + galleryHref({}));
  await page.getByLabel("经营范围").fill("餐".repeat(201));
  assert.equal(await page.locator("#f-scope-count").textContent(), "最多 200 字，多了 1 字");
  assert.deepEqual(errors, []);
  await page.context().close();
});

test("the guide is a leaflet of paper: situations and answers open, no buttons", async () => {
  const page = await openPage(browser);
  await page.goto(origin + galleryHref({ page: "guide" }));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByRole("row", { name: /自动售货设备/ }).isVisible());
  assert.ok(await page.getByText("低风险的新办").isVisible());
  for (const hidden of [".button", ".masthead-search", ".columns", ".startbar", ".toc"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
  }
  await page.context().close();
});

/**
 * WCAG 2.0 to 2.2, A and AA, and best practice. Without frames axe may run in the page itself and bring back only what it finds:
 * 2.4 s instead of 13 s for a page of 4,400 elements.
 */
async function assertAccessible(path: string, width: number): Promise<void> {
  const page = await openPage(browser, { width });
  await page.goto(origin + path);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"])
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target.join(" ")) }));
  assert.deepEqual(found, [], `${path} at ${width}`);
  await page.context().close();
}
