import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { axe, type Browser, openBrowser, openPage, type Page, screenshot } from "../../tools/test/browser.ts";
import { inTransaction } from "../kernel/db/index.ts";
import {
  cookieName,
  createServer,
  loadAssets,
  openSession,
  type Serving,
  serve,
  sessionCookie,
} from "../kernel/http/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { bySession, draftPages, noteOf, rules } from "./draft-page.fixture.tsx";
import { jpg, pdf, png } from "./files.fixture.ts";
import { filesOf, openFile } from "./index.ts";
import { applicant, chaozhou, emptyTables, materialHouse } from "./material.fixture.ts";
import { draftDoor } from "./upload/upload.fixture.ts";

let ground: TestDb;
let place: Awaited<ReturnType<typeof materialHouse>>;
let serving: Serving;
let browser: Browser;
let folder: string;
let token: string;
const origin = () => serving.url;

before(async () => {
  ground = await openTestDb(import.meta.url);
  place = await materialHouse(ground.db);
  const assets = loadAssets(path.join(place.house.config.root, "dist", "assets"));
  assert.ok(assets.has("islands.js"), "npm run build first: the island is tried as it is shipped");
  const routes = draftDoor({ rules, note: noteOf });
  const server = await createServer(place.house, {
    pages: draftPages,
    routes,
    assets,
    authenticator: bySession,
    perMinute: 0,
  });
  serving = await serve(place.house, server, { port: 0 });
  const opened = await inTransaction(ground.db, (tx) =>
    openSession(place.house, tx, { kind: "citizen", accountId: applicant.id, device: "测试" }),
  );
  token = opened.token;
  folder = await mkdtemp(path.join(tmpdir(), "wangting-chosen-"));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await serving?.close();
  await ground.close();
  await place.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => emptyTables(ground.db));

async function visit(view: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(browser, view);
  await page.context().addCookies([{ name: cookieName(sessionCookie, false), value: token, url: origin() }]);
  await page.goto(`${origin()}/materials`);
  return page;
}

async function chosen(name: string, bytes: Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

const linked = () => filesOf(ground.db, chaozhou, "draft:applicant:1");
/** Noise, so that 5 MB stay 5 MB on their way. */
const photo = (bytes: number) => jpg({ tail: randomBytes(bytes) });

test("[C7] files are sent with progress, shown where the page would show them, and not sent again with the form", async () => {
  const page = await visit();
  const [one, two] = [await chosen("平面图.pdf", pdf({ pages: 2 })), await chosen("门头照.jpg", photo(5_000_000))];
  await page.getByLabel("经营布局平面图").setInputFiles([one, two]);
  await page.getByRole("link", { name: "门头照.jpg" }).waitFor();
  await page.getByRole("link", { name: "平面图.pdf" }).waitFor();
  assert.match((await page.locator(".held").textContent()) ?? "", /2 页，未查杀/);
  assert.equal(await page.locator("progress").count(), 0);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "保存并继续" }).click();
  await page.waitForLoadState();
  assert.deepEqual((await linked()).map(({ name }) => name).sort(), ["平面图.pdf", "门头照.jpg"]);
  await page.getByRole("button", { name: /删除.*平面图/ }).click();
  await page.waitForLoadState();
  assert.deepEqual(
    (await linked()).map(({ name }) => name),
    ["门头照.jpg"],
  );
  await page.context().close();
});

