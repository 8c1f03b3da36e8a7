import path from "node:path";
import type { Bench, Measured } from "../../../tools/bench/bench.ts";
import type { BenchContext } from "../../../tools/bench/context.ts";
import { startServers, timesAsMany } from "../../../tools/bench/cost.ts";

/** The bars of the portal: a guide out of the cache, and one made for this visitor alone. */
export const benches: Bench[] = [
  {
    name: "guide: kept, against a bare Fastify string of equal size",
    title: "办事指南，缓存 ÷ 等大的裸字符串",
    limit: { atLeast: 1 },
    run: (context) => compare(context, "kept", "gzip, deflate, br"),
  },
  {
    name: "guide: rendered, against a bare Fastify string of equal size",
    title: "办事指南，数据在手现渲染 ÷ 等大的裸字符串",
    limit: { atLeast: 0.3 },
    run: (context) => compare(context, "rendered", "identity"),
  },
];

/** What the process of the bench tells once it is ready. */
export interface GuidePorts {
  bare: number;
  hall: number;
  /** Addresses of the same guide: kept, and rendered from data at hand. */
  kept: string;
  rendered: string;
  /** Rendered, and its query asked. */
  asked: string;
  bytes: number;
}

async function compare(context: BenchContext, which: "kept" | "rendered", encoding: string): Promise<Measured> {
  const file = path.join(import.meta.dirname, "bench-server.fixture.tsx");
  const servers = await startServers<GuidePorts>(file, { DATABASE_URL: await context.database() });
  try {
    const { bare, hall, bytes, ...paths } = servers.ports;
    const ours = (answers: number) => servers.cost({ port: hall, path: paths[which], encoding }, answers);
    const theirs = (answers: number) => servers.cost({ port: bare, path: "/", encoding }, answers);
    const value = await timesAsMany(ours, theirs);
    const withQuery = await servers.cost({ port: hall, path: paths.asked, encoding }, 500);
    const detail = { bytes, "our ms": await ours(500), "with its query ms": withQuery, "bare ms": await theirs(500) };
    return { value, detail };
  } finally {
    servers.end();
  }
}
