import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Type } from "typebox";
import { show } from "./answer.ts";
import { exampleHouse } from "./house.fixture.ts";
import { page } from "./route.ts";
import { type Serving, serve } from "./serve.ts";
import { createServer } from "./server.ts";

/** Another text for each number, from a few bytes to 80 KB; every tenth is longer than a room. */
function textOf(n: number): string {
  return `<p>${n}</p>`.padEnd(n % 10 === 0 ? 100_000 : 10 + ((n * 7919) % 45_000), `第${n}页 `);
}

const pages = [
  page({
    method: "GET",
    path: "/pages/:n",
    role: "anyone",
    summary: "各不相同的页面",
    params: Type.Object({ n: Type.String() }),
    handle: async ({ params }) => show(textOf(Number(params.n))),
  }),
];
let serving: Serving;

before(async () => {
  const { house } = exampleHouse();
  serving = await serve(house, await createServer(house, { pages, perMinute: 0 }), { port: 0 });
});

after(() => serving.close());

/** Reads slowly, so that many answers wait at once. */
function readSlowly(agent: Agent, n: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`http://127.0.0.1:${serving.port}/pages/${n}`, { agent }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        body += part;
        response.pause();
        setImmediate(() => response.resume());
      });
      response.on("end", () => resolve(body));
    }).on("error", reject);
  });
}

test("every visitor gets his own page, however many wait at once and however many hang up", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 24 });
  for (let round = 0; round < 4; round += 1) {
    const numbers = Array.from({ length: 100 }, (_each, at) => round * 100 + at);
    const leaving = numbers.slice(0, 20).map((n) => {
      const socket = connect(serving.port, "127.0.0.1", () => {
        socket.write(`GET /pages/${n + 7} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
        setImmediate(() => socket.destroy());
      });
      return new Promise((resolve) => socket.once("close", resolve));
    });
    const bodies = await Promise.all(numbers.map((n) => readSlowly(agent, n)));
    for (const [at, body] of bodies.entries()) assert.ok(body === textOf(numbers[at] ?? 0), `page ${numbers[at]}`);
    await Promise.all(leaving);
  }
  agent.destroy();
});

test("pages that wait for a visitor who does not read stay his own while others are served", async () => {
  const numbers = Array.from({ length: 400 }, (_each, at) => at + 1);
  const socket = connect(serving.port, "127.0.0.1");
  socket.pause();
  // One after the other: a request sent ahead gets its room only when its turn comes. Some 15 MB, more than the system
  // holds for one connection, so that the server itself must wait with a page half sent.
  for (const n of numbers) {
    socket.write(`GET /pages/${n} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    await pause(1);
  }
  socket.write("GET /pages/99 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
  const agent = new Agent({ keepAlive: true, maxSockets: 24 });
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 100 }, (_each, at) => readSlowly(agent, 1000 + at)));
  }
  agent.destroy();
  const parts: Buffer[] = [];
  socket.on("data", (part) => parts.push(part));
  await new Promise((resolve, reject) => {
    socket.on("end", resolve);
    socket.on("error", reject);
    socket.resume();
  });
  const said = Buffer.concat(parts).toString();
  const bodies = said.split(/HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\n/).slice(1);
  assert.equal(bodies.length, numbers.length + 1);
  for (const [at, body] of bodies.entries()) assert.ok(body === textOf(numbers[at] ?? 99), `answer ${at}`);
});