test("an upload that breaks off goes on by itself, and its bytes are the file's", async () => {
  const page = await visit();
  const bytes = photo(6_000_000);
  let broken = 0;
  await page.route("**/uploads/*", async (route) => {
    if (route.request().method() === "PATCH" && broken < 2) {
      broken += 1;
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await page.getByLabel("经营布局平面图").setInputFiles(await chosen("断.jpg", bytes));
  await page.getByRole("link", { name: "断.jpg" }).waitFor();
  assert.equal(broken, 2);
  const [file] = await linked();
  assert.ok(file);
  const read = Buffer.concat(await (await openFile(place.house, chaozhou, file.id)).toArray());
  assert.ok(read.equals(bytes));
  await page.context().close();
});

test("after a reload the same file goes on from where it was", async () => {
  const page = await visit();
  const file = await chosen("大.jpg", photo(7_000_000));
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  let isClosed = false;
  await page.route("**/uploads/*", (route) => {
    const isLate = route.request().method() === "PATCH" && route.request().headers()["upload-offset"] !== "0";
    if (isClosed || !isLate) return route.continue();
    return undefined;
  });
  await page.getByLabel("经营布局平面图").setInputFiles(file);
  while (!offsets.some((offset) => offset > 0)) await page.waitForTimeout(20);
  const before = await screenshot(page, "material-progress-1280");
  assert.ok(before);
  assert.deepEqual(await axe(page), []);
  isClosed = true;
  await page.reload();
  offsets.length = 0;
  await page.getByLabel("经营布局平面图").setInputFiles(file);
  await page.getByRole("link", { name: "大.jpg" }).waitFor();
  assert.ok((offsets[0] ?? 0) > 0, `began at ${offsets[0]}`);
  assert.equal((await linked()).length, 1);
  await page.context().close();
});

test("a refused file says why beside its name; a cancelled one is gone, here and in the hall", async () => {
  const page = await visit({ width: 375, height: 700 });
  const hostile = await chosen("网页.jpg", Buffer.from("<html><script>x</script></html>"));
  const empty = await chosen("空.pdf", Buffer.alloc(0));
  const huge = await chosen("很大.pdf", Buffer.alloc(9_000_000));
  await page.getByLabel("经营布局平面图").setInputFiles([hostile, empty, huge, await chosen("好.png", png())]);
  await page.getByRole("link", { name: "好.png" }).waitFor();
  await page.getByText("文件的内容其实是网页").waitFor();
  await page.getByText("这个文件是空的").waitFor();
  await page.getByText("文件有 8.6 MB，超过了 8 MB").waitFor();
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "material-refused-375");
  await page.getByRole("button", { name: /关闭.*空\.pdf/ }).click();
  assert.equal(await page.getByText("这个文件是空的").count(), 0);

  await page.route("**/uploads/*", (route) => (route.request().method() === "PATCH" ? undefined : route.continue()));
  // Its bytes are on their way, so the hall has told where they go and there is something to take back.
  const onItsWay = page.waitForRequest((request) => request.method() === "PATCH");
  await page.getByLabel("经营布局平面图").setInputFiles(await chosen("不要.jpg", photo(100_000)));
  await onItsWay;
  const gone = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await page.getByRole("button", { name: /取消.*不要/ }).click();
  assert.equal((await gone).status(), 204);
  assert.equal(await page.getByText("不要.jpg").count(), 0);
  assert.deepEqual(
    (await linked()).map(({ name }) => name),
    ["好.png"],
  );
  await page.context().close();
});

test("a form that is sent while a file is on its way waits for it, and then goes by itself", async () => {
  const page = await visit();
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/materials")) posts.push(request.url());
  });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/uploads/*", async (route) => {
    if (route.request().method() === "PATCH") await held;
    return route.continue();
  });
  await page.getByLabel("经营布局平面图").setInputFiles(await chosen("慢.jpg", photo(50_000)));
  await page.getByRole("button", { name: "保存并继续" }).click();
  await page.waitForTimeout(200);
  assert.deepEqual(posts, []);
  release();
  await page.waitForResponse((answer) => answer.request().method() === "POST" && answer.status() === 303);
  assert.equal((await linked()).length, 1);
  await page.context().close();
});

test("[C7] without script the same page takes the same files, and refuses with the same words", async () => {
  for (const width of [1280, 375]) {
    await emptyTables(ground.db);
    const page = await visit({ script: false, width });
    await page
      .getByLabel("经营布局平面图")
      .setInputFiles([await chosen("平面图.pdf", pdf()), await chosen("门头照.jpg", jpg())]);
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.getByRole("link", { name: "门头照.jpg" }).waitFor();
    await screenshot(page, `material-plain-${width}`);
    await page.getByLabel("经营布局平面图").setInputFiles([await chosen("网页.jpg", Buffer.from("<html>"))]);
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.getByText("文件的内容其实是网页").first().waitFor();
    assert.equal((await linked()).length, 2);
    await page.context().close();
  }
});

test("a shown file is shown and nothing in it runs; a saved one keeps its Chinese name", async () => {
  const page = await visit();
  await page
    .getByLabel("经营布局平面图")
    .setInputFiles([await chosen("图.png", png()), await chosen("说明.pdf", pdf())]);
  await page.getByRole("link", { name: "图.png" }).waitFor();
  await page.getByRole("link", { name: "说明.pdf" }).waitFor();
  const href = async (name: string) => origin() + (await page.getByRole("link", { name }).getAttribute("href"));
  const shown = await page.request.get(await href("图.png"), {
    headers: { cookie: `${cookieName(sessionCookie, false)}=${token}` },
  });
  assert.equal(shown.headers()["content-type"], "image/png");
  assert.match(shown.headers()["content-security-policy"] ?? "", /default-src 'none'.*sandbox/);
  assert.equal(shown.headers()["x-content-type-options"], "nosniff");
  assert.match(shown.headers()["content-disposition"] ?? "", /^inline; .*UTF-8''%E5%9B%BE\.png$/);
  const picture = await visit();
  await picture.goto(await href("图.png"));
  assert.equal(await picture.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth), 2);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate((address) => location.assign(address), `${await href("说明.pdf")}?save=1`),
  ]);
  assert.equal(saved.suggestedFilename(), "说明.pdf");
  await picture.context().close();
  await page.context().close();
});
