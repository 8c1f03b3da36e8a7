import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { findRoot } from "../../kernel/config/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { catalogueHouse, editor, hall } from "../catalogue.fixture.ts";
import { importItems, listItems, type RowOutcome, undoImport } from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);
const realItems = () => createReadStream(path.join(findRoot(), "seed/items-guangdong.jsonl"));
const take = (more: object = {}) =>
  importItems(house, editor, {
    hall,
    division: "440000",
    title: "广东省事项清单",
    format: "jsonl",
    content: realItems(),
    ...more,
  });
const living = async () => (await listItems(db, {}, { size: 3000 })).items;

test("[C18] a dry run judges all 1,979 real items and writes nothing", async () => {
  const rows: RowOutcome[] = [];
  const report = await take({ dryRun: true, onRow: (row: RowOutcome) => rows.push(row) });
  assert.deepEqual([report.batch, report.added, report.refused], [undefined, 1979, 0]);
  assert.equal(rows.length, 1979);
  assert.equal((await living()).length, 0);
});

test("[C18] all real items are taken in with their flaws, a second time changes nothing, and the batch can be undone", async () => {
  const report = await take();
  assert.deepEqual([report.added, report.changed, report.unchanged, report.refused], [1979, 0, 0, 0]);
  assert.ok((report.findings.R12 ?? 0) > 0, "the temporary credit codes are told");
  assert.ok(report.missingMains > 0, "split items whose main item is not in the list are told");
  const items = await living();
  assert.equal(items.length, 1979);
  assert.ok(
    items.every(
      ({ origin, appliable, version, state }) =>
        origin === "import" && !appliable && version === 1 && state === "published",
    ),
  );

  const again = await take();
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 1979]);

  const undone = await undoImport(house, editor, { hall, batch: report.batch ?? assert.fail(), reason: "清单有误" });
  assert.deepEqual(undone, { cancelled: 1979, restored: 0, keptNewer: 0 });
  assert.equal((await living()).length, 0);
});
