import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openTestDb } from "../testing/index.ts";
import { readStatement, runStatement } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

test("a named statement brings the same rows when its columns are no longer told", async () => {
  const text =
    "select $1::integer as one, 'β'::text as two, null::text as three, now()::timestamptz as four, $2::jsonb as five, 7::bigint as six";
  const ask = () => readStatement<Record<string, unknown>>(db, text, [1, '{"a":[1]}'], { name: "prepared-rows" });
  const answers = await Promise.all(Array.from({ length: 40 }, ask));
  for (const [row] of answers) {
    assert.ok(row?.four instanceof Date);
    assert.deepEqual(
      { ...row, four: undefined },
      { one: 1, two: "β", three: null, four: undefined, five: { a: [1] }, six: 7n },
    );
  }
});

test("a statement without rows answers none, again and again", async () => {
  for (let times = 0; times < 3; times += 1) {
    assert.deepEqual(
      await runStatement(db, "delete from kernel.rate where key_hash = $1", [Buffer.alloc(32)], {
        name: "prepared-none",
      }),
      [],
    );
  }
});

test("a refused statement leaves the connection whole, and the next one of its name is asked anew", async () => {
  const ask = (value: string) =>
    readStatement<{ number: number }>(db, "select $1::text::integer as number", [value], { name: "prepared-refused" });
  await assert.rejects(ask("none"), { code: "22P02" });
  assert.deepEqual(await ask("3"), [{ number: 3 }]);
  await assert.rejects(ask("none"), { code: "22P02" });
  assert.deepEqual(await ask("4"), [{ number: 4 }]);
});

test("two texts under one name are refused", async () => {
  await readStatement(db, "select 1 as one", [], { name: "prepared-twice" });
  await assert.rejects(readStatement(db, "select 2 as two", [], { name: "prepared-twice" }), /prepared-twice/);
});

test("a value that cannot be written is refused, and the connection goes on", async () => {
  const circle: { toPostgres(): unknown } = { toPostgres: () => circle };
  const ask = (value: unknown) => readStatement(db, "select $1::text as said", [value], { name: "prepared-value" });
  await assert.rejects(ask(circle), /circular/);
  assert.deepEqual(await ask("a"), [{ said: "a" }]);
});
