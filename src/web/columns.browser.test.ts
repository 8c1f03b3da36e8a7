import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { axe, type Browser, display, openBrowser, openPage, sideways, visitEach } from "../../tools/test/browser.ts";
import { listItems } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type HallServer, loadAssets } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { county, guideHouse, guideServer, guides } from "./guide/guide.fixture.ts";
import { editions, visibleIn } from "./probe/index.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
const hall = `?hall=${county}`;
let house: House;
let server: HallServer;
let browser: Browser;
let origin: string;
let food: string;
/** One page of each kind. */
let pages: string[];

before(async () => {
  ({ house } = guideHouse(db));
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  server = await guideServer(house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { items } = await listItems(db, {}, { size: 100 });
  food = `/items/${items.find((one) => one.name === "食品经营许可（新办）" && one.hall === county)?.id}`;
  const law = /href="(\/laws\/[0-9a-f-]{36})/.exec((await server.app.inject({ url: "/laws" })).body)?.[1];
  pages = [
    `/halls/${county}`,
    `/services${hall}`,
    `/services/person${hall}`,
    `/services/departments${hall}`,
    "/services/departments?hall=445100",
    `/services/forms${hall}`,
    `/themes/p-permit${hall}`,
    "/themes/p-military",
    `/topics${hall}`,
    `/topics/relief${hall}`,
    `/investment${hall}`,
    `/disclosure${hall}`,
    `/disclosure/powers${hall}`,
    `/disclosure/changes${hall}`,
    "/laws",
    `${law}${hall}`,
    `/participation${hall}`,
    `/supervision${hall}`,
    "/supervision?hall=440300",
    `${food}/form`,
  ];
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.app.close();
  await close();
});

test("[A3] axe finds nothing on the columns, entries, lists and forms, at a desk, and on a phone in large type and high contrast", async () => {
  const looks = [{ width: 1280 }, { width: 375, cookies: display("elder.more") }];
  await visitEach(browser, origin, { looks, addresses: [...pages, food] }, async ({ page, where }) => {
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.evaluate(openFolds);
    assert.deepEqual(await axe(page), [], where);
    assert.deepEqual(said, [], where);
  });
});

test("[M1] nothing scrolls sideways at 320 px, in standard and in large type, folds open", async () => {
  const looks = [{ width: 320 }, { width: 320, cookies: display("elder") }];
  await visitEach(browser, origin, { looks, addresses: [...pages, food] }, async ({ page, where }) => {
    await page.evaluate(openFolds);
    assert.equal(await sideways(page), 0, where);
  });
});

/** Runs in the page. */
function openFolds(): void {
  for (const fold of document.querySelectorAll("main details")) fold.setAttribute("open", "");
}

test("[A7] what the probe counts as visible in each edition is what a browser shows there", async () => {
  for (const address of [`/halls/${county}`, "/", "/halls/445100", `/themes/p-permit${hall}`, food]) {
    for (const edition of editions) {
      const page = await openPage(browser, { width: edition.key === "desktop" ? 1280 : 375 });
      const [name = "", value = ""] = edition.cookie?.split("=") ?? [];
      if (name) await page.context().addCookies([{ name, value, url: origin }]);
      await page.goto(origin + address);
      const shown = await page
        .locator("main a:visible")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      const { body } = await server.app.inject({
        url: address,
        headers: { accept: "text/html", ...(edition.cookie ? { cookie: edition.cookie } : {}) },
      });
      assert.deepEqual([...visibleIn(body, edition).links].sort(), shown.sort(), `${address} ${edition.name}`);
      await page.context().close();
    }
  }
});

test("[M1] on a phone and without script one goes from home by theme to a guide and stands at 办理, in three taps", async () => {
  const page = await openPage(browser, { width: 375, script: false });
  await page.goto(`${origin}/halls/${county}`);
  await page.getByRole("link", { name: "准营准办" }).first().click();
  await page.waitForURL(/\/themes\/p-permit/);
  await page.getByRole("link", { name: "食品经营许可（新办）" }).first().click();
  await page.waitForURL(/\/items\//);
  await page.locator(".startbar").getByRole("link").click();
  await page.waitForURL(/#handle$|\/apply\/|\/sign-in/);
  await page.context().close();
});

test("public script weighs at most 20 KB compressed, and a page with all it loads at most 100 KB", async () => {
  for (const address of ["/", `/halls/${county}`, food, ...pages.slice(1)]) {
    const page = await openPage(browser, { width: 375 });
    const loaded = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      const body = response.body();
      // One that is still on its way when the page closes counts for nothing.
      body.catch(() => undefined);
      if (response.url().startsWith(origin)) loaded.set(response.url(), body);
    });
    // What the page asks for later is not needed to use it; scripts and styles are there at "load".
    await page.goto(origin + address, { waitUntil: "load" });
    const bodies = await Promise.all([...loaded].map(async ([url, body]) => ({ url, body: await body })));
    const sizes = bodies.map(({ url, body }) => ({ url, size: gzipSync(body).length }));
    const script = sizes.filter(({ url }) => url.endsWith(".js")).reduce((sum, { size }) => sum + size, 0);
    const whole = sizes.reduce((sum, { size }) => sum + size, 0);
    assert.ok(script <= 20 * 1024, `${address}: script ${script}`);
    assert.ok(whole <= 100 * 1024, `${address}: ${whole} bytes`);
    assert.ok(loaded.size >= 3, "page, style sheet, icon");
    await page.context().close();
  }
});
