import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, openBrowser, openPage } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

const page = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><title>办事</title></head><body><main><h1>办事</h1>${body}</main></body></html>`;

test("axe finds a picture without words and text too pale to read", async () => {
  const view = await openPage(browser);
  await view.setContent(page(`<img src="data:,x"><p style="color:#bbb;background:#fff">看不清</p>`));
  const rules = (await axe(view)).map(({ rule }) => rule);
  assert.ok(rules.includes("image-alt"), rules.join());
  assert.ok(rules.includes("color-contrast"), rules.join());
});

test("axe finds nothing on a sound page", async () => {
  const view = await openPage(browser, { width: 375 });
  await view.setContent(page("<p>办理时间</p>"));
  assert.deepEqual(await axe(view), []);
});

test("with scripts off no script runs", async () => {
  const view = await openPage(browser, { script: false });
  await view.setContent(page(`<p id="a">静</p><script>document.getElementById("a").textContent = "动"</script>`));
  assert.equal(await view.locator("#a").textContent(), "静");
});
