import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { HallError } from "../errors/index.ts";
import { exampleHouse } from "./house.fixture.ts";
import { page, route } from "./route.ts";
import { type Serving, serve } from "./serve.ts";
import { createServer, type HallServer } from "./server.ts";

const content = Buffer.from("甲乙丙丁 0123456789 of a file that is sent in parts");
const offset = "application/offset+octet-stream";
/** What handlers saw of bodies: bytes, and whether the body ended well. */
const seen: { bytes: number; ended: boolean }[] = [];
let opened = 0;

const doors = {
  routes: [
    route({
      method: "PATCH",
      path: "/bytes",
      role: "anyone",
      summary: "收字节",
      stream: [offset],
      async handle({ stream, request, body }) {
        assert.equal(body, undefined);
        const one = { bytes: 0, ended: false };
        seen.push(one);
        for await (const chunk of stream ?? []) {
          one.bytes += chunk.length;
          if (request.headers["x-stop"] && one.bytes > 0) {
            throw new HallError("invalid", "kernel/example", "不收了");
          }
          if (request.headers["x-slow"]) await wait(20);
        }
        one.ended = true;
        return { status: 204, headers: { "x-bytes": String(one.bytes) } };
      },
    }),
    route({
      method: "OPTIONS",
      path: "/bytes",
      role: "anyone",
      summary: "说明",
      async handle() {
        return { status: 204, headers: { "x-speaks": "bytes" } };
      },
    }),
  ],
  pages: [
    page({
      method: "GET",
      path: "/file",
      role: "anyone",
      summary: "下载",
      async handle() {
        return {
          headers: { "content-security-policy": "sandbox" },
          file: {
            type: "text/plain",
            size: content.length,
            etag: '"v1"',
            async open(part) {
              opened += 1;
              return Readable.from([part ? content.subarray(part.first, part.last + 1) : content]);
            },
          },
        };
      },
    }),
    page({
      method: "GET",
      path: "/broken-file",
      role: "anyone",
      summary: "读到一半坏了的文件",
      async handle() {
        async function* bytes() {
          yield content;
          throw new HallError("unavailable", "kernel/example", "磁盘坏了");
        }
        return { file: { type: "text/plain", size: 1000, etag: '"v"', open: async () => Readable.from(bytes()) } };
      },
    }),
  ],
};

let server: HallServer;
let serving: Serving;
const { house } = exampleHouse();
before(async () => {
  server = await createServer(house, { ...doors, perMinute: 0 });
  serving = await serve(house, server, { port: 0 });
});
after(() => serving.close());

function send(payload: Buffer, headers: Record<string, string> = {}) {
  return fetch(`${serving.url}/api/bytes`, {
    method: "PATCH",
    headers: { "content-type": offset, ...headers },
    body: new Uint8Array(payload),
  });
}

async function until(met: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !met(); turn += 1) await wait(10);
  assert.ok(met());
}

test("a body of a streaming route is handed on unread, larger than any parsed body may be", async () => {
  seen.length = 0;
  const answer = await send(Buffer.alloc(3_000_000, 1));
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get("x-bytes"), "3000000");
});

test("other media types do not come in, and other routes keep their limits", async () => {
  seen.length = 0;
  const answer = await send(Buffer.from("{}"), { "content-type": "application/json" });
  assert.equal(answer.status, 415);
  assert.equal((await answer.json()).code, "kernel/wrong-content-type");
  assert.deepEqual(seen, []);
});

test("a body that is refused in its middle still hears why, and the connection carries the next request", async () => {
  const answer = await send(Buffer.alloc(2_000_000), { "x-stop": "1" });
  assert.equal(answer.status, 422);
  assert.equal((await answer.json()).code, "kernel/example");
  assert.equal(answer.headers.get("connection"), "keep-alive");
  const large = await send(Buffer.alloc(30_000_000), { "x-stop": "1" }).catch(() => undefined);
  assert.ok(large === undefined || large.headers.get("connection") === "close", "too much to wait for");
});

test("a connection that breaks in the middle ends the body with an error, not as if it were whole", async () => {
  seen.length = 0;
  const socket = raw(
    `PATCH /api/bytes HTTP/1.1\r\nhost: hall.example.cn\r\ncontent-type: ${offset}\r\ncontent-length: 1000\r\n\r\n`,
  );
  socket.write(Buffer.alloc(400));
  await until(() => seen[0]?.bytes === 400);
  socket.destroy();
  await wait(50);
  assert.deepEqual(seen, [{ bytes: 400, ended: false }]);
});

