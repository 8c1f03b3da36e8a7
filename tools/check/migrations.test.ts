import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./fixture-tree.fixture.ts";
import { migrations } from "./migrations.ts";

const file = "src/region/migrations/0001_create_region.sql";

test("a migration that keeps the rules passes", async () => {
  const sql = `-- 区划\ncreate schema region;\ncreate table region.division (code text, constraint division_pkey primary key (code),
    constraint division_code_check check (code ~ '^[0-9]+$')); create index division_code on region.division (code);`;
  assert.deepEqual(await faultsOf(migrations, { [file]: sql }), []);
});

const wrong: [string, RegExp][] = [
  ["create table division (code text)", /changes division, not of schema region/],
  ["alter table catalogue.item add column a text", /changes catalogue.item/],
  ["create index a on catalogue.item (a)", /changes catalogue.item/],
  ["create table region.a (a text check (a <> ''))", /a check without a name/],
  ["create table region.a (a text unique)", /a unique key without a name/],
  ["create table region.a (a text references region.b (a))", /a foreign key without a name/],
  [
    "alter table region.a add constraint a_b foreign key (b) references region.b (b)",
    /adds a foreign key to a table that stands/,
  ],
  ["creat table region.a (a text)", /not readable/],
];

for (const [sql, message] of wrong) {
  test(`migrations finds: ${sql}`, async () => {
    const faults = await faultsOf(migrations, { [file]: sql });
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0] ?? "", message);
  });
}

test("the line of a fault is that of its statement, also behind Chinese comments", async () => {
  const sql = "-- 区划的表\ncreate schema region;\n\n-- 名称\ncreate table region.a (a text check (a <> ''));\n";
  assert.match((await faultsOf(migrations, { [file]: sql }))[0] ?? "", /0001_create_region\.sql:5 /);
});

test("a number taken twice and a name without a number are found", async () => {
  const twice = { [file]: "select 1", "src/region/migrations/0001_other_thing.sql": "select 1" };
  assert.match((await faultsOf(migrations, twice)).join(), /has the number of/);
  assert.match(
    (await faultsOf(migrations, { "src/region/migrations/Create.sql": "select 1" })).join(),
    /no number and act/,
  );
});
