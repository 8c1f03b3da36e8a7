import assert from "node:assert/strict";
import { createServer, connect as dial, type Socket } from "node:net";
import { after, test } from "node:test";
import { sql } from "kysely";
import { HallError } from "../errors/index.ts";
import { createTestDatabase, quiet } from "../testing/index.ts";
import { closeDb, type Db, inTransaction, openDb, runStatement } from "./index.ts";

const database = await createTestDatabase(import.meta.url);
const db = await openDb({ url: database.url, log: quiet, readers: 2, writers: 4 });
await runStatement(db, "create table note (id int primary key, seen int not null default 1)", []);
after(async () => {
  await closeDb(db);
  await database.drop();
});

async function ids(): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from note order by id`.execute(db);
  return rows.map((row) => row.id);
}

/** Throws as the server would, the first `times` times it is called. */
function failing(
  times: number,
  state: string,
): (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<void> {
  let left = times;
  return async (tx) => {
    left -= 1;
    if (left >= 0) await sql.raw(`do $$ begin raise exception 'no' using errcode = '${state}'; end $$`).execute(tx);
  };
}

test("what a transaction wrote is there afterwards, and its result is returned", async () => {
  const result = await inTransaction(db, async (tx) => {
    await sql`insert into note (id) values (1)`.execute(tx);
    return "written";
  });
  assert.equal(result, "written");
  assert.deepEqual(await ids(), [1]);
});

test("a refusal undoes everything, is passed on as it is, and is not tried again", async () => {
  let runs = 0;
  const refused = new HallError("conflict", "kernel/refused", "不行");
  const attempt = inTransaction(db, async (tx) => {
    runs += 1;
    await sql`insert into note (id) values (2)`.execute(tx);
    throw refused;
  });
  await assert.rejects(attempt, (error) => error === refused);
  assert.equal(runs, 1);
  assert.deepEqual(await ids(), [1]);
});

test("the whole transaction runs again after a serialization failure or a deadlock, and writes once", async () => {
  for (const state of ["40001", "40P01"]) {
    const fail = failing(3, state);
    let runs = 0;
    await inTransaction(db, async (tx) => {
      runs += 1;
      await sql`insert into note (id) values (3)`.execute(tx);
      await fail(tx);
    });
    assert.equal(runs, 4);
    assert.deepEqual(await ids(), [1, 3]);
    await runStatement(db, "delete from note where id = 3", []);
  }
});

test("two transactions that wait for each other both end well", async () => {
  await runStatement(db, "insert into note (id) values (11), (12)", []);
  const touchBoth = (first: number, second: number) =>
    inTransaction(db, async (tx) => {
      await sql`update note set seen = seen + 1 where id = ${first}`.execute(tx);
      await sql`select pg_sleep(0.05)`.execute(tx);
      await sql`update note set seen = seen + 1 where id = ${second}`.execute(tx);
    });
  await Promise.all([touchBoth(11, 12), touchBoth(12, 11)]);
  const { rows } = await sql<{ seen: number }>`select seen from note where id in (11, 12)`.execute(db);
  assert.deepEqual(rows, [{ seen: 3 }, { seen: 3 }]);
  await runStatement(db, "delete from note where id in (11, 12)", []);
});

test("a connection cut in the middle is replaced and the transaction runs again", async () => {
  let runs = 0;
  await inTransaction(db, async (tx) => {
    runs += 1;
    await sql`insert into note (id) values (4)`.execute(tx);
    if (runs === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
  });
  assert.equal(runs, 2);
  assert.deepEqual(await ids(), [1, 4]);
});

test("when trying again does not help, the person is asked to come back, and nothing is written", async () => {
  const attempt = inTransaction(
    db,
    async (tx) => {
      await sql`insert into note (id) values (5)`.execute(tx);
      await failing(1, "57P01")(tx);
    },
    { budgetMs: 200 },
  );
  await assert.rejects(attempt, { kind: "unavailable", code: "kernel/database-away" });
  assert.deepEqual(await ids(), [1, 4]);
});

test("a row that somebody else keeps locked is refused as busy", async () => {
  await inTransaction(db, async (holder) => {
    await sql`select from note where id = 1 for update`.execute(holder);
    const attempt = inTransaction(db, async (tx) => {
      await sql`set local lock_timeout = '50ms'`.execute(tx);
      await sql`update note set seen = 9 where id = 1`.execute(tx);
    });
    await assert.rejects(attempt, { kind: "unavailable", code: "kernel/database-busy" });
  });
});

test("a job may give its statements more time than a page has, or less", async () => {
  const sleep = (statementMs: number) =>
    inTransaction(db, (tx) => sql`select pg_sleep(0.3)`.execute(tx).then(() => "slept"), { statementMs });
  await assert.rejects(sleep(50), { kind: "unavailable", code: "kernel/database-busy" });
  assert.equal(await sleep(60_000), "slept");
  const setting = "select current_setting('statement_timeout') as value";
  assert.deepEqual(await runStatement(db, setting, []), [{ value: "15s" }]); // for that transaction only
});

test("a swallowed failure cannot pass for a commit", async () => {
  const attempt = inTransaction(db, async (tx) => {
    await sql`insert into note (id) values (6)`.execute(tx);
    await sql`select from nowhere`.execute(tx).catch(() => undefined);
  });
  await assert.rejects(attempt);
  assert.deepEqual(await ids(), [1, 4]);
});

test("a COMMIT whose answer is lost is run again; the command's key makes it one row, touched twice", async () => {
  const gate = await openGate(database.url, (sent) => /commit/i.test(sent));
  const through = await openDb({ url: gate.url, log: quiet, readers: 1, writers: 1 });
  gate.cutNext();
  await inTransaction(through, (tx) =>
    sql`insert into note (id) values (7) on conflict (id) do update set seen = note.seen + 1`.execute(tx),
  );
  const { rows } = await sql<{ seen: number }>`select seen from note where id = 7`.execute(db);
  assert.deepEqual(rows, [{ seen: 2 }]);
  await closeDb(through);
  gate.close();
});

test("a statement of its own is one round trip, and is retried the same way", async () => {
  const gate = await openGate(database.url, (sent) => sent.includes("insert into note"));
  const through = await openDb({ url: gate.url, log: quiet, readers: 1, writers: 1 });
  await runStatement(through, "select 1", []);
  const before = gate.answers();
  await runStatement(through, "update note set seen = seen where id = $1", [7]);
  assert.equal(gate.answers() - before, 1);

  gate.cutNext();
  const touch = "insert into note (id) values ($1) on conflict (id) do update set seen = note.seen + 1 returning seen";
  assert.deepEqual(await runStatement(through, touch, [8]), [{ seen: 2 }]);
  await closeDb(through);
  gate.close();
});

test("a named statement is prepared once per connection, and not at all where names are switched off", async () => {
  const prepared = async (named: boolean) => {
    const other: Db = await openDb({ url: database.url, log: quiet, readers: 1, writers: 1, named });
    for (const id of [1, 2]) await runStatement(other, "select $1::int", [id], { name: "pick" });
    const rows = await runStatement<{ name: string }>(other, "select name from pg_prepared_statements", []);
    await closeDb(other);
    return rows.map((row) => row.name);
  };
  assert.deepEqual(await prepared(true), ["pick"]);
  assert.deepEqual(await prepared(false), []);
});

/**
 * A wire between us and the server. When told to, it lets the next message that `matches` through to the server,
 * waits for the answer, and cuts the line instead of handing the answer on.
 */
async function openGate(url: string, matches: (sent: string) => boolean) {
  const folder = new URL(url).searchParams.get("host") ?? "";
  let armed = false;
  let answers = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(`${folder}/.s.PGSQL.5432`);
    let cutting = false;
    client.on("data", (sent) => {
      if (armed && matches(sent.toString())) {
        armed = false;
        cutting = true;
      }
      upstream.write(sent);
    });
    upstream.on("data", (answer) => {
      answers += 1;
      if (cutting) client.destroy();
      else client.write(answer);
    });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { port } = address;
  const { pathname, username } = new URL(url);
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    answers: () => answers,
    cutNext() {
      armed = true;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
