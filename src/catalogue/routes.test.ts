import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { anonymous, createServer } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  bytes,
  catalogueHouse,
  completeItem,
  editor,
  hall,
  home,
  published,
  republished,
  reviewer,
} from "./catalogue.fixture.ts";
import {
  cancelItem,
  catalogue,
  digestOf,
  findItems,
  importItems,
  noteMiss,
  resumeItem,
  saveDraft,
  suspendItem,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, clock } = catalogueHouse(db);
const { app } = await createServer(house, { routes: catalogue.routes ?? [], accessLog: false });
after(async () => {
  await app.close();
  await close();
});

let item: Id;
before(async () => {
  item = await published(house);
  const rows = Array.from({ length: 25 }, (_, at) =>
    JSON.stringify({ taskName: `事项${at}`, localTaskCode: `x-${String(at).padStart(2, "0")}`, taskType: "20" }),
  );
  await importItems(house, editor, {
    hall,
    division: "445102",
    title: "清单",
    format: "jsonl",
    content: bytes(rows.join("\n")),
  });
});

const get = async (url: string) => {
  const answer = await app.inject({ url: `/api${url}`, headers: { accept: "application/json" } });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

test("[B1] the list is read page by page, each item once, and can be narrowed", async () => {
  const codes: string[] = [];
  let after = "";
  for (let pages = 0; pages < 10; pages++) {
    const { body } = await get(`/items?size=10${after && `&after=${after}`}`);
    codes.push(...body.items.map(({ code }: { code: string }) => code));
    if (body.next === null) break;
    after = body.next;
  }
  assert.equal(codes.length, 26);
  assert.deepEqual(codes, [...new Set(codes)].sort());
  assert.equal((await get("/items?division=445102&size=500")).body.items.length, 25);
  assert.equal((await get("/items?type=01")).body.items.length, 1);
  assert.equal((await get("/items?theme=P31")).body.items.length, 1);
  assert.equal((await get("/items?after=bm9uc2Vuc2U")).status, 422);
  assert.equal((await get("/items?size=0")).status, 400);
});

test("[B7] a version is read whole with its digest as ETag, and its materials by answers", async () => {
  const { status, headers, body } = await get(`/items/${item}/versions/1`);
  assert.equal(status, 200);
  assert.equal(headers.etag, `"${digestOf(body.document)}"`);
  const answer = await app.inject({
    method: "POST",
    url: `/api/items/${item}/versions/1/materials`,
    headers: { accept: "application/json" },
    payload: { answers: { case1: false, case2: false } },
  });
  assert.equal(answer.json().materials.length, 3);
  assert.equal((await get(`/items/${item}/versions/9`)).status, 404);
  assert.equal((await get("/items/nothing-of-the-kind/versions/1")).status, 404);
});

test("[A11] an item tells the articles it stands on and how complete its guide is", async () => {
  const { body } = await get(`/items/${item}`);
  assert.deepEqual(
    body.basis.map(({ title, articles }: { title: string; articles: number[] }) => [title, articles]),
    [
      ["市场主体登记管理条例", [19]],
      ["促进个体工商户发展条例", []],
    ],
  );
  assert.ok(body.standard.score > 80);
});

test("[B7] who has a list, an item, a version or the changes already gets 304, and the new ones once something has changed", async () => {
  const known = new Map<string, string>();
  const paths = ["/items?size=500", `/items/${item}`, `/items/${item}/versions/1`, "/items/changes"];
  const again = async (path: string) => {
    const answer = await app.inject({ url: `/api${path}`, headers: { "if-none-match": known.get(path) ?? "" } });
    known.set(path, String(answer.headers.etag));
    return answer.statusCode;
  };
  for (const path of paths) assert.equal(await again(path), 200, path);
  for (const path of paths) assert.equal(await again(path), 304, path);
  const before = await get(`/items/${item}`);
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, { item, reason: "系统维护" }));
  assert.deepEqual(await Promise.all(paths.map(again)), [200, 200, 304, 200], "a version never changes");
  await inTransaction(db, (tx) => resumeItem(house, tx, editor, { item, reason: "恢复" }));
  assert.deepEqual({ ...(await get(`/items/${item}`)).body, changedAt: "" }, { ...before.body, changedAt: "" });
});

test("[B1] the API says what it answers with: every field of an item stands in the document", async () => {
  const document = (await get("/openapi.json")).body;
  const of = (path: string) => document.paths[path].get.responses["200"].content["application/json"].schema;
  const described = Object.keys(of("/items").properties.items.items.properties).sort();
  const all = await findItems(db, [item, item]);
  assert.deepEqual([...all.keys()], [item]);
  const { hall: _, ...said } = all.get(item) ?? assert.fail("no item");
  assert.deepEqual(described, Object.keys(said).sort(), "the schema leaves nothing out");
  const shown = Object.keys((await get(`/items/${item}`)).body);
  assert.deepEqual(
    shown.filter((name) => !(name in of("/items/{item}").properties)),
    [],
  );
  assert.ok(of("/items/{item}/versions/{version}").properties.document);
});

test("[C18] phrases that found nothing are read by editors only", async () => {
  const path = `/catalogue/misses?hall=${hall}&since=2026-03-01`;
  assert.equal((await get(path)).status, 401);
  await noteMiss(house, { hall, words: "放风筝" });
  const asEditor = await createServer(house, {
    routes: catalogue.routes ?? [],
    accessLog: false,
    authenticator: { actorOf: async ({ bearer }) => (bearer === "editor" ? editor : anonymous) },
  });
  const ask = async (bearer: string) =>
    await asEditor.app.inject({ url: `/api${path}`, headers: { authorization: `Bearer ${bearer}` } });
  assert.deepEqual((await ask("editor")).json().misses, [{ phrase: "放风筝", asked: 1, lastOn: "2026-03-02" }]);
  assert.equal((await ask("nobody")).statusCode, 401);
  await asEditor.app.close();
});

test("drafts are not shown", async () => {
  const content = { taskName: "草稿", localTaskCode: "draft-1" };
  const draft = await inTransaction(db, (tx) => saveDraft(house, tx, editor, { content, home, reason: "新编" }));
  assert.equal((await get(`/items/${draft.item}`)).status, 404);
  assert.ok(!JSON.stringify((await get("/items/changes?size=500")).body).includes("draft-1"));
  assert.ok(!JSON.stringify((await get("/catalogue?on=2026-03-02")).body).includes("draft-1"));
});

test("[B1] changes since an instant are the items that changed, cancelled ones too", async () => {
  clock.set("2026-03-03T10:00:00+08:00");
  await republished(house, item, completeItem({ taskName: "改名" }));
  const since = encodeURIComponent("2026-03-03T00:00:00+08:00");
  const changed = async () =>
    (await get(`/items/changes?since=${since}`)).body.items.map(({ name, state }: { name: string; state: string }) => [
      name,
      state,
    ]);
  assert.deepEqual(await changed(), [["改名", "published"]]);
  await inTransaction(db, (tx) => cancelItem(house, tx, reviewer, { item, reason: "取消" }));
  assert.deepEqual(await changed(), [["改名", "cancelled"]]);
  assert.equal((await get("/items/changes?since=yesterday")).status, 422);
  const { body } = await get("/catalogue?on=2026-03-02");
  assert.equal(body.items.length, 26);
});
