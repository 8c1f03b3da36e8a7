import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  axe,
  type Browser,
  openBrowser,
  openPage,
  type Page,
  sideways,
  visitEach,
} from "../../../../tools/test/browser.ts";
import { authenticatorApp, beginSignIn } from "../../../identity/index.ts";
import type { FixedClock } from "../../../kernel/clock/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { type HallServer, loadAssets, sessionCookie } from "../../../kernel/http/index.ts";
import { openTestDb } from "../../../kernel/testing/index.ts";
import { registers } from "../../../organization/grounds.fixture.ts";
import { accountHouse, accountServer, hall } from "../account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const open = new AsyncDisposableStack();
let house: House & { readonly clock: FixedClock };
let server: HallServer;
let browser: Browser;
let origin: string;
let password: string;

before(async () => {
  open.defer(close);
  const made = open.use(await accountHouse(db, { publicUrl: "http://127.0.0.1", secureCookies: false }));
  house = made.house;
  password = made.people.password;
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the page is looked at with its style sheet");
  server = await accountServer(house, built);
  open.defer(() => server.app.close());
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
  open.defer(() => browser.close());
});
after(() => open.disposeAsync());

/** Goes on by Tab until the box or button of this name has the focus; only those in the page itself count. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page
    .locator("main")
    .getByRole("textbox", { name })
    .or(page.locator("main").getByRole("button", { name }));
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await wanted.and(page.locator(":focus")).count()) === 1) return;
  }
  assert.fail(`no way by Tab to ${name} on ${page.url()}`);
}

/** Types into boxes by their names, then presses the button, all by keyboard. */
async function fill(page: Page, boxes: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, text] of Object.entries(boxes)) {
    await tabTo(page, name);
    await page.keyboard.type(text);
  }
  await tabTo(page, button);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

const at = (page: Page) => new URL(page.url()).pathname;

test("[E1] at 375 px without script, by keyboard alone, an administrator sets it up and comes in by both", async () => {
  const page = await openPage(browser, { width: 375, script: false });
  const signIn = async () => {
    await page.goto(`${origin}/sign-in`);
    // The box of the password is no textbox to assistive technology; it is the next stop.
    await tabTo(page, "手机号或登录名");
    await page.keyboard.type(`${hall}-admin`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  };
  await signIn();
  assert.equal(at(page), "/account/second-factor");
  await fill(page, {}, "开始设置");
  const app = authenticatorApp(await page.locator("main b.code").innerText());
  await fill(page, { 验证码: "12345" }, "打开第二道验证");
  assert.equal(await page.locator("#code-error").count(), 1);
  await fill(page, { 验证码: app.shows(house.clock.now()) }, "打开第二道验证");
  assert.equal(await page.locator("main li b.code").count(), 10);
  await fill(page, {}, "存好了，继续");
  assert.equal(at(page), "/desk");

  await page.context().clearCookies();
  house.clock.advance(30_000);
  await signIn();
  assert.equal(at(page), "/sign-in/second-factor");
  await fill(page, { 验证码: app.shows(house.clock.now()) }, "登录");
  assert.equal(at(page), "/desk");
  await page.context().close();
});

test("axe finds nothing on the pages of the second factor, and nothing scrolls sideways", async () => {
  const address = { address: "192.0.2.7", device: "试验浏览器" };
  const begin = (name: string) => beginSignIn(house, { name: `${hall}-${name}`, password, ...address });
  const [reviewer, admin] = [await begin("police-review"), await begin("admin")];
  assert.ok("session" in reviewer && "held" in admin);
  const { token } = reviewer.session;
  const own = "/account/second-factor";
  const page = await openPage(browser, { width: 375 });
  await page.context().addCookies([{ name: sessionCookie, value: token, url: origin }]);
  await page.goto(origin + own);
  await page.getByRole("button", { name: "开始设置" }).click();
  await page.waitForURL(`${origin}${own}/set-up`);
  const app = authenticatorApp(await page.locator("main b.code").innerText());
  const look = async (cookies: Record<string, string>, addresses: readonly string[]) => {
    const looks = [375, 1280].map((width) => ({ width, cookies }));
    await visitEach(browser, origin, { looks, addresses }, async (visited) => {
      assert.equal(visited.status, 200, visited.where);
      assert.deepEqual(await axe(visited.page), [], visited.where);
      assert.equal(await sideways(visited.page), 0, visited.where);
    });
  };
  await look({ [sessionCookie]: token }, [own, `${own}/set-up`]);
  await look({ "wangting-second": admin.held }, ["/sign-in/second-factor", "/sign-in/second-factor?by=recovery"]);
  await page.getByLabel("验证码").fill(app.shows(house.clock.now()));
  await page.getByRole("button", { name: "打开第二道验证" }).click();
  await page.getByRole("heading", { name: "存好恢复码", level: 1 }).waitFor();
  assert.deepEqual(await axe(page), []);
  const cookies = await page.context().cookies();
  const fresh = cookies.find(({ name }) => name === sessionCookie)?.value ?? "";
  await look({ [sessionCookie]: fresh }, [own, `${own}/off`, `${own}/recovery-codes`]);
  await page.context().close();
});
