import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Type } from "typebox";
import { inTransaction } from "../db/index.ts";
import { openTestDb } from "../testing/index.ts";
import { seeOther, show } from "./answer.ts";
import { byFacts } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { page } from "./route.ts";
import { createServer } from "./server.ts";
import { openSession, revokeSession } from "./session.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, clock } = exampleHouse({ db });
const path = "/form/:key";
const params = Type.Object({ key: Type.String() });
const bytes = { mostBytes: 1000, mostFiles: 3 };

const server = await createServer(house, {
  authenticator: byFacts,
  pages: [
    page({
      method: "GET",
      path,
      params,
      role: "citizen",
      summary: "一页表单",
      handle: async ({ csrfToken }) => show(csrfToken()),
    }),
    page({
      method: "POST",
      path,
      params,
      role: "citizen",
      summary: "保存一页",
      body: Type.Object({ name: Type.String({ maxLength: 3 }) }),
      files: bytes,
      async handle({ upload, params }) {
        const got: string[] = [];
        for await (const file of upload?.files ?? []) {
          if (file.field === "passed-over") continue;
          let size = 0;
          for await (const piece of file.stream) size += (piece as Buffer).length;
          got.push(`${file.field} ${file.name} ${file.type} ${size} ${file.isCut() ? "cut" : "whole"}`);
        }
        return show(JSON.stringify({ key: params.key, got, form: upload?.form }));
      },
      lapsed: async ({ whose, isSignedIn, form, params }) =>
        isSignedIn
          ? seeOther(`/again/${params.key}`)
          : show(JSON.stringify({ whose: whose.id, form }), { status: 401 }),
    }),
    page({
      method: "GET",
      path: "/door",
      role: "anyone",
      summary: "登录",
      handle: async (call) => show(call.csrfToken()),
    }),
    page({
      method: "POST",
      path: "/door",
      role: "anyone",
      summary: "登录",
      handle: async () => show("done"),
      lapsed: async ({ isSignedIn }) => show(isSignedIn ? "signed in" : "too late"),
    }),
  ],
});
const { app } = server;
after(async () => {
  await app.close();
  await close();
});

const accountId = "019c0000-0000-7000-8000-000000000001";
const open = () =>
  inTransaction(db, (tx) => openSession(house, tx, { kind: "citizen", accountId, facts: {}, device: "测试" }));
const tokenOf = async (session: string) =>
  (await app.inject({ url: "/form/a", headers: { cookie: `wangting=${session}` } })).body;
const ours = { origin: "http://hall.example.cn", "sec-fetch-site": "same-origin" };

function send(fields: Record<string, string>, headers: Record<string, string>) {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const payload = new URLSearchParams(fields).toString();
  return app.inject({ method: "POST", url: "/form/a", headers: { ...type, ...headers }, payload });
}

type Part = { name: string; file?: string; type?: string; content: string };

function sendParts(cookie: string, parts: readonly Part[], end = "--b--\r\n") {
  const body = parts.map(({ name, file, type, content }) => {
    const named = file === undefined ? "" : `; filename="${file}"`;
    return `--b\r\nContent-Disposition: form-data; name="${name}"${named}\r\n${type ? `Content-Type: ${type}\r\n` : ""}\r\n${content}\r\n`;
  });
  const headers = { "content-type": "multipart/form-data; boundary=b", cookie };
  return app.inject({ method: "POST", url: "/form/a", headers, payload: body.join("") + end });
}

test("a form with files gives its fields and, one after the other, its files; empty inputs are left out", async () => {
  const { token } = await open();
  const csrf = await tokenOf(token);
  const answer = await sendParts(`wangting=${token}`, [
    { name: "_csrf", content: csrf },
    { name: "name", content: "甲" },
    { name: "m1", file: "身份证.jpg", type: "image/jpeg", content: "x".repeat(900) },
    { name: "m2", file: "", type: "application/octet-stream", content: "" },
    { name: "passed-over", file: "a.pdf", type: "application/pdf", content: "y".repeat(500) },
    { name: "m3", file: "C:\\\\files\\\\图.pdf", type: "application/pdf", content: "z".repeat(2000) },
    { name: "upload", content: "1" },
  ]);
  assert.equal(answer.statusCode, 200);
  const { got, form } = JSON.parse(answer.body);
  assert.deepEqual(got, ["m1 身份证.jpg image/jpeg 900 whole", "m3 图.pdf application/pdf 1000 cut"]);
  assert.deepEqual([form.name, form.upload], ["甲", "1"], "fields behind the files are there at the end");
});

