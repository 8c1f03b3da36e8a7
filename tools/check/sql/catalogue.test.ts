import assert from "node:assert/strict";
import { after, test } from "node:test";
import pg from "pg";
import { declareTables } from "../../../src/kernel/db/index.ts";
import { openTestDb } from "../../../src/kernel/testing/index.ts";
import { readCatalogue } from "./catalogue.ts";
import { lintCatalogue } from "./catalogue-lint.ts";

const testDb = await openTestDb(import.meta.url);
const client = new pg.Client({ connectionString: testDb.url });
await client.connect();
after(async () => {
  await client.end();
  await testDb.close();
});

const declared = [
  ...declareTables("region", {
    case: "hall",
    step: "hall",
    account: "person",
    list: "reference",
    note: "local",
    scratch: "local",
    key: { class: "person", key: "key_hash" },
  }),
];

const good = `
  drop schema if exists region cascade;
  create schema region;
  create table region.list (code text primary key);
  create table region.case (
    hall text not null, id uuid not null, number text not null, code text, due_on date, accepted_at timestamptz,
    fee_fen bigint, limit_workdays integer, form jsonb, title text generated always as (form ->> 'title') stored,
    constraint case_pkey primary key (hall, id), constraint case_number unique (hall, number),
    constraint case_code_fkey foreign key (code) references region.list (code)
  );
  create index case_due on region.case (hall, due_on);
  create index case_form on region.case using gin (form);
  create index case_code on region.case (code);
  comment on index region.case_code is 'scatter: the nightly report by code';
  create table region.step (
    hall text not null, id uuid not null, case_id uuid not null,
    constraint step_pkey primary key (hall, id),
    constraint step_case_fkey foreign key (hall, case_id) references region.case (hall, id) on delete cascade
  ) partition by range (id);
  create table region.step_2024 partition of region.step for values from (minvalue) to (maxvalue);
  create table region.account (person_id uuid not null, constraint account_pkey primary key (person_id));
  create table region.key (key_hash bytea not null, constraint key_pkey primary key (key_hash));
  create table region.note (id uuid primary key);
  create unlogged table region.scratch (id uuid primary key);`;

/** Findings of the schema `region` after `sql`, which is undone again. */
async function faultsAfter(sql: string, tables = declared): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(good);
    await client.query(sql);
    const findings = lintCatalogue(await readCatalogue(client), tables);
    return findings.map(({ file, message }) => `${file} ${message}`).filter((line) => /^(region|helpers)\./.test(line));
  } finally {
    await client.query("rollback");
  }
}

test("a schema that keeps the rules passes", async () => {
  assert.deepEqual(await faultsAfter("select 1"), []);
});

