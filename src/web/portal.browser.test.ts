import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, type Browser, display, openBrowser, openPage, sideways, visitEach } from "../../tools/test/browser.ts";
import { loadAssets } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { portalServer, webHouse } from "./web.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const house = webHouse(db);
const built = loadAssets(path.join(house.config.root, "dist", "assets"));
/** One page of each kind, with the states that look different. */
const pages = [
  "/",
  "/halls/445100",
  "/halls/445103?from=445121",
  "/halls/440582",
  "/halls/445102111",
  "/halls",
  "/halls?q=xyz",
  "/halls?level=village&in=445102",
  "/departments/gd-shuiwu?from=gd-dishui",
  "/departments/gd-haiyang",
  "/nothing-here",
];

let server: Awaited<ReturnType<typeof portalServer>>;
let browser: Browser;
let origin: string;

before(async () => {
  assert.ok(built.has("hall.css"), "npm run build first: the page is looked at with its style sheet");
  server = await portalServer(house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.app.close();
  await close();
});

test("axe finds nothing on any page, at a desk, on a phone, and on a phone for elders in high contrast", async () => {
  const looks = [{ width: 1280 }, { width: 375 }, { width: 375, cookies: display("elder.more") }];
  await visitEach(browser, origin, { looks, addresses: pages }, async ({ page, where }) => {
    assert.deepEqual(await axe(page), [], where);
  });
});

test("nothing scrolls sideways at 320 px, in standard and in large type", async () => {
  const looks = [{ width: 320 }, { width: 320, cookies: display("elder") }];
  await visitEach(browser, origin, { looks, addresses: pages }, async ({ page, where }) => {
    assert.equal(await sideways(page), 0, where);
  });
});

test("by keyboard and without script one gets from the province to a county through the switcher", async () => {
  const page = await openPage(browser, { width: 1280, script: false });
  await page.goto(`${origin}/halls/445100`);
  const summary = page.locator("summary", { hasText: "换一个大厅" });
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await summary.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  const county = page.locator(".popover").getByRole("link", { name: "湘桥区" });
  assert.ok(await county.isVisible());
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await county.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(`${origin}/halls/445102`);
  assert.match((await page.locator(".masthead .brand").textContent()) ?? "", /湘桥区网上办事大厅/);
  await page.context().close();
});

test("the list of halls is searched without script, and narrows while typing with it", async () => {
  const plain = await openPage(browser, { width: 375, script: false });
  await plain.goto(`${origin}/halls`);
  await plain.getByLabel("输入地名找大厅").fill("磷溪");
  await plain.keyboard.press("Enter");
  await plain.waitForURL(/q=/);
  assert.ok(await plain.getByRole("link", { name: "磷溪镇" }).isVisible());
  await plain.context().close();
  const page = await openPage(browser, { width: 1280 });
  await page.goto(`${origin}/halls`);
  await page.getByLabel("输入地名找大厅").fill("潮");
  assert.deepEqual(await page.locator("main .pick li:visible").allTextContents(), [
    "潮阳区",
    "潮南区",
    "湘桥区",
    "潮安区",
    "饶平县",
    "枫溪区",
  ]);
  await page.context().close();
});

test("on paper a hall is its texts: no menus, no switcher, all departments", async () => {
  const page = await openPage(browser, { width: 1280 });
  await page.goto(`${origin}/halls/445100`);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".switch", ".masthead-tools", ".phone-menu"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
  }
  assert.ok(await page.locator(".masthead .brand", { hasText: "潮州市网上办事大厅" }).isVisible());
  assert.equal(await page.locator("section:has(#departments) .depts a:visible").count(), 58);
  await page.context().close();
});