test("a form with files is refused without its token, with too many files, or broken off", async () => {
  const { token } = await open();
  const cookie = `wangting=${token}`;
  const csrf = await tokenOf(token);
  const file = { name: "m1", file: "a.pdf", type: "application/pdf", content: "x" };
  assert.equal((await sendParts(cookie, [file])).statusCode, 403);
  const fields = [
    { name: "_csrf", content: csrf },
    { name: "name", content: "甲" },
  ];
  const many = await sendParts(cookie, [...fields, file, file, file, file]);
  assert.equal(many.statusCode, 422);
  assert.match(many.body, /一次最多传 3 个文件/);
  assert.equal((await sendParts(cookie, [...fields, file], "")).statusCode, 400);
  assert.equal((await sendParts(cookie, fields, "")).statusCode, 400);
});

test("[C7] a form whose session is over is handed on with what was typed and whose it was, once and only by our page", async () => {
  const { token } = await open();
  const cookie = `wangting=${token}`;
  const csrf = await tokenOf(token);
  const typed = { name: "比三个字长的姓名" };
  clock.advance(3 * 3_600_000);
  const kept = await send({ _csrf: csrf, ...typed }, { cookie });
  assert.equal(kept.statusCode, 401);
  assert.deepEqual(JSON.parse(kept.body), { whose: accountId, form: typed });
  assert.equal((await send(typed, { cookie })).statusCode, 403, "neither token nor origin");
  assert.equal((await send({ _csrf: csrf, ...typed }, { cookie, origin: "https://evil.cn" })).statusCode, 403);
  const unknown = await send({ _csrf: csrf, ...typed }, ours);
  assert.deepEqual([unknown.statusCode, JSON.parse(unknown.body)], [401, { whose: null, form: typed }]);
  const parts = await sendParts(cookie, [
    { name: "_csrf", content: csrf },
    { name: "name", content: "甲" },
    { name: "m1", file: "a.pdf", content: "x" },
  ]);
  assert.deepEqual(JSON.parse(parts.body), { whose: accountId, form: { name: "甲" } });
});

test("a form from before one signed in anew is handed on too; one from a session put out on purpose tells nothing of it", async () => {
  const old = await open();
  const csrf = await tokenOf(old.token);
  const fresh = await open();
  const answer = await send({ _csrf: csrf, name: "甲" }, { cookie: `wangting=${fresh.token}`, ...ours });
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, "/again/a"]);
  assert.equal((await send({ _csrf: csrf, name: "甲" }, { cookie: `wangting=${fresh.token}` })).statusCode, 403);
  await inTransaction(db, (tx) => revokeSession(house, tx, old.session));
  const out = await send({ _csrf: csrf, name: "甲" }, { cookie: `wangting=${old.token}`, ...ours });
  assert.deepEqual(JSON.parse(out.body).whose, null);
});

test("[E1] a visitor's form counts while its visit lasts; later, or once he has signed in elsewhere, it is handed on and does nothing", async () => {
  const shown = await app.inject({ url: "/door" });
  const [cookie = ""] = String(shown.headers["set-cookie"]).split(";");
  const form = new URLSearchParams({ _csrf: shown.body }).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const post = (headers: Record<string, string>) =>
    app.inject({ method: "POST", url: "/door", headers: { ...type, ...headers }, payload: form });
  assert.equal((await post({ cookie })).body, "done");
  assert.equal((await post({ ...ours })).body, "too late", "the cookie went with the browser");
  const { token } = await open();
  assert.equal((await post({ cookie: `${cookie}; wangting=${token}`, ...ours })).body, "signed in");
  assert.equal((await post({})).statusCode, 403, "from who knows where: refused as ever");
  assert.equal(
    (await post({ cookie, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" })).statusCode,
    403,
  );
});
