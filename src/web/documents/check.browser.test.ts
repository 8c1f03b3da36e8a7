import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, type Browser, openBrowser, openPage, type Page, screenshot } from "../../../tools/test/browser.ts";
import { type HallServer, loadAssets } from "../../kernel/http/index.ts";
import { mod3736CheckCharacter } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { portalServer, webHouse } from "../web.fixture.ts";
import { addDocument, shown } from "./documents.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const house = webHouse(db);
const number = shown.number + mod3736CheckCharacter(shown.number.replaceAll("-", ""));
let server: HallServer;
let browser: Browser;
let origin: string;

before(async () => {
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the page is looked at with its style sheet");
  await addDocument(house, db, number);
  server = await portalServer(house, built);
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.app.close();
  await close();
});

const addresses = [
  "/check",
  `/check/${number}?code=${shown.code}`,
  `/check?number=${number}&code=wrong`,
  `/check/${number}`,
];

async function visit(address: string, view: { width: number; script?: boolean }): Promise<Page> {
  const page = await openPage(browser, view);
  assert.equal((await page.goto(origin + address))?.status(), 200, address);
  if (process.env.WANGTING_SHOTS) await screenshot(page, `check-${addresses.indexOf(address)}-${view.width}`);
  return page;
}

test("[C1] axe finds nothing on the check pages, and nothing scrolls sideways", async () => {
  for (const address of addresses) {
    for (const width of [1280, 375, 320]) {
      const page = await visit(address, { width });
      assert.deepEqual(await axe(page), [], `${address} at ${width}`);
      const [scroll, client] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.equal(scroll, client, `${address} at ${width}`);
      await page.context().close();
    }
  }
});

test("[C1] a stranger without script types number and code and learns that the document is the hall's", async () => {
  const page = await visit("/check", { width: 375, script: false });
  await page.getByLabel("查验编号").fill(number.toLowerCase());
  await page.getByLabel("查验码").fill("7k3m-9q2d-44jy");
  await page.getByRole("button", { name: "查验" }).click();
  await page.getByRole("heading", { level: 1, name: "查到了这份文书" }).waitFor();
  await page.getByText("潮州市市场监管局受〔2026〕398 号").waitFor();
  await page.getByText("3f9a7c10e5b2d846".repeat(4)).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "查验文书" }).waitFor();
  await page.context().close();
});

test("a wrong code, an unknown number and nonsense get the same polite page, filled as it was asked", async () => {
  const unknown = `445100-SL-2026-000399-${mod3736CheckCharacter("445100SL2026000399")}`;
  const answers: string[] = [];
  for (const [asked, code] of [
    [number, "7K3M9Q2D44JZ"],
    [unknown, shown.code],
    ["不知道", "不知道"],
  ] as const) {
    const address = `/check?number=${encodeURIComponent(asked)}&code=${encodeURIComponent(code)}`;
    const answer = await fetch(origin + address);
    const html = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.match(html, /没有查到这份文书/);
    assert.ok(html.includes(`value="${asked}"`));
    answers.push(
      html
        .replaceAll(asked, "")
        .replaceAll(code, "")
        .replaceAll(/nonce-?[^"]*"/g, ""),
    );
  }
  assert.equal(answers[0], answers[1]);
});
