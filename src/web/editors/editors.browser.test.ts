import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  axe,
  type Browser,
  openBrowser,
  openPage,
  type Page,
  screenshot,
  sideways,
  visitEach,
} from "../../../tools/test/browser.ts";
import { enterEdition, importItems, noteMiss, saveDraft, teachPhrase } from "../../catalogue/index.ts";
import { findRoot } from "../../kernel/config/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Actor, loadAssets, sessionCookie } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { city, type EditorsHome, editorsHouse, newOfficer, newStandard } from "./editors.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
const open = new AsyncDisposableStack();
let home: EditorsHome;
let browser: Browser;
let origin: string;
let token: string;
let judge: string;
let addresses: readonly [address: string, name: string][];

before(async () => {
  open.defer(close);
  const built = loadAssets(path.join(findRoot(), "dist", "assets"));
  assert.ok(built.has("hall.css"), "npm run build first: the pages are looked at with their style sheet");
  home = await editorsHouse(db, { https: false, built });
  open.defer(() => home.tidyUp());
  open.defer(() => home.server.app.close());
  origin = await home.server.app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser();
  open.defer(() => browser.close());
  const { house, health } = home;
  const keeper = await newOfficer(house, health, ["catalogue-editor", "catalogue-publisher", "legality-reviewer"]);
  token = keeper.cookie;
  judge = (await newOfficer(house, health, ["legality-reviewer"], { name: "卫审查" })).cookie;
  const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };
  const item = home.itemOf("食品经营许可（新办）").id;
  const content = newStandard({ localTaskCode: "cz-9", promiseDays: 30, deptName: "潮州市小餐饮备案事务中心" });
  const made = await inTransaction(db, (tx) =>
    saveDraft(house, tx, system, { content, home: { hall: city, division: city }, reason: "新增" }),
  );
  await noteMiss(house, { hall: city, words: "放风筝备案" });
  await inTransaction(db, async (tx) => {
    const entries = [{ baseCode: "000131001000", name: "食品经营许可" }];
    await enterEdition(house, tx, system, { name: "2017", title: "行政许可事项通用目录（2017年版）", entries });
    const changed = [{ baseCode: "000131001000", name: "食品经营许可（含仅销售预包装食品备案）", taskType: "01" }];
    await enterEdition(house, tx, system, { name: "2018", title: "2018年版", entries: changed });
    await teachPhrase(house, tx, system, { said: "摆个摊子", means: ["食品摊贩", "个体工商户"], reason: "来电常问" });
  });
  async function* list(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"taskName":"放鞭炮备案","localTaskCode":"list-1"}\n{"taskName":"没有编码的事"}\n');
  }
  const told = { hall: city, division: city, title: "潮州市2026年目录", format: "jsonl", content: list() } as const;
  const { batch } = await importItems(house, system, told);
  addresses = [
    ["/editors", "list"],
    ["/editors?q=没有", "list-empty"],
    ["/editors/new", "new"],
    [`/editors/items/${item}`, "item"],
    [`/editors/items/${made.item}`, "item-draft"],
    [`/editors/items/${made.item}/draft/basic`, "draft-basic"],
    [`/editors/items/${made.item}/draft/limits`, "draft-limits"],
    [`/editors/items/${item}/draft/materials`, "draft-materials"],
    [`/editors/items/${item}/draft/flow`, "draft-flow"],
    [`/editors/items/${item}/draft/form`, "draft-form"],
    [`/editors/items/${made.item}/draft/whole`, "draft-whole"],
    [`/editors/items/${item}/compare?from=upper&to=draft`, "compare"],
    [`/editors/items/${made.item}/preview`, "preview"],
    ["/editors/searches", "searches"],
    ["/editors/phrases?said=放风筝备案", "phrases"],
    ["/editors/upper", "upper"],
    ["/editors/editions", "editions"],
    ["/editors/editions/compare?from=2017&to=2018&place=445100", "editions-compare"],
    [`/editors/items/${item}/powers/transfer`, "power-transfer"],
    [`/editors/items/${item}/powers/split`, "power-split"],
    ["/editors/departments", "departments"],
    ["/editors/import", "import"],
    ["/editors/export", "export"],
    [`/editors/import/${city}/${batch}`, "batch"],
  ];
});

after(() => open.disposeAsync());

async function visit(address: string, view: { width: number; script?: boolean }, who = token): Promise<Page> {
  const page = await openPage(browser, view);
  await page.context().addCookies([{ name: sessionCookie, value: who, url: origin }]);
  const answer = await page.goto(origin + address);
  assert.equal(answer?.status(), 200, address);
  return page;
}

test("axe finds nothing on the pages of the editors, at a desk and on a phone, and nothing scrolls sideways", async () => {
  const cookies = { [sessionCookie]: token };
  const looks = [1280, 375].map((width) => ({ width, cookies }));
  const names = new Map(addresses);
  const seen = { looks, addresses: [...names.keys()] };
  await visitEach(browser, origin, seen, async ({ page, address, where, status }) => {
    assert.equal(status, 200, where);
    assert.deepEqual(await axe(page), [], where);
    assert.equal(await sideways(page), 0, where);
    await screenshot(page, `editors-${names.get(address)}-${page.viewportSize()?.width}`);
  });
});

test("[B5] without script and with the keyboard an editor mends a limit and hands the draft in, and a reviewer approves it", async () => {
  const draft = addresses.find(([, name]) => name === "draft-limits")?.[0] ?? "";
  const page = await visit(draft, { width: 1280, script: false });
  await page.getByText("R11").first().waitFor();
  await page.getByRole("textbox", { name: "承诺时限", exact: true }).fill("5");
  await page.keyboard.press("Enter");
  await page.getByText("已保存").waitFor();
  await page.getByRole("link", { name: "写好了，去报审" }).click();
  await page.getByRole("textbox", { name: "原因" }).fill("写好了");
  await page.getByRole("button", { name: "确定办理" }).click();
  await page.getByText("草稿：待审查").waitFor();
  const other = await visit("/editors?view=submitted", { width: 1280, script: false }, judge);
  await other.getByRole("link", { name: "小型餐饮备案" }).click();
  await other.getByRole("radio", { name: "审查通过" }).check();
  await other.getByRole("textbox", { name: "原因" }).fill("合法");
  await other.getByRole("button", { name: "确定办理" }).click();
  await other.getByText("草稿：已通过，待发布").waitFor();
  await page.context().close();
  await other.context().close();
});
