import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { casesLately, loadCases } from "../../application/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides, applyHouse, applyServer, city, visitor } from "../apply/apply.fixture.ts";
import { latelyWords } from "./lately.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
const open = new AsyncDisposableStack();
let home: Awaited<ReturnType<typeof applyHouse>>;
let server: Awaited<ReturnType<typeof applyServer>>;

before(async () => {
  open.defer(close);
  home = await applyHouse(db);
  open.defer(() => home.tidyUp());
  server = await applyServer(home.house);
  open.defer(() => server.app.close());
});
after(() => open.disposeAsync());

test("[A9] a guide tells how its real cases went: how many, how long half of them took, how many were granted", async () => {
  const item = home.itemOf("护士执业注册（首次）");
  const address = `/items/${item.id}`;
  const bare = await visitor(server).open(address);
  assert.ok(bare.status === 200 && !bare.text.includes("近 90 天决定"), "without cases nothing is claimed");
  await loadCases(home.house, { cases: 480 });
  const all = await casesLately(home.house, city);
  const mine = all.find((one) => one.item === item.id);
  assert.ok(mine && mine.decided >= 5 && mine.approved <= mine.decided && mine.middleDays >= 0, JSON.stringify(all));
  // What was counted is kept for ten minutes, and the page for one.
  home.clock.advance(11 * 60_000);
  const told = await visitor(server).open(`${address}?when=x`);
  assert.ok(told.text.includes(latelyWords(mine)), told.text.slice(0, 2_000));
  home.clock.advance(100 * 86_400_000);
  assert.deepEqual(await casesLately(home.house, city), [], "older than ninety days is not of late");
});

test("[A9] the home offers what people call its things, each finds its item, and the progress of a case by its number", async () => {
  await home.runNews();
  const page = await visitor(server).open(`/halls/${city}`);
  const hot = /<div class="hot">[\s\S]*?<\/div>/.exec(page.body)?.[0] ?? "";
  const words = [...hot.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)];
  assert.ok(words.length >= 3, hot);
  for (const [, href = "", said = ""] of words) {
    const found = await visitor(server).open(href.replaceAll("&amp;", "&"));
    assert.match(found.text, new RegExp(`(别名：|名称)[^。]*${said}`), said);
  }
  assert.match(page.body, /<form[^>]*action="\/progress"[\s\S]*name="number"/);
  assert.equal((await visitor(server).open("/progress?number=440104-1")).status, 200);
});

test("a share is never rounded up to all nor down to none", () => {
  const words = (decided: number, approved: number, middleDays: number) =>
    latelyWords({ item: "x" as never, decided, approved, middleDays });
  assert.equal(words(1_000, 999, 3), "近 90 天决定 1,000 件，一半在 3 天内办结，通过 99%");
  assert.equal(words(1_000, 1, 0), "近 90 天决定 1,000 件，一半当天办结，通过 1%");
  assert.equal(words(5, 5, 1), "近 90 天决定 5 件，一半在 1 天内办结，通过 100%");
});
