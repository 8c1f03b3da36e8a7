import assert from "node:assert/strict";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { show } from "./answer.ts";
import { exampleHouse } from "./house.fixture.ts";
import { page } from "./route.ts";
import { serve } from "./serve.ts";
import { createServer } from "./server.ts";

/** A hall with one page that answers when it is told to. */
async function slowHall(options: { budgetMs?: number } = {}) {
  const { house } = exampleHouse();
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const slow = page({
    method: "GET",
    path: "/slow",
    role: "anyone",
    summary: "慢页面",
    async handle() {
      entered.resolve();
      await release.promise;
      return show("done");
    },
  });
  const server = await createServer(house, { pages: [slow], readyChecks: [] });
  const serving = await serve(house, server, { port: 0, ...options });
  return { serving, entered: entered.promise, release: release.resolve };
}

function ask(
  url: string,
  agent?: Agent,
): Promise<{ status: number | undefined; body: string; headers: IncomingMessage["headers"] }> {
  return new Promise((resolve, reject) => {
    const request = get(url, agent ? { agent } : {}, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, body, headers: response.headers }));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

/** Everything a raw connection says until it ends. */
function conversation(port: number, send: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(port, "127.0.0.1", () => send(socket));
    socket.setEncoding("utf8");
    socket.on("data", (part) => {
      said += part;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(said));
  });
}

test("going down, a hall finishes what is under way, tells its connections to close and takes no new ones", async () => {
  const { serving, entered, release } = await slowHall();
  const agent = new Agent({ keepAlive: true });
  const answer = ask(`${serving.url}/slow`, agent);
  await entered;
  const closed = serving.close();
  assert.equal(serving.close(), closed);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await assert.rejects(ask(`${serving.url}/healthz`), { code: "ECONNREFUSED" });
  release();
  const { status, body, headers } = await answer;
  assert.deepEqual([status, body, headers.connection], [200, "done", "close"]);
  assert.equal(await closed, "drained");
});

test("idle connections do not hold a hall up", async () => {
  const { serving } = await slowHall();
  const agent = new Agent({ keepAlive: true });
  await ask(`${serving.url}/healthz`, agent);
  assert.equal(await serving.close(), "drained");
});

test("a request that does not end in time is cut, and the hall goes down all the same", async () => {
  const { serving, entered } = await slowHall({ budgetMs: 50 });
  const answer = ask(`${serving.url}/slow`);
  const refused = assert.rejects(answer);
  await entered;
  assert.equal(await serving.close(), "cut");
  await refused;
});

test("a taken port is told at once", async () => {
  const { serving } = await slowHall();
  const { house } = exampleHouse();
  const other = await createServer(house);
  await assert.rejects(serve(house, other, { port: serving.port }), { code: "EADDRINUSE" });
  await serving.close();
});

test("what is not HTTP, or has a head too large, gets a short answer and an end; nothing of it comes back", async () => {
  const { serving } = await slowHall();
  const rubbish = await conversation(serving.port, (socket) => socket.write("geheim\r\n\r\n"));
  assert.match(rubbish, /^HTTP\/1\.1 400 /);
  assert.doesNotMatch(rubbish, /geheim/);
  const large = await conversation(serving.port, (socket) =>
    socket.write(`GET / HTTP/1.1\r\nhost: a\r\ncookie: ${"a".repeat(20_000)}\r\n\r\n`),
  );
  assert.match(large, /^HTTP\/1\.1 431 /);
  const twoLengths = await conversation(serving.port, (socket) =>
    socket.write("POST /slow HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
  );
  assert.match(twoLengths, /^HTTP\/1\.1 400 /);
  const noHost = await conversation(serving.port, (socket) => socket.write("GET /healthz HTTP/1.1\r\n\r\n"));
  assert.match(noHost, /^HTTP\/1\.1 400 /);
  await serving.close();
});

test("a caller that sends its head a letter at a time has a limit", async () => {
  const { house } = exampleHouse();
  const server = await createServer(house, { connection: { headMs: 200, checkMs: 50 } });
  const serving = await serve(house, server, { port: 0 });
  const said = await conversation(serving.port, (socket) => socket.write("GET / HTTP/1.1\r\nx-slow: "));
  assert.match(said, /^HTTP\/1\.1 408 /);
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = (await createServer(house)).app.server;
  assert.deepEqual([headersTimeout, requestTimeout, keepAliveTimeout, timeout], [10_000, 300_000, 65_000, 60_000]);
  await serving.close();
});
