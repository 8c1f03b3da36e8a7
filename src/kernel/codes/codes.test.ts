import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { codeMappings, codeTables, createCodes } from "./index.ts";

const codes = createCodes(codeTables, codeMappings);

test("the 51 tables with their 282 values and the 31 and 34 themes are there, each with source and confidence", () => {
  const themes = ["person_theme", "legal_theme"];
  const standard = codeTables.filter((table) => !themes.includes(table.key));
  assert.equal(standard.length, 51);
  assert.equal(standard.flatMap((table) => table.values).length, 282);
  assert.deepEqual(
    themes.map((key) => codes.values(key).length),
    [31, 34],
  );
  for (const { key, name, source, confidence, values } of codeTables) {
    assert.match(key, /^[a-z][a-z0-9_]*$/);
    assert.ok(name !== "" && source !== "" && values.length > 0, key);
    assert.match(confidence, /^(text|code|data|partial|memory|ours)$/);
    assert.equal(new Set(values.map((value) => value.code)).size, values.length, `${key} has each code once`);
    const keys = values.flatMap((value) => value.key ?? []);
    assert.equal(new Set(keys).size, keys.length, `${key} has each key once`);
  }
  assert.equal(new Set(codeTables.map((table) => table.key)).size, codeTables.length);
});

test("a code has a name, a key and its place in the order", () => {
  assert.equal(codes.label("item_type", "01"), "行政许可");
  assert.equal(codes.byKey("special_kind", "extension")?.code, "1");
  assert.equal(codes.find("item_type", "99"), undefined);
  assert.equal(codes.label("item_type", "99"), "99", "an unknown code is shown as it is");
  assert.deepEqual(
    codes
      .values("person_theme")
      .slice(0, 3)
      .map((theme) => theme.name),
    ["生育收养", "户籍办理", "民族宗教"],
  );
  assert.equal(codes.label("legal_theme", "L01"), "设立变更");
});

test("a retired code keeps its name and is no longer offered", () => {
  const values = [
    { code: "1", name: "旧", key: undefined, note: undefined, retired: true },
    { code: "2", name: "新", key: undefined, note: undefined },
  ];
  const made = createCodes([{ key: "t", name: "表", source: "试", confidence: "ours", note: undefined, values }], []);
  assert.equal(made.label("t", "1"), "旧");
  assert.deepEqual(
    made.values("t").map((value) => value.code),
    ["2"],
  );
});

test("asking for a table that does not exist is a defect", () => {
  for (const ask of [
    () => codes.label("no_such", "1"),
    () => codes.values("no_such"),
    () => codes.find("no_such", "1"),
  ]) {
    assert.throws(ask, RangeError);
  }
});

test("partners' codes are mapped both ways; where theirs is coarser, ours is not guessed", () => {
  assert.equal(codes.mapBack("guangdong", "item_type", "20"), "10");
  assert.equal(codes.mapBack("guangdong", "item_type", "21"), "20");
  assert.equal(codes.map("guangdong", "item_type", "20"), "21");
  assert.equal(codes.map("gbt-39046", "audience_v2", "5"), "6", "非法人企业 goes out as 其他组织");
  assert.equal(codes.mapBack("gbt-39046", "audience_v2", "6"), "9", "其他组织 comes in as itself");
  assert.equal(codes.map("gat-2000.156", "id_type", "51"), "001");
  assert.equal(codes.mapBack("gat-2000.156", "id_type", "001"), undefined);
  assert.equal(codes.map("national", "person_theme", "P02"), "020");
  assert.equal(codes.map("nobody", "item_type", "01"), undefined);
});

test("every mapping speaks of codes that exist, and what can go both ways comes back the same", () => {
  fc.assert(
    fc.property(fc.constantFrom(...codeMappings), ({ partner, table, ours, theirs, direction }) => {
      assert.ok(codes.find(table, ours), `${table}/${ours}`);
      if (direction !== "in") assert.equal(codes.map(partner, table, ours), theirs);
      if (direction !== "out") assert.equal(codes.mapBack(partner, table, theirs), ours);
    }),
    { numRuns: 500 },
  );
});
