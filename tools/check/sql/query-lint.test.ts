import assert from "node:assert/strict";
import { test } from "node:test";
import type { TableDeclaration } from "../../../src/kernel/db/index.ts";
import { lintQueries } from "./query-lint.ts";

const tables: TableDeclaration[] = [
  { name: "application.application", class: "hall", key: "hall" },
  { name: "application.step", class: "hall", key: "hall" },
  { name: "identity.account", class: "person", key: "person_id" },
  { name: "region.division", class: "reference", key: undefined },
  { name: "kernel.job", class: "local", key: undefined },
];

async function faults(sql: string, from?: string): Promise<string> {
  const findings = await lintQueries([{ sql, from }], tables);
  return findings.map(({ message }) => message.split("\n")[0]).join("; ");
}

const right = [
  `select "id" from "application"."application" where "hall" = $1 and "id" = $2`,
  "select id from application.application where hall = '440100'",
  "select id from application.application where $1::text = hall",
  "select 1 from application.application a where (a.hall, a.id) = ($1, $2)",
  "select s.id from application.application a join application.step s on s.hall = a.hall and s.case_id = a.id where a.hall = $1",
  "select s.id from application.application a join application.step s using (hall) where a.hall = $1",
  "select s.id from application.application a join application.step s using (hall) where hall = $1",
  "select s.id from application.application a, application.step s where s.hall = a.hall and a.hall = $1",
  "select a.id from application.application a left join application.step s on s.hall = a.hall where a.hall = $1",
  "select a.id from application.application a where a.hall = $1 and exists (select 1 from application.step s where s.hall = a.hall)",
  "with mine as (select hall, id from application.application where hall = $1 for update skip locked) delete from application.step s using mine m where s.hall = m.hall and s.id = m.id",
  "with mine as (select * from application.application where hall = $1) select s.id from application.step s join mine on mine.hall = s.hall",
  "select x.id from (select hall, id from application.application where hall = $1) x join application.step s on s.hall = x.hall",
  "select a.id from (values ($1, $2)) as v(hall, id) join application.application a on a.hall = v.hall",
  "insert into application.application (hall, id) values ($1, $2), ($3, $4)",
  "insert into application.step (hall, id) select hall, $2 from application.application where hall = $1",
  "insert into application.step (hall, id) select $1, $2 where true on conflict (hall, id) do update set n = excluded.n, at = $3",
  "with a as (insert into application.application (hall, id) values ($1, $2) returning hall, id) insert into application.step (hall, id) select hall, $3 from a",
  "update application.application a set state = $3 from application.step s where a.hall = $1 and s.hall = a.hall and a.id = s.id",
  "update application.application set state = $3 where hall = $1 and id = $2 returning id",
  "select count(*) from application.application /* scatter: nightly count of all halls */",
  "select * from region.division where code = any($1)",
  "select * from kernel.job for update skip locked",
  "select * from identity.account where person_id = $1",
  "insert into region.division (code) select unnest($1::text[])",
  "select now()",
  "begin",
  "select pg_advisory_xact_lock(1) /* lint signal: only the migration runner, on one node */",
];

for (const sql of right) {
  test(`passes: ${sql}`, async () => {
    assert.equal(await faults(sql), "");
  });
}

