import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { HallError } from "../kernel/errors/index.ts";
import { createServer, page, type Serving, seeOther, serve, show } from "../kernel/http/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { jpg, pdf } from "./files.fixture.ts";
import { storeUpload } from "./index.ts";
import { applicant, chaozhou, countRows, emptyTables, materialHouse } from "./material.fixture.ts";

/** Uploads without script: a form of the browser, `multipart/form-data`. */

const form = page({
  method: "GET",
  path: "/materials",
  role: "anyone",
  summary: "材料",
  handle: async ({ csrfToken }) => show(csrfToken()),
});
const rules = { types: ["pdf", "jpg"], mostBytes: 50_000 } as const;
const post = page({
  method: "POST",
  path: "/materials",
  role: "anyone",
  summary: "交材料",
  files: { mostBytes: rules.mostBytes, mostFiles: 3 },
  async handle({ house, upload }) {
    const stored: string[] = [];
    const faults: Record<string, string> = {};
    for await (const each of upload?.files ?? []) {
      try {
        stored.push((await storeUpload(house, { hall: chaozhou, by: applicant, upload: each, rules })).name);
      } catch (error) {
        if (!(error instanceof HallError) || error.kind !== "invalid") throw error;
        faults[each.name] = error.message;
      }
    }
    if (Object.keys(faults).length > 0)
      throw new HallError("invalid", "material/damaged", "有文件没有收", { fields: faults });
    return seeOther(`/materials?stored=${encodeURIComponent(stored.join(","))}`);
  },
  refused: async ({ fields, form: typed }) => show(JSON.stringify({ fields, typed })),
});

let ground: TestDb;
let place: Awaited<ReturnType<typeof materialHouse>>;
let serving: Serving;
let cookie = "";
let token = "";
before(async () => {
  ground = await openTestDb(import.meta.url);
  place = await materialHouse(ground.db);
  const server = await createServer(place.house, { pages: [form, post], perMinute: 0 });
  serving = await serve(place.house, server, { port: 0 });
  const answer = await fetch(`${serving.url}/materials`);
  cookie = (answer.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  token = await answer.text();
});
after(async () => {
  await serving.close();
  await ground.close();
  await place.close();
});
beforeEach(() => emptyTables(ground.db));

function send(files: readonly (readonly [string, Buffer])[], options: { token?: string } = {}) {
  const body = new FormData();
  body.append("_csrf", options.token ?? token);
  for (const [name, bytes] of files) body.append("file", new Blob([new Uint8Array(bytes)]), name);
  body.append("note", "后面的文字");
  return fetch(`${serving.url}/materials`, { method: "POST", body, headers: { cookie }, redirect: "manual" });
}

test("[C7] without script a form's files are stored as they come, and the browser is sent on", async () => {
  const answer = await send([
    ["营业执照.pdf", pdf()],
    ["身份证.jpg", jpg()],
    ["", Buffer.alloc(0)],
  ]);
  assert.equal(answer.status, 303);
  assert.match(decodeURIComponent(answer.headers.get("location") ?? ""), /营业执照\.pdf,身份证\.jpg$/);
  assert.equal((await countRows(ground.db)).files, 2);
});

test("a refused file is named beside its field, the good one beside it is kept, and the rest of the form is there", async () => {
  const answer = await send([
    ["网页.jpg", Buffer.from("<html><script>")],
    ["太大.pdf", pdf({ more: "x".repeat(80_000) })],
    ["好.pdf", pdf()],
  ]);
  assert.equal(answer.status, 422);
  const { fields, typed } = await answer.json();
  assert.match(fields["网页.jpg"], /网页/);
  assert.match(fields["太大.pdf"], /以内/);
  assert.equal(fields["好.pdf"], undefined);
  assert.equal(typed.note, "后面的文字");
  const rows = await countRows(ground.db);
  assert.deepEqual([rows.files, rows.blobs], [1, 1]);
});

test("a form that is not ours stores nothing", async () => {
  const answer = await send([["a.pdf", pdf()]], { token: "x" });
  assert.equal(answer.status, 403);
  assert.equal((await countRows(ground.db)).blobs, 0);
});

test("a connection that breaks in the middle of a file leaves no row, no blob and nothing on the disk", async () => {
  const before = (await place.objects()).length;
  const head = [
    "--b",
    'content-disposition: form-data; name="_csrf"',
    "",
    token,
    "--b",
    'content-disposition: form-data; name="file"; filename="a.pdf"',
    "content-type: application/pdf",
    "",
    pdf().toString("latin1"),
  ].join("\r\n");
  const socket = connect(serving.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    `POST /materials HTTP/1.1\r\nhost: hall.example.cn\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 20000\r\n\r\n`,
  );
  socket.write(head);
  await until(async () => (await place.objects()).length === before + 1);
  socket.destroy();
  await until(async () => (await place.objects()).length === before);
  assert.deepEqual(await countRows(ground.db), { files: 0, links: 0, uploads: 0, parts: 0, blobs: 0 });
});

async function until(met: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 150 && !(await met()); turn += 1) await wait(20);
  assert.ok(await met());
}