const wrong: [string, string][] = [
  ["create table region.other (id uuid primary key)", "region.other not in the registry"],
  ["drop table region.note", "region.note declared, but not in the database"],
  ["create schema helpers; create table helpers.a (id uuid primary key)", "helpers.a its schema is no module's"],
  ["alter table region.note drop constraint note_pkey", "region.note no primary key"],
  ["drop table region.step; alter table region.case drop column hall", "region.case no column hall"],
  [
    "drop table region.step; alter table region.case drop constraint case_pkey; alter table region.case alter hall drop not null",
    "region.case hall may be null",
  ],
  [
    "alter table region.account add column email text; alter table region.account add constraint account_email unique (email)",
    "region.account account_email does not begin with person_id",
  ],
  [
    "alter table region.case add constraint case_alone unique (number)",
    "region.case case_alone does not begin with hall",
  ],
  [
    "alter table region.case add constraint case_late unique (number, hall)",
    "region.case case_late does not begin with hall",
  ],
  ["create unique index case_one on region.case (code)", "region.case case_one does not begin with hall"],
  ["create index case_two on region.case (due_on)", "region.case case_two does not begin with hall"],
  ["create index case_two on region.case (lower(code))", "region.case case_two does not begin with hall"],
  [`create index case_sort on region.case (hall, number collate "zh-x-icu")`, "region.case case_sort sorts by ICU"],
  [
    "create index case_point on region.case using gist (box(point(1, 1), point(1, 1)))",
    "region.case case_point is a gist index",
  ],
  [
    "alter table region.case add column other_id uuid; alter table region.note add constraint note_key unique (id); alter table region.case add constraint case_note foreign key (other_id) references region.note (id)",
    "region.case case_note points from hall at local",
  ],
  [
    "alter table region.list add column hall text, add column id uuid; alter table region.list add constraint list_case foreign key (hall, id) references region.case (hall, id)",
    "region.list list_case points from reference at hall",
  ],
  [
    "alter table region.case drop constraint case_code_fkey, add constraint case_code_fkey foreign key (code) references region.list (code) on delete set null",
    "region.case case_code_fkey sets null or a default",
  ],
  [
    "alter table region.case drop constraint case_number, add constraint case_number unique (hall, number) deferrable",
    "region.case case_number is deferrable",
  ],
  [
    "alter table region.case add constraint case_once exclude (number with =)",
    "region.case case_once is an exclusion constraint",
  ],
  ["alter table region.note add column n bigint generated always as identity", "region.note n is an identity column"],
  ["alter table region.note add column n bigserial", "region.note_n_seq sequence note_n_seq"],
  ["create sequence region.numbers", "region.numbers sequence numbers"],
  ["alter table region.note add column made_at timestamptz default now()", "region.note made_at has the default now()"],
  [
    "alter table region.note add column other_id uuid default gen_random_uuid()",
    "region.note other_id has the default gen_random_uuid()",
  ],
  [
    "alter table region.note add column made_on date default current_date",
    "region.note made_on has the default CURRENT_DATE",
  ],
  [
    "create function region.f() returns trigger language plpgsql as 'begin return new; end'; create trigger touched before update on region.case for each row execute function region.f()",
    "region.case trigger touched",
  ],
  ["create rule quiet as on delete to region.case do instead nothing", "region.case rule quiet"],
  ["create table region.heir () inherits (region.note)", "region.heir inherits from region.note"],
  [
    "drop table region.step; create table region.step (hall text not null, id uuid not null, at timestamptz not null, constraint step_pkey primary key (hall, id, at)) partition by range (at)",
    "region.step partitioned by at",
  ],
  [
    "drop table region.account; create unlogged table region.account (person_id uuid not null, constraint account_pkey primary key (person_id))",
    "region.account unlogged: a crash empties it",
  ],
  ["alter table region.note add column accepted timestamptz", "region.note accepted is timestamp with time zone"],
  [
    "alter table region.note add column accepted_at timestamp",
    "region.note accepted_at is timestamp without time zone",
  ],
  ["alter table region.note add column accepted_at text", "region.note accepted_at is text"],
  ["alter table region.note add column due date", "region.note due is date"],
  ["alter table region.note add column due_on text", "region.note due_on is text"],
  ["alter table region.note add column fee_fen numeric", "region.note fee_fen is numeric"],
  ["alter table region.note add column limit_workdays text", "region.note limit_workdays is text"],
  ["alter table region.note add column body json", "region.note body is json"],
  ["alter table region.note add column name varchar(20)", "region.note name is character varying(20)"],
  [`alter table region.note add column "feeFen" bigint`, "region.note feeFen is not snake_case"],
];

for (const [sql, expected] of wrong) {
  test(`the catalogue lint finds: ${sql}`, async () => {
    const faults = await faultsAfter(sql);
    assert.ok(faults.includes(expected), `expected “${expected}”, found:\n${faults.join("\n")}`);
  });
}

test("a foreign key between hall tables begins with the hall on both sides", async () => {
  const faults = await faultsAfter(`alter table region.case add constraint case_swap unique (hall, id, number);
    alter table region.step add column number text;
    alter table region.step add constraint step_swap foreign key (case_id, hall, number) references region.case (id, hall, number)`);
  assert.ok(faults.includes("region.step step_swap does not begin with hall"), faults.join("\n"));
});

test("a table declared twice, and one declared under another class, are found", async () => {
  const note = declareTables("region", { note: "hall" });
  const faults = await faultsAfter("select 1", [...declared, ...note]);
  assert.ok(faults.includes("region.note declared twice"));
  assert.ok(faults.includes("region.note no column hall"));
});
