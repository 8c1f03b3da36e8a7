import path from "node:path";
import type { Bench } from "../../../tools/bench/bench.ts";
import { startServers, timesAsMany } from "../../../tools/bench/cost.ts";

export const benches: Bench[] = [
  {
    name: "http: kept page, as browsers ask for it, against a bare Fastify string of equal size",
    limit: { atLeast: 1 },
    run: () => compare("/kept/a", "gzip, deflate, br"),
  },
  {
    name: "http: kept page, uncompressed, against a bare Fastify string of equal size",
    limit: { atLeast: 1 },
    run: () => compare("/kept/a", "identity"),
  },
  {
    name: "http: rendered page against a bare Fastify string of equal size",
    limit: { atLeast: 0.3 },
    run: () => compare("/rendered/a", "identity"),
  },
];

/** @returns how many times as many answers as the bare server our page gives for the same CPU time. */
async function compare(page: string, encoding: string): Promise<number> {
  const file = path.join(import.meta.dirname, "bench-server.fixture.tsx");
  const servers = await startServers<{ bare: number; hall: number }>(file);
  try {
    const { bare, hall } = servers.ports;
    return await timesAsMany(
      (answers) => servers.cost({ port: hall, path: page, encoding }, answers),
      (answers) => servers.cost({ port: bare, path: "/", encoding }, answers),
    );
  } finally {
    servers.end();
  }
}
