import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { depthOf, findVersion, type Item, listItems } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { city, county, guideHouse, guideServer, guides } from "../guide/guide.fixture.ts";
import { percent, publicationRates } from "./publication.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let house: House;
let server: HallServer;
let items: readonly Item[];
before(async () => {
  ({ house } = guideHouse(db));
  server = await guideServer(house);
  ({ items } = await listItems(db, {}, { size: 100 }));
});
after(async () => {
  await server?.app.close();
  await close();
});

const mainOf = async (url: string) =>
  (/<main id="main">([\s\S]*)<\/main>/.exec((await server.app.inject({ url })).body)?.[1] ?? "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("[A11] the share of items with basis and flow published is counted, and is 100 % of those written here", async () => {
  const text = await mainOf(`/supervision?hall=${county}`);
  assert.match(text, /公布的事项 16 项/);
  assert.match(text, /公开了法律依据（16 项） 100 %/);
  assert.match(text, /公开了办理流程（16 项） 100 %/);
  const above = await mainOf("/supervision");
  assert.match(above, /公布的事项 1 项/, "items of the base catalogue are handled nowhere");
  assert.match(above, /公开了法律依据（0 项） 0 %/, "what is missing is said");
});

test("[B12] the depth of each item is measured from its content and counted, whatever it declares", async () => {
  const depths = [0, 0, 0, 0];
  for (const item of items.filter(({ hall }) => hall === city)) {
    const version = await findVersion(house, item.id, item.version);
    assert.ok(version);
    const depth = depthOf(version.document);
    depths[depth - 1] = (depths[depth - 1] ?? 0) + 1;
  }
  const text = await mainOf(`/supervision?hall=${city}`);
  const [guide, consult, apply, whole] = depths;
  assert.match(
    text,
    new RegExp(`只有办事指南 ${guide} 项.*网上咨询或预约 ${consult} 项.*网上申请 ${apply} 项.*全程网办 ${whole} 项`),
  );
  assert.ok((apply ?? 0) + (whole ?? 0) === 16);
});

test("promise and law are compared where both are workdays, and a hall without items says that there is nothing to count", async () => {
  const text = await mainOf(`/supervision?hall=${county}`);
  assert.match(text, /\d+ 项承诺得比法律短/);
  assert.match(text, /平均少等 [\d.]+ 个工作日/);
  assert.match(await mainOf("/supervision?hall=440300"), /还没有可以算的/);
});

test("a share is never rounded up to all nor down to none", () => {
  assert.equal(percent(0, 0), "0");
  assert.equal(percent(1, 5000), "0.1");
  assert.equal(percent(4999, 5000), "99.9");
  assert.equal(percent(5000, 5000), "100");
  assert.equal(percent(1, 3), "33.3");
  const none = { items: 0, basis: 0, flow: 0 };
  assert.deepEqual(publicationRates([]), { ...none, online: none, listed: none });
});

test("[A1] whom to ask is said department by department, and questions that have an answer are shown with their guide", async () => {
  const { body } = await server.app.inject({ url: `/participation?hall=${county}` });
  assert.match(body, /href="tel:12345"/);
  assert.match(body, /只卖预包装食品要办证吗？/);
  const food = items.find(({ name, hall }) => name === "食品经营许可（新办）" && hall === county);
  assert.ok(food && body.includes(`href="/items/${food.id}#questions"`));
  assert.match(await mainOf(`/participation?hall=${city}`), /市公安局/);
});
