import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { createTestDatabase, quiet } from "../testing/index.ts";
import { closeDb, openDb, runStatement } from "./index.ts";

const database = await createTestDatabase(import.meta.url);
const db = await openDb({ url: database.url, log: quiet, readers: 1, writers: 1 });
after(async () => {
  await closeDb(db);
  await database.drop();
});

test("days stay text, instants are Dates, big numbers are bigint, json is parsed", async () => {
  const { rows } = await sql`
    select '2024-02-29'::date as on_day, '2024-02-29 08:30+08'::timestamptz as at, 9007199254740993 as big,
           array[1::int8, null] as bigs, array['2024-02-29'::date, null] as days, array['甲', null] as names,
           '{"名": ["甲"]}'::jsonb as form, 12.50::numeric(8,2) as rate, true as yes, null::int8 as nothing,
           '2024-02-29 08:30'::timestamp as wall, count(*) as counted`.execute(db);
  assert.deepEqual(rows, [
    {
      on_day: "2024-02-29",
      at: new Date("2024-02-29T00:30:00Z"),
      big: 9007199254740993n,
      bigs: [1n, null],
      days: ["2024-02-29", null],
      names: ["甲", null],
      form: { 名: ["甲"] },
      rate: "12.50",
      yes: true,
      nothing: null,
      wall: "2024-02-29 08:30:00",
      counted: 1n,
    },
  ]);
});

test("what is written comes back: big numbers, instants to the millisecond, any text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2999-12-31T00:00:00Z"), noInvalidDate: true }),
      fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
      async (big, at, text) => {
        const [row] = await runStatement(db, "select $1::int8 as big, $2::timestamptz as at, $3::text as text", [
          big,
          at,
          text,
        ]);
        assert.deepEqual(row, { big, at, text });
      },
    ),
    { numRuns: 100 },
  );
});

test("a session speaks Beijing time and gives up in time", async () => {
  const setting = (name: string) =>
    runStatement<{ value: string }>(db, "select current_setting($1) as value", [name]).then((rows) => rows[0]?.value);
  assert.equal(await setting("timezone"), "Asia/Shanghai");
  assert.equal(await setting("statement_timeout"), "15s");
  assert.equal(await setting("lock_timeout"), "3s");
  assert.equal(await setting("idle_in_transaction_session_timeout"), "30s");
});
