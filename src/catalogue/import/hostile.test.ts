import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { openTestDb } from "../../kernel/testing/index.ts";
import { bytes, catalogueHouse, completeItem, editor, hall } from "../catalogue.fixture.ts";
import { itemFields } from "../document.ts";
import { importItems, type RowOutcome } from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);

async function take(content: string | Uint8Array, dryRun: boolean): Promise<RowOutcome[]> {
  const rows: RowOutcome[] = [];
  const source = bytes(content, 777);
  const onRow = (row: RowOutcome) => rows.push(row);
  await importItems(house, editor, {
    hall,
    division: "445100",
    title: "清单",
    format: "jsonl",
    content: source,
    dryRun,
    onRow,
  });
  return rows;
}

const anything = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });
const listKeys = [
  "code",
  "baseCode",
  "parentCode",
  "name",
  "alias",
  "plain",
  "legal",
  "promise",
  "audiences",
  "themes",
  "materials",
  "place",
];
const whole: Record<string, unknown> = completeItem();
/** Rows of both shapes with anything at all in some of their fields. */
const hostileRow = fc.oneof(
  anything,
  fc
    .tuple(fc.uuid(), fc.dictionary(fc.constantFrom(...itemFields), anything, { maxKeys: 6, noNullPrototype: true }))
    .map(([code, wrong]) => ({ ...whole, taskCode: undefined, localTaskCode: code, ...wrong })),
  fc
    .tuple(fc.uuid(), fc.dictionary(fc.constantFrom(...listKeys), anything, { maxKeys: 6, noNullPrototype: true }))
    .map(([code, wrong]) => ({ code, name: "事项", area: "445100", ...wrong })),
);

test("[C18] whatever stands in the rows, each ends as one row of the report, and what a dry run says is what happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileRow, { minLength: 1, maxLength: 20 }), async (rows) => {
      const text = rows.map((row) => JSON.stringify(row)).join("\n");
      const foreseen = await take(text, true);
      const done = await take(text, false);
      assert.equal(done.length, rows.length);
      const brief = (outcomes: RowOutcome[]) => outcomes.map(({ line, outcome, code }) => [line, outcome, code]);
      assert.deepEqual(brief(done), brief(foreseen));
    }),
    { numRuns: 60 },
  );
});

test("[C18] a file of any bytes ends in a report", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (file) => {
      for (const { outcome } of await take(file, false)) assert.equal(outcome, "refused");
    }),
    { numRuns: 40 },
  );
});
