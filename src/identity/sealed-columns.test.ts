import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { modules } from "../house.ts";
import { openTestDb } from "../kernel/testing/index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

const declared = modules.flatMap((module) => module.sealed ?? []);
const { rows: columns } = await sql<{ table: string; column: string }>`
  select n.nspname || '.' || c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     and a.atttypid = 'bytea'::regtype and n.nspname !~ '^pg_' order by 1, 2`.execute(db);
const { rows: keys } = await sql<{ table: string; key: string[] }>`
  select k.conrelid::regclass::text as table,
         array(select a.attname::text from unnest(k.conkey) with ordinality u(number, place)
                 join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number order by u.place) as key
    from pg_constraint k where k.contype = 'p'`.execute(db);

test("every column that a module declares as sealed is there, by its primary key, so that a rotation reaches it", () => {
  for (const { table, columns: sealed, key, row } of declared) {
    for (const column of sealed) {
      assert.ok(
        columns.some((one) => one.table === table && one.column === column),
        `${table}.${column} is no bytea column`,
      );
    }
    assert.deepEqual([...key], keys.find((one) => one.table === table)?.key, `${table} has another primary key`);
    for (const part of row ?? []) assert.ok(key.includes(part), `${table}: ${part} is not in the key`);
  }
});

/** Bytes that nobody sealed: digests. */
const digest = /(_hash|_digest|digest|sha256|sm3|hash|^known_addresses|^mail_code)$/;

test("every column of bytes is a digest or declared as sealed: none is forgotten when the keys rotate", () => {
  const forgotten = columns.filter(
    ({ table, column }) =>
      !digest.test(column) && !declared.some((one) => one.table === table && one.columns.includes(column)),
  );
  assert.deepEqual(forgotten, []);
});
