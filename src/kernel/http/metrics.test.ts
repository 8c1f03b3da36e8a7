import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { examplePages } from "./doors.fixture.ts";
import { exampleHouse } from "./house.fixture.ts";
import { serveMetrics } from "./metrics.ts";
import { createServer } from "./server.ts";

test("requests are counted by route pattern and status, pages by how they came, and modules add their figures", async () => {
  const { app, metrics } = await createServer(exampleHouse().house, {
    pages: examplePages,
    gauges: [
      { name: "wangting_outbox_oldest_seconds", help: "最老的待办消息", over: "max", read: async () => 7 },
      {
        name: "wangting_outbox_waiting",
        help: "待办消息",
        over: "max",
        labels: ["topic"],
        read: async () => [{ labels: { topic: "a" }, value: 2 }],
      },
      { name: "wangting_away", help: "读不到", over: "sum", read: () => Promise.reject(new Error("away")) },
    ],
  });
  await app.inject({ url: "/guide/geheim?tab=geheim" });
  await app.inject({ url: "/guide/geheim?tab=geheim" });
  await app.inject({ url: "/nowhere/geheim" });
  const text = await metrics.registry.metrics();
  assert.match(text, /wangting_http_request_seconds_count\{method="GET",route="\/guide\/:item",status="200"\} 2/);
  assert.match(text, /wangting_http_request_seconds_count\{method="GET",route="none",status="404"\} 1/);
  assert.match(text, /wangting_page_cache_total\{outcome="hit"\} 1/);
  assert.match(text, /wangting_page_cache_total\{outcome="miss"\} 1/);
  assert.match(text, /wangting_outbox_oldest_seconds 7/);
  assert.match(text, /wangting_outbox_waiting\{topic="a"\} 2/);
  assert.match(text, /wangting_away Nan/i);
  assert.match(text, /nodejs_eventloop_lag_p99_seconds/);
  assert.match(text, /process_resident_memory_bytes/);
  assert.doesNotMatch(text, /geheim/);
  assert.equal((await app.inject({ url: "/metrics" })).statusCode, 404);
  await app.close();
});

test("figures are told on the loopback address only, at one path", async () => {
  const server = await serveMetrics(0, async () => "figure 1\n");
  const { port, address } = server.address() as AddressInfo;
  assert.equal(address, "127.0.0.1");
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  assert.equal(await answer.text(), "figure 1\n");
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
  assert.equal((await fetch(`http://127.0.0.1:${port}/metrics`, { method: "POST" })).status, 404);
  server.closeAllConnections();
  server.close();
});