const wrong: [string, RegExp][] = [
  ["select id from application.application where id = $1", /^scatter: application.application.hall/],
  ["select id from application.application where hall = any($1)", /^scatter/],
  ["select id from application.application where hall in ($1, $2)", /^scatter/],
  ["select id from application.application where hall = $1 or id = $2", /^scatter/],
  ["select id from application.application where hall <> $1", /^scatter/],
  ["select id from application.application where hall = lower($1)", /^scatter/],
  ["select id from application.application where not (hall = $1)", /^scatter/],
  [
    "select a.id from application.application a join application.step s on s.case_id = a.id where a.hall = $1",
    /^scatter: application.step/,
  ],
  [
    "select a.id from application.application a left join application.step s on s.hall = a.hall and s.hall = $1",
    /^scatter: application.application/,
  ],
  [
    "select a.id from application.application a left join application.step s on a.hall = $1",
    /^scatter: application.application.hall, application.step/,
  ],
  [
    "select a.id from application.application a where a.hall = $1 and exists (select 1 from application.step s where s.case_id = a.id)",
    /^scatter: application.step/,
  ],
  [
    "select (select count(*) from application.step) from application.application where hall = $1",
    /^scatter: application.step/,
  ],
  [
    "with mine as (select hall, id from application.application) select * from mine where hall = $1",
    /^scatter: application.application/,
  ],
  [
    "select id from application.application where hall = $1 union all select id from application.step",
    /^scatter: application.step/,
  ],
  ["update application.application set state = $1 where id = $2", /^scatter/],
  ["delete from application.step where id = $1", /^scatter/],
  ["select * from identity.account where mobile_hash = $1", /^scatter: identity.account.person_id/],
  ["select count(*) from application.application /* scatter: */", /^scatter/],
  ["select id from application.application for update skip locked /* scatter: it must not help */", /^lock/],
  ["select id from application.application where hall = any($1) for update", /^lock/],
  [
    "select a.id from application.application a, unnest($1::text[]) h(hall) where a.hall = h.hall for update of a",
    /^lock/,
  ],
  ["insert into application.application (id) values ($1)", /^insert/],
  ["insert into application.application (hall, id) values ($1, $2), (lower($3), $4)", /^insert/],
  [
    "insert into application.step (hall, id) select hall, id from application.application /* scatter: copy */",
    /^insert/,
  ],
  ["insert into application.step (hall, id) select $1, unnest($2::uuid[])", /^unnest/],
  ["insert into application.step (hall, id) select $1, x.id from unnest($2::uuid[]) as x(id)", /^unnest/],
  ["update application.application set hall = $1 where hall = $2", /^rekey/],
  ["insert into application.step (hall) values ($1) on conflict (hall) do update set hall = excluded.hall", /^rekey/],
  ["update application.application set at = now() where hall = $1", /^volatile: now/],
  ["update application.application set at = current_timestamp where hall = $1", /^volatile: current_timestamp/],
  [
    "insert into application.step (hall) values ($1) on conflict (hall) do update set at = clock_timestamp()",
    /^volatile: clock_timestamp/,
  ],
  ["insert into application.step (hall, id) values ($1, gen_random_uuid())", /^insert|volatile: gen_random_uuid/],
  ["update application.application set n = random() where hall = $1", /^volatile: random/],
  ["select id from application.application where hall = $1 and due_at < now()", /^volatile: now/],
  [
    "merge into application.step s using application.application a on s.hall = a.hall when matched then delete",
    /merge/,
  ],
  ["with recursive t as (select 1 union all select 1 from t) select * from t", /^recursive/],
  ["select state, count(*) from application.application where hall = $1 group by rollup (state)", /^grouping/],
  ["select pg_try_advisory_lock(1)", /^signal/],
  ["select pg_notify('a', 'b')", /^signal/],
  ["listen a", /^signal: LISTEN/],
  ["notify a", /^signal: NOTIFY/],
  ["selec 1", /^not readable/],
];

for (const [sql, message] of wrong) {
  test(`finds: ${sql}`, async () => {
    assert.match(await faults(sql), message);
  });
}

test("a statement of a test is no product code; a module's foreign query is a fault", async () => {
  const sql = "select id from application.application";
  assert.equal(await faults(sql, "src/application/accept.test.ts"), "");
  assert.match(await faults(`${sql} where hall = $1`, "src/licence/issue.ts"), /^schema: licence queries application/);
  assert.equal(await faults(`${sql} where hall = $1`, "src/application/accept.ts"), "");
});

test("a piece that the table's own module handed over is no foreign query", async () => {
  const sql = (comment: string) => `with one as (${comment} select id from application.application where hall = $1)
    insert into licence.licence (hall, id) select $1, id from one`;
  const file = "src/licence/issue.ts";
  assert.equal(await faults(sql("/* application.application by src/application/queries.ts */"), file), "");
  assert.match(await faults(sql("/* application.application by src/licence/issue.ts */"), file), /^schema/);
  assert.match(await faults(sql("/* application.step by src/application/queries.ts */"), file), /^schema/);
});
