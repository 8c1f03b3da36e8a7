/**
 * The process the transaction bench asks: the same statement once through a route of the hall, once in a bare Fastify handler
 * with bare `pg`. `PORT` is the hall's; the bare server's address is answered by `GET /api/bare`.
 *
 * Environment: `DATABASE_URL`, a migrated database; `PORT`.
 */
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import pg from "pg";
import { Type } from "typebox";
import { systemClock } from "../../../src/kernel/clock/index.ts";
import { openDb, runStatement } from "../../../src/kernel/db/index.ts";
import { exampleHouse } from "../../../src/kernel/http/house.fixture.ts";
import { createServer, route, serve } from "../../../src/kernel/http/index.ts";
import { newId } from "../../../src/kernel/ids/index.ts";
import { createLog } from "../../../src/kernel/log/index.ts";

const url = process.env.DATABASE_URL ?? "";
const connections = 16;
const log = createLog({ level: "info", stream: { write: () => undefined } });
const db = await openDb({ url, readers: 2, writers: connections, log });

/** One row of the outbox: what every act of the hall writes at the least. */
const statement = `insert into kernel.outbox
  (hall, id, event_id, topic, subscriber, lane_no, payload, due_at, run_at) values ($1, $2, $2, $3, 'bench', 0, $4, $5, $5) returning id`;
const values = (note: string): unknown[] => [
  "440000",
  newId(systemClock),
  "bench.sent",
  JSON.stringify({ note }),
  systemClock.now(),
];

const bare = Fastify();
const pool = new pg.Pool({ connectionString: url, max: connections });
bare.post<{ Body: { note: string } }>("/sent", async (request) => {
  const { rows } = await pool.query(statement, values(request.body.note));
  return { id: rows[0].id };
});
await bare.listen({ port: 0, host: "127.0.0.1" });
const bareUrl = `http://127.0.0.1:${(bare.server.address() as AddressInfo).port}/sent`;

const { house } = exampleHouse();
const routes = [
  route({
    method: "POST",
    path: "/sent",
    role: "anyone",
    summary: "写一行",
    body: Type.Object({ note: Type.String({ maxLength: 200 }) }),
    async handle({ body }) {
      const rows = await runStatement<{ id: string }>(db, statement, values(body.note));
      return { status: 200, body: { id: rows[0]?.id } };
    },
  }),
  route({
    method: "GET",
    path: "/bare",
    role: "anyone",
    summary: "另一边的地址",
    handle: () => Promise.resolve({ status: 200, body: { url: bareUrl } }),
  }),
];
const server = await createServer({ ...house, db, log, clock: systemClock }, { routes, perMinute: 0 });
await serve({ config: house.config, log }, server, { port: Number(process.env.PORT) });
