import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openTestDb } from "../../kernel/testing/index.ts";
import { catalogueHouse, county, editor, hall } from "../catalogue.fixture.ts";
import { findVersion, importShippedGuides, listItems, requireAppliable } from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);

test("[B3] the shipped guides are a base catalogue and lists of two counties that inherit from it and can be applied for", async () => {
  const places = {
    base: hall,
    bodiesOf: (guide: { dept: string; level: string }) => [
      { hall: county, division: "445102", deptName: `湘桥区${guide.dept}`, useLevel: guide.level },
      { hall, division: "445100", deptName: `潮州市${guide.dept}`, useLevel: "3" },
    ],
  };
  const reports = await importShippedGuides(house, editor, places);
  assert.deepEqual(
    reports.map(({ added, refused }) => [added, refused]),
    [
      [16, 0],
      [16, 0],
      [16, 0],
    ],
  );
  const lists = await listItems(db, { kind: "implementation" }, { size: 100 });
  assert.equal(lists.items.length, 32);
  for (const { id, version } of lists.items) {
    await requireAppliable(db, id);
    const found = await findVersion(house, id, version);
    assert.ok(found?.upper, "inherits");
    assert.equal(found.upper.differences.set.materials, undefined, "what is the same is kept once");
    assert.ok(found.document.flow && found.document.materials);
  }
  const base = await listItems(db, { kind: "base" }, { size: 100 });
  assert.ok(base.items.every(({ appliable }) => !appliable));
  const again = await importShippedGuides(house, editor, places);
  assert.ok(again.every(({ added, changed, unchanged }) => added + changed === 0 && unchanged === 16));
});
