/**
 * A process of its own that stands for a hall in the tests of this folder: it starts or adopts the server of a data
 * folder, says so, writes as hard as it is told, and lets go when its standard input ends.
 *
 * Arguments: data folder, number of writers. Standard output, one line each: `ready <server pid> <adopted>`, then
 * `ack <id>` for each row whose commit was acknowledged, `stopped` at the end.
 */
import { writeSync } from "node:fs";
import { sql } from "kysely";
import { pino } from "pino";
import { closeDb, inTransaction, openDb, runStatement, startPostgres } from "../index.ts";

const [dataDir = "", writers = "0", durable = "durable"] = process.argv.slice(2);
const log = pino({ level: "silent" });
const postgres = await startPostgres({ dataDir, log, durable: durable === "durable" });
// Written at once, not queued: what a killed process has said counts.
const say = (line: string) => writeSync(1, `${line}\n`);

let ending = false;
process.stdin.resume();
const ended = new Promise<void>((resolve) => {
  process.stdin.once("end", () => {
    ending = true;
    resolve();
  });
});

const db = await openDb({ url: postgres.url, log, readers: 2, writers: Math.max(1, Number(writers)) });
if (Number(writers) > 0) {
  await runStatement(db, "create table if not exists written (id text primary key, seen int not null)", []);
}
say(`ready ${postgres.pid} ${postgres.adopted}`);

const upsert = "insert into written (id, seen) values ($1, 1) on conflict (id) do update set seen = written.seen + 1";
async function write(writer: number): Promise<void> {
  for (let turn = 0; !ending; turn++) {
    const id = `${process.pid}-${writer}-${turn}`;
    // The two ways of writing, by turns.
    if (turn % 2 === 0) await runStatement(db, upsert, [id], { budgetMs: 60_000 });
    else {
      const insert = sql`insert into written (id, seen) values (${id}, 1) on conflict (id) do update set seen = written.seen + 1`;
      await inTransaction(db, (tx) => insert.execute(tx), { budgetMs: 60_000 });
    }
    say(`ack ${id}`);
  }
}
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)));
await ended;
await closeDb(db);
await postgres.stop();
say("stopped");
process.exit(0);
