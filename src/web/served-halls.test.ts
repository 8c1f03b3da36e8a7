import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { HallServer } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { hallsOf } from "../region/index.ts";
import { servedHalls, topHalls } from "./served-halls.ts";
import { portalServer, webHouse } from "./web.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
let house: House;
let server: HallServer;
before(async () => {
  const config = readConfig(findRoot(), false, { PUBLIC_URL: "https://hall.example.cn", HALL: "445102" });
  house = { ...webHouse(db), config };
  server = await portalServer(house);
});
after(async () => {
  await server?.app.close();
  await close();
});

const get = (url: string) => server.app.inject({ url });
const linksTo = (body: string, path: string) => body.includes(`href="${path}"`);

test("a county's own installation serves its hall, towns and villages; the places above it are names, not links", async () => {
  const { statusCode, body } = await get("/");
  assert.equal(statusCode, 200);
  assert.match(body, /data-hall="445102"/);
  const bar = /<ol class="hallpath">([\s\S]*?)<\/ol>/.exec(body)?.[1] ?? "";
  assert.match(bar, /^<li>广东省<\/li><li>潮州市<\/li><li><a href="\/"/);
  for (const code of ["440000", "445100", "445103", "440100"]) assert.ok(!linksTo(body, `/halls/${code}`), code);
  assert.ok(linksTo(body, "/halls/445102111"), "its towns");
  assert.equal((await get("/halls/445102111001")).statusCode, 200, "its villages");
});

test("a hall that stands elsewhere is said to, and its host leads there once it is known", async () => {
  const { statusCode, body } = await get("/halls/445100");
  assert.equal(statusCode, 404);
  assert.match(body, /潮州市网上办事大厅不在本站/);
  assert.match(body, /拨打 12345/);
  assert.equal((await get("/halls/445103111")).statusCode, 404, "a town of the neighbour");
  assert.equal((await get("/halls?in=445100")).statusCode, 404);
  assert.equal((await get("/services?hall=445100")).statusCode, 200, "an unknown hall is one's own");
  assert.match((await get("/services?hall=445100")).body, /data-hall="445102"/);
});

test("the list of halls, the search for places and the site map know the own hall only", async () => {
  const list = (await get("/halls")).body;
  assert.match(list, /湘桥区网上办事大厅/);
  assert.ok(!linksTo(list, "/halls/440100"));
  assert.ok(list.includes("level=town&amp;in=445102"));
  assert.match((await get("/halls?q=%E8%B6%8A%E7%A7%80")).body, /没有找到/);
  assert.ok(linksTo((await get("/halls?q=%E7%A3%B7%E6%BA%AA")).body, "/halls/445102111"));
  assert.doesNotMatch((await get("/sitemaps/halls")).body, /445100|440000/);
});

test("a province serves all halls below it and no other province; a register without the hall shows everything", async () => {
  const all = await hallsOf(house);
  const served = servedHalls(all, "440000");
  assert.equal(served.find("460000"), undefined);
  assert.equal(served.find("440104")?.name, "越秀区网上办事大厅");
  assert.deepEqual(
    topHalls(served).map(({ code }) => code),
    ["440000"],
  );
  assert.equal(servedHalls(all, "440000"), served, "one view for one reading");
  assert.equal(servedHalls(all, "999999"), all);
  const city = servedHalls(all, "445100");
  const county = city.find("445102");
  assert.ok(county);
  assert.deepEqual(
    city.above(county).map(({ code }) => code),
    ["445100"],
  );
  assert.equal(city.find("445121")?.code, "445103", "former codes still lead on");
});