test("a sender is not read faster than the handler takes", async () => {
  seen.length = 0;
  const socket = raw(
    `PATCH /api/bytes HTTP/1.1\r\nhost: hall.example.cn\r\nx-slow: 1\r\ncontent-type: ${offset}\r\ncontent-length: 200000000\r\n\r\n`,
  );
  let sent = 0;
  const chunk = Buffer.alloc(1_000_000);
  const push = () => {
    while (sent < 200_000_000 && !socket.destroyed) {
      sent += chunk.length;
      if (!socket.write(chunk)) return void socket.once("drain", push);
    }
  };
  push();
  await until(() => (seen[0]?.bytes ?? 0) > 200_000);
  // What lies between is the buffers of the two sockets, not the body.
  assert.ok(sent < 100_000_000, `${sent} bytes left the sender`);
  socket.destroy();
});

test("the API document says which bytes a streaming route takes", async () => {
  const { paths } = (await server.app.inject({ url: "/api/openapi.json" })).json();
  assert.deepEqual(paths["/bytes"].patch.requestBody, { required: true, content: { [offset]: {} } });
});

test("a protocol that is asked about by OPTIONS can answer", async () => {
  const answer = await fetch(`${serving.url}/api/bytes`, { method: "OPTIONS" });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get("x-speaks"), "bytes");
});

test("a definition that both checks and hands on a body is refused", () => {
  const shared = { path: "/x", role: "anyone", summary: "x", stream: [offset], handle: async () => ({ status: 200 }) };
  assert.throws(() => route({ method: "GET", ...shared }), TypeError);
});

test("a file comes whole, with its own headers over the usual ones", async () => {
  const answer = await fetch(`${serving.url}/file`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-length"), String(content.length));
  assert.equal(answer.headers.get("content-security-policy"), "sandbox");
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.equal(answer.headers.get("accept-ranges"), "bytes");
  assert.ok(content.equals(Buffer.from(await answer.arrayBuffer())));
});

test("what the browser has is not sent again, and a question for the head opens nothing", async () => {
  opened = 0;
  const same = await fetch(`${serving.url}/file`, { headers: { "if-none-match": '"v1"' } });
  assert.equal(same.status, 304);
  const head = await fetch(`${serving.url}/file`, { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), String(content.length));
  assert.equal(opened, 0);
});

test("a part is sent as asked; one beyond the end is refused; after a change the whole comes", async () => {
  const ask = (range: string, more: Record<string, string> = {}) =>
    server.app.inject({ url: "/file", headers: { range, ...more } });
  const part = await ask("bytes=13-15");
  assert.equal(part.statusCode, 206);
  assert.equal(part.headers["content-range"], `bytes 13-15/${content.length}`);
  assert.equal(part.body, "012");
  assert.equal((await ask("bytes=-5")).body, content.subarray(-5).toString());
  assert.equal((await ask(`bytes=${content.length}-`)).statusCode, 416);
  assert.equal((await ask("bytes=0-", { "if-range": '"v0"' })).statusCode, 200);
  for (const odd of ["bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=-", "bytes=x"]) {
    assert.equal((await ask(odd)).statusCode, 200, odd);
  }
});

test("whatever range is asked, what comes is that part of the file or the whole", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(90), fc.option(fc.nat(90)), async (first, last) => {
      const answer = await server.app.inject({ url: "/file", headers: { range: `bytes=${first}-${last ?? ""}` } });
      if (last !== null && last < first) return assert.equal(answer.statusCode, 200);
      if (first >= content.length) return assert.equal(answer.statusCode, 416);
      assert.equal(answer.statusCode, 206);
      assert.ok(answer.rawPayload.equals(content.subarray(first, (last ?? content.length) + 1)));
    }),
    { numRuns: 200 },
  );
});

test("a file that cannot be read to its end breaks off, so that nobody takes the part for the whole", async () => {
  const answer = await fetch(`${serving.url}/broken-file`);
  await assert.rejects(answer.arrayBuffer());
});

function raw(head: string): Socket {
  const socket = connect(serving.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(head);
  return socket;
}
