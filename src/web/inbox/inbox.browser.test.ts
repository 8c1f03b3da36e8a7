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
import type { FixedClock } from "../../kernel/clock/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type HallServer, loadAssets, sessionCookie } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { askMail, listMessages, startStandIns } from "../../notification/index.ts";
import { guides } from "../guide/guide.fixture.ts";
import { fillInbox, inboxHouse, inboxServer, sendDue, sendsMessages, signedIn, someItems } from "./inbox.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
const open = new AsyncDisposableStack();
let house: House & { readonly clock: FixedClock };
let server: HallServer;
let browser: Browser;
let origin: string;
let full: { token: string };
let empty: { token: string };
let addresses: readonly [address: string, who: () => string][];

before(async () => {
  open.defer(close);
  const bare = sendsMessages(inboxHouse(db, { demo: true, hall: "445100" }));
  const standIns = open.use(await startStandIns(bare.config, bare.clock));
  house = { ...bare, config: standIns.config };
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the page is looked at with its style sheet");
  server = await inboxServer(house, built);
  open.defer(() => server.app.close());
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
  open.defer(() => browser.close());

  const person = await signedIn(house);
  const items = (await someItems(db, 6)).map(({ id }) => id);
  await fillInbox(house, person.person, 23, items);
  const [message] = (await listMessages(db, person.person)).messages;
  const actor = { kind: "citizen", id: person.person, assurance: 2, posts: [], actingFor: null } as const;
  await inTransaction(db, (tx) => askMail(house, tx, { ...actor, person: person.person }, { mail: "lin@example.com" }));
  await sendDue(house);
  [full, empty] = [person, await signedIn(house)];
  addresses = [
    ["/inbox", () => full.token],
    [`/inbox?item=${items[1]}&unread=true`, () => full.token],
    [`/inbox/${message?.id}`, () => full.token],
    ["/inbox/ways", () => full.token],
    ["/inbox", () => empty.token],
    ["/inbox/ways", () => empty.token],
    ["/demo/phone", () => empty.token],
  ];
});

after(() => open.disposeAsync());

async function visit(
  address: string,
  token: string,
  view: { width: number; script?: boolean; look?: string },
): Promise<Page> {
  const { look, ...size } = view;
  const page = await openPage(browser, size);
  const cookies = [{ name: sessionCookie, value: token, url: origin }];
  if (look) cookies.push({ name: "wangting-display", value: look, url: origin });
  await page.context().addCookies(cookies);
  const answer = await page.goto(origin + address);
  assert.equal(answer?.status(), 200, address);
  return page;
}

/** Looks at all the pages, each signed in as whose it is. */
async function lookAtAll(looks: readonly Look[], look: (visited: Visited) => Promise<void>): Promise<void> {
  for (const { token } of [full, empty]) {
    const own = addresses.filter(([, whose]) => whose() === token).map(([address]) => address);
    const signed = looks.map(({ cookies, ...view }) => ({ ...view, cookies: { ...cookies, [sessionCookie]: token } }));
    await visitEach(browser, origin, { looks: signed, addresses: own }, look);
  }
}

test("axe finds nothing on the pages of the inbox, at a desk, on a phone, and on a phone for elders in high contrast", async () => {
  const looks = [{ width: 1280 }, { width: 375 }, { width: 375, cookies: display("elder.more") }];
  await lookAtAll(looks, async ({ page, where, status }) => {
    assert.equal(status, 200, where);
    assert.deepEqual(await axe(page), [], where);
  });
});

test("nothing scrolls sideways at 320 px, in standard and in large type", async () => {
  const looks = [{ width: 320 }, { width: 320, cookies: display("elder") }];
  await lookAtAll(looks, async ({ page, where }) => assert.equal(await sideways(page), 0, where));
});

test("[M1] without script the list is narrowed to one item by keyboard, and a message leads back to it", async () => {
  const page = await visit("/inbox", full.token, { width: 375, script: false });
  const choice = page.getByLabel("事项", { exact: true });
  await choice.selectOption({ index: 2 });
  await choice.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/item=/);
  const narrowed = page.url();
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByRole("button", { name: "知道了" }).click();
  assert.equal(page.url(), narrowed);
  await page.getByRole("link", { name: "看全部事项" }).waitFor();
  await page.context().close();
});

test("[M1] without script a message is opened, taken note of, and an address is confirmed by the code that came", async () => {
  const { token, person } = await signedIn(house);
  await fillInbox(house, person, 2);
  const page = await visit("/inbox", token, { width: 375, script: false });
  await page.getByRole("link", { name: "需要补正" }).click();
  await page.getByRole("button", { name: "知道了" }).click();
  await page.getByRole("heading", { name: "有 1 条未读消息" }).waitFor();
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await page.getByRole("heading", { name: "我的消息", level: 1 }).waitFor();

  await page.getByRole("link", { name: "通知方式" }).click();
  await page.getByLabel("邮箱").fill("nobody@example.com");
  await page.getByRole("button", { name: "发送验证码" }).click();
  await sendDue(house);
  const phone = await visit("/demo/phone", token, { width: 375, script: false });
  const code = /验证码 (\d{6})/.exec(
    (await phone.getByRole("listitem").filter({ hasText: "nobody@" }).textContent()) ?? "",
  )?.[1];
  assert.ok(code);
  await page.getByLabel("验证码").fill(code);
  await page.getByRole("button", { name: "确认邮箱" }).click();
  await page.getByText("收通知的邮箱").waitFor();
  await page.context().close();
});
