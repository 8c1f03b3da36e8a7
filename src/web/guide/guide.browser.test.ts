import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, type Browser, openBrowser, openPage } from "../../../tools/test/browser.ts";
import { listItems } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type HallServer, loadAssets } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { county, guideHouse, guideServer, guides, province } from "./guide.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
let browser: Browser;
let origin: string;
let food: string;
let listed: string;

before(async () => {
  ({ house } = guideHouse(db));
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  server = await guideServer(house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { items } = await listItems(db, {}, { size: 100 });
  const idOf = (name: string, hall: string) => items.find((one) => one.name === name && one.hall === hall)?.id;
  food = `/items/${idOf("食品经营许可（新办）", county)}`;
  listed = `/items/${idOf("围垦河道", province)}`;
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.app.close();
  await close();
});

test("axe finds nothing on search and guide, nothing scrolls sideways, and the content policy has nothing to refuse", async () => {
  const search = `/search?q=${encodeURIComponent("开饭店要办什么证")}&hall=${county}`;
  for (const address of [search, "/search?q=%E9%AD%91%E9%AD%85%E9%AD%8D%E9%AD%89", food, listed]) {
    for (const width of [1280, 375]) {
      const page = await openPage(browser, { width });
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      await page.goto(origin + address);
      assert.deepEqual(await axe(page), [], `${address} at ${width}`);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(over, 0, `${address} at ${width}`);
      assert.deepEqual(said, [], address);
      await page.context().close();
    }
  }
});

test("[A14] without script a tick shows the material it asks for, and the button writes the situation into the address", async () => {
  const page = await openPage(browser, { width: 375, script: false });
  await page.goto(origin + food);
  const row = page.getByRole("row", { name: /委托代理人授权书/ });
  assert.equal(await row.isVisible(), false);
  await page.getByLabel("委托办理").check();
  assert.equal(await row.isVisible(), true);
  await page.getByRole("button", { name: "更新清单" }).click();
  await page.waitForURL(/when=case2/);
  assert.equal(await page.getByRole("row", { name: /委托代理人授权书/ }).isVisible(), true);
  await page.context().close();
});

test("[M1] on a phone and without script one searches, narrows by a filter and stands at how it is done", async () => {
  const page = await openPage(browser, { width: 375, script: false });
  await page.goto(`${origin}/search?hall=${county}`);
  await page.getByRole("searchbox").fill("开饭店");
  await page.getByRole("button", { name: "搜索" }).click();
  await page.getByText("筛选", { exact: false }).first().click();
  await page.getByLabel("湘桥区").check();
  await page.getByRole("button", { name: "筛选" }).click();
  await page.waitForURL(/from=445102/);
  await page.getByRole("link", { name: "食品经营许可（新办）", exact: true }).click();
  await page.waitForURL(/\/items\//);
  await page.locator(".startbar").getByRole("link").click();
  await page.waitForURL(/#handle$|\/apply\//);
  await page.context().close();
});

test("on paper the guide is its text: open folds, no menus, the code to go on by phone", async () => {
  const page = await openPage(browser);
  await page.goto(origin + food);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".masthead-tools", ".startbar", "form.panel"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
  }
  assert.ok(await page.locator(".qr").isVisible());
  assert.ok(await page.getByText("低风险的新办").isVisible());
  await page.context().close();
});
