import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listItems } from "../../catalogue/index.ts";
import type { HallServer } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { city, county, guideHouse, guideServer, guides, province } from "../guide/guide.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, guides);
let server: HallServer;
let foodAt: (hall: string) => string;
before(async () => {
  const { house } = guideHouse(db);
  server = await guideServer(house);
  const { items } = await listItems(db, {}, { size: 100 });
  foodAt = (hall) =>
    items.find((one) => one.name === "食品经营许可（新办）" && one.hall === hall && one.kind !== "base")?.id ?? "";
});
after(async () => {
  await server?.app.close();
  await close();
});

const get = (url: string, cookie?: string) =>
  server.app.inject({ url, headers: { accept: "text/html", ...(cookie === undefined ? {} : { cookie }) } });
const at = (query: Record<string, string>) => `/search?${new URLSearchParams(query).toString()}`;
const textOf = (html: string) => html.replace(/<[^>]*>/g, "");

test("[C18] 开饭店, asked in the province's hall, leads to the halls that handle it: one hit, two halls, no script", async () => {
  const { body } = await get(at({ q: "开饭店" }));
  assert.match(textOf(body), /食品经营许可（新办）/);
  assert.match(textOf(body), /在市、县办理：2 个大厅/);
  assert.equal(body.split("食品经营许可（新办）</a>").length - 1, 1, "one hit for both halls");
  const [, places = ""] = /href="(\/items\/[^"]*\/places[^"]*)"[^>]*>食品经营许可（新办）/.exec(body) ?? [];
  const chooser = await get(places);
  assert.equal(chooser.statusCode, 200);
  assert.match(textOf(chooser.body), /在哪里办？/);
  const ways = [...chooser.body.matchAll(/href="(\/items\/[^"]*\/here)">([^<]*)</g)].map(([, , name]) => name);
  assert.deepEqual(ways, ["潮州市本级", "湘桥区"]);
});

test("the hall that was chosen is kept in mind: the next hit leads straight to its guide", async () => {
  const chosen = await get(`/items/${foodAt(county)}/here`);
  assert.equal(chosen.statusCode, 303);
  assert.equal(chosen.headers.location, `/items/${foodAt(county)}`);
  const [cookie = ""] = String(chosen.headers["set-cookie"]).split(";");
  assert.equal(cookie, "wangting-hall=445102");
  const { body } = await get(at({ q: "开饭店" }), cookie);
  assert.match(body, new RegExp(`<a href="/items/${foodAt(county)}">食品经营许可（新办）`));
  assert.match(textOf(body), /您上次选的是湘桥区，只看湘桥区能办的/);
  const chooser = await get(`/items/${foodAt(city)}/places`, cookie);
  assert.match(textOf(chooser.body), /上次选的湘桥区/);
  for (const wrong of ["wangting-hall=999999", "wangting-hall=<script>", "wangting-hall=", `x=${"y".repeat(4000)}`]) {
    const answer = await get(at({ q: "开饭店" }), wrong);
    assert.equal(answer.statusCode, 200);
    assert.doesNotMatch(answer.body, /您上次选的|<script>alert/);
  }
});

test("a city names its own item first and the county's after it; a county has no choice to make", async () => {
  const inCity = textOf((await get(at({ q: "开饭店", hall: city }))).body);
  assert.match(inCity, /湘桥区市场监督管理部门/);
  const { body } = await get(at({ q: "开饭店", hall: county }));
  assert.doesNotMatch(body, /\/places/);
  assert.equal(
    (await get(`/items/${foodAt(county)}/places?hall=${county}`)).headers.location,
    `/items/${foodAt(county)}`,
  );
  assert.equal((await get(`/items/${foodAt(city)}/places?hall=${city}`)).headers.location, `/items/${foodAt(county)}`);
});

test("one narrows to what is handled below, and the filter says whose", async () => {
  const { body } = await get("/search");
  assert.match(textOf(body), /哪里的事项.*广东省1 项市、县办的16 项/);
  const narrowed = textOf((await get(at({ from: "below" }))).body);
  assert.doesNotMatch(narrowed, /广东省水利厅/);
  assert.match(narrowed, /在市、县办理/);
});

test("[A9] home, masthead and situations of a county's hall carry the hall, those of the site's own need not", async () => {
  const field = '<input type="hidden" name="hall" value="445102"/>';
  for (const address of [`/halls/${county}`, `/items/${foodAt(county)}`, at({ q: "x", hall: county })]) {
    const { body } = await get(address);
    const forms = [...body.matchAll(/<form[^>]*action="\/search"[^>]*>(.*?)<label/gs)].map(([, head]) => head);
    assert.ok(forms.length > 0, address);
    for (const head of forms) assert.ok(head?.includes(field), address);
    assert.match(body, /data-suggest="\/api\/suggestions"/);
  }
  assert.doesNotMatch((await get("/")).body, /name="hall"/);
  const guide = (await get(`/items/${foodAt(city)}?hall=${county}`)).headers.location;
  assert.equal(guide, `/items/${foodAt(county)}`);
  const { items } = await listItems(db, { divisions: [province] }, { size: 50 });
  const listed = items.find(({ name }) => name === "围垦河道")?.id;
  assert.match((await get(`/items/${listed}?hall=${county}`)).body, /data-hall="445102"/);
});

test("suggestions come for the hall that is asked, with an address, and may be kept by everybody", async () => {
  const lines = async (query: Record<string, string>) => {
    const answer = await server.app.inject({ url: `/api/suggestions?${new URLSearchParams(query).toString()}` });
    assert.equal(answer.statusCode, 200, JSON.stringify(query));
    return { ...answer.json(), headers: answer.headers } as {
      lines: { name: string; note: string; href: string; marks: [number, number][] }[];
      headers: Record<string, string>;
    };
  };
  const above = await lines({ q: "食品经" });
  assert.deepEqual(above.lines[0], {
    name: "食品经营许可（新办）",
    marks: [[0, 3]],
    note: "在市、县办理：2 个大厅",
    href: `/items/${foodAt(city)}/places`,
  });
  assert.equal((await get(above.lines[0]?.href ?? "")).statusCode, 200);
  const here = await lines({ q: "开饭", hall: county });
  assert.equal(here.lines[0]?.href, `/items/${foodAt(county)}`);
  assert.match(here.lines[0]?.note ?? "", /^别名：开饭店$/);
  assert.equal(above.headers["cache-control"], "public, max-age=300");
  const known = await server.app.inject({
    url: `/api/suggestions?q=${encodeURIComponent("食品经")}`,
    headers: { "if-none-match": above.headers.etag ?? "" },
  });
  assert.equal(known.statusCode, 304);
  for (const query of [{ q: "" }, { q: "魑魅魍魉" }, { q: "'\\%_<b>" }, { q: "食品", hall: "x" }]) {
    assert.ok((await lines(query)).lines.length <= 8);
  }
});

test("what is no item has no places", async () => {
  for (const item of ["x", "01890000-0000-7000-8000-000000000000", "<script>"]) {
    for (const what of ["places", "here"]) {
      assert.equal((await get(`/items/${encodeURIComponent(item)}/${what}`)).statusCode, 404);
    }
  }
});
