import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { sql } from "kysely";
import { quiet } from "../../testing/index.ts";
import { closeDb, openDb, startPostgres } from "../index.ts";
import { readPidFile } from "./pid-file.ts";
import { TestHall } from "./test-hall-process.ts";

const rounds = 20;
const writers = 4;
const kinds = ["hall", "server", "both"] as const;

const dataDir = mkdtempSync("/tmp/wangting-crash-");
let hall = new TestHall({ dataDir, writers });
after(async () => {
  await hall.kill();
  await (await startPostgres({ dataDir, log: quiet })).stop(); // also after a failure nothing may run on
  rmSync(dataDir, { recursive: true });
});

test("20 times kill -9 under write load loses no acknowledged row and needs no hand", async (context) => {
  const cluster = path.join(dataDir, "postgres");
  const acknowledged = new Set<string>();
  await hall.ready();

  for (let round = 0; round < rounds; round++) {
    const kind = kinds[round % kinds.length];
    await hall.writes(200);
    const server = readPidFile(cluster)?.pid ?? assert.fail("no server");
    if (kind !== "hall") process.kill(server, "SIGKILL");
    if (kind === "server") {
      await hall.writes(200); // the hall itself brings the server back, and its writers go on
      assert.notEqual(readPidFile(cluster)?.pid, server);
      continue;
    }
    await hall.kill();
    for (const id of hall.acknowledged()) acknowledged.add(id);
    hall = new TestHall({ dataDir, writers });
    const next = await hall.ready();
    assert.equal(next.adopted, kind === "hall");
  }
  await hall.leave();
  for (const id of hall.acknowledged()) acknowledged.add(id);

  const postgres = await startPostgres({ dataDir, log: quiet });
  const db = await openDb({ url: postgres.url, log: quiet, readers: 1, writers: 1 });
  const { rows } = await sql<{ id: string }>`select id from written`.execute(db);
  await closeDb(db);
  await postgres.stop();
  const stored = new Set(rows.map((row) => row.id));
  const lost = [...acknowledged].filter((id) => !stored.has(id));
  context.diagnostic(`rounds ${rounds}, acknowledged ${acknowledged.size}, lost ${lost.length}`);
  assert.deepEqual(lost, []);
});
