import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  axe,
  type Browser,
  display,
  type Look,
  openBrowser,
  openPage,
  type Page,
  sideways,
  type Visited,
  visitEach,
} from "../../../tools/test/browser.ts";
import { signIn } from "../../identity/index.ts";
import type { FixedClock } from "../../kernel/clock/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type HallServer, loadAssets, sessionCookie } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { accountHouse, accountServer, codeOn, freshPhone, goodPassword } from "./account.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const open = new AsyncDisposableStack();
let house: House & { readonly clock: FixedClock };
let server: HallServer;
let browser: Browser;
let origin: string;
let zhang: string;
let zhao: string;
let food: string;

before(async () => {
  open.defer(close);
  const made = open.use(await accountHouse(db, { publicUrl: "http://127.0.0.1", secureCookies: false }));
  house = made.house;
  const { people } = made;
  food = people.companies.food ?? "";
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the page is looked at with its style sheet");
  server = await accountServer(house, built);
  open.defer(() => server.app.close());
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
  open.defer(() => browser.close());
  const tokenOf = async (key: string) => {
    const name = people.citizens[key]?.signsInAs ?? "";
    const opened = await signIn(house, { name, password: people.password, address: "192.0.2.7", device: "试验浏览器" });
    return opened.session.token;
  };
  [zhang, zhao] = [await tokenOf("zhang"), await tokenOf("zhao")];
});

after(() => open.disposeAsync());

interface Seen {
  readonly width: number;
  readonly script?: boolean;
  readonly look?: string;
  readonly token?: string | undefined;
}

async function visit(address: string, view: Seen): Promise<Page> {
  const { look, token, ...size } = view;
  const page = await openPage(browser, size);
  const cookies = [
    ...(token ? [{ name: sessionCookie, value: token, url: origin }] : []),
    ...(look ? [{ name: "wangting-display", value: look, url: origin }] : []),
  ];
  await page.context().addCookies(cookies);
  const answer = await page.goto(origin + address);
  assert.equal(answer?.status(), 200, address);
  return page;
}

/** Every page, and who looks at it. */
function everyPage(): readonly (readonly [address: string, token: string | undefined])[] {
  const own = ["/account", "/account/identity", "/account/password", "/account/phone", "/account/devices"];
  const companies = ["/account/acting", "/account/companies", "/account/companies/new", "/account/accesses"];
  const company = [`/account/companies/${food}`, `/account/companies/${food}/mandates/new`];
  return [
    ...["/sign-in", "/sign-in/phone", "/register", "/forgot-password"].map((address) => [address, undefined] as const),
    ...[...own, ...companies, ...company].map((address) => [address, zhang] as const),
    ...["/account/identity", "/account/companies", "/account/companies/new"].map((address) => [address, zhao] as const),
  ];
}

/** Looks at every page, signed in as whoever looks at it. */
async function lookAtAll(
  looks: (isDoor: boolean) => readonly Look[],
  look: (visited: Visited) => Promise<void>,
): Promise<void> {
  const all = everyPage();
  for (const token of new Set(all.map(([, who]) => who))) {
    const addresses = all.filter(([, who]) => who === token).map(([address]) => address);
    const signed = looks(token === undefined).map(({ cookies, ...view }) => ({
      ...view,
      cookies: { ...cookies, ...(token && { [sessionCookie]: token }) },
    }));
    await visitEach(browser, origin, { looks: signed, addresses }, async (visited) => {
      assert.equal(visited.status, 200, visited.where);
      await look(visited);
    });
  }
}

test("axe finds nothing on the doors and the account's pages, at a desk, on a phone, and for elders in high contrast", async () => {
  // The parts are looked at in every mode in the gallery; here the pages a newcomer needs are.
  const elder = { width: 375, cookies: display("elder.more") };
  const looks = (isDoor: boolean) => [{ width: 1280 }, { width: 375 }, ...(isDoor ? [elder] : [])];
  await lookAtAll(looks, async ({ page, where }) => assert.deepEqual(await axe(page), [], where));
});

test("nothing scrolls sideways at 320 px, in standard and in large type", async () => {
  const looks = () => [{ width: 320 }, { width: 320, cookies: display("elder") }];
  await lookAtAll(looks, async ({ page, where }) => assert.equal(await sideways(page), 0, where));
});

for (const [width, script] of [
  [1280, true],
  [375, false],
] as const) {
  const how = `at ${width} px ${script ? "with" : "without"} script`;
  test(`[E1][E3] ${how} somebody registers by phone, proves his name, signs out and in again`, async () => {
    const phone = freshPhone();
    const page = await visit("/halls", { width, script });
    if (width < 1000) await page.getByText("菜单").click();
    await page.getByRole("link", { name: "注册" }).locator("visible=true").click();
    await page.getByLabel("手机号").fill(phone);
    await page.getByRole("button", { name: "获取验证码" }).click();
    await page.getByLabel("验证码").fill("000");
    await page.getByRole("button", { name: "注册并登录" }).click();
    await page
      .getByRole("alert")
      .getByRole("link", { name: /验证码：/ })
      .click();
    if (script) assert.deepEqual(await axe(page), []);
    await page.getByLabel("验证码").fill(await codeOn(house, phone));
    await page.getByLabel("设一个密码").fill(goodPassword);
    await page.getByRole("button", { name: "注册并登录" }).click();
    assert.equal(new URL(page.url()).pathname, "/halls", "back to where it began");

    await openMenu(page, width);
    await page.getByRole("link", { name: "我的账号" }).locator("visible=true").click();
    await page.getByRole("link", { name: "去实名" }).click();
    await page.getByLabel("姓名").fill("试样例");
    const idNumber = width > 1000 ? "44999919800101009X" : "449999198001010110";
    await page.getByLabel("身份证号").fill(idNumber);
    await page.getByRole("button", { name: "核验" }).click();
    await page.getByRole("heading", { name: "已实名", level: 1 }).waitFor();

    await page.goBack();
    await page.goForward();
    await openMenu(page, width);
    await page.getByRole("button", { name: "退出登录" }).locator("visible=true").click();
    await page.waitForURL(`${origin}/`);
    await page.goto(`${origin}/account`);
    await page.getByLabel("手机号或登录名").fill(phone);
    await page.getByLabel("密码", { exact: true }).fill(goodPassword);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("heading", { name: "我的账号", level: 1 }).waitFor();
    await page.context().close();
  });
}

async function openMenu(page: Page, width: number): Promise<void> {
  if (width < 1000) await page.getByText("菜单").click();
  else await page.locator(".masthead-tools summary").click();
}
