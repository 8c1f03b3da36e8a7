import assert from "node:assert/strict";
import test from "node:test";
import vectors from "./examples/test-vectors.json" with { type: "json" };
import {
  baseCodeParts,
  type HandlingCode,
  type ImplementationCode,
  implementationCodeParts,
  importBaseCode,
  importHandlingCode,
  importImplementationCode,
  isBaseCode,
  isHandlingCode,
  isImplementationCode,
  parseBaseCode,
  parseHandlingCode,
  parseImplementationCode,
  parseItemCode,
  parseLocalCode,
} from "./index.ts";

for (const vector of vectors.itemCode) {
  test(`the code of ${vector.name} comes apart as published`, () => {
    const code = parseItemCode(vector.code) as ImplementationCode | HandlingCode;
    assert.equal(code, vector.code);
    assert.equal(isHandlingCode(code), vector.handleItem !== null);
    assert.equal(isImplementationCode(code), vector.handleItem === null);
    const parts = implementationCodeParts(code);
    assert.deepEqual(parts, {
      organization: vector.uscc,
      uscc: vector.uscc,
      level: vector.level,
      baseCode: vector.baseCode,
      handlingItem: vector.handleItem ?? undefined,
    });
    assert.deepEqual(baseCodeParts(parts.baseCode), {
      scope: vector.province,
      itemType: vector.type,
      departmentClass: vector.deptClass,
      serial: vector.serial,
      subItem: vector.subItem,
      mainItem: vector.parent,
    });
  });
}

test("a main item that is split ends in Y, small letters are forgiven", () => {
  const main = parseBaseCode("44011403500y");
  assert.equal(main, "44011403500Y");
  assert.equal(baseCodeParts(main).subItem, "00Y");
  assert.equal(baseCodeParts(main).mainItem, main);
  assert.equal(isBaseCode("000101007000"), true, "00 is the national scope");
});

test("typed by hand, a body whose check character is wrong is refused; from a list it is kept with a warning", () => {
  // Both stand in the public list of 2021: a wrong check character and a temporary code.
  for (const real of ["13440000515356094L2442199643000", "TE440000GD030003VV2442199374000"]) {
    assert.throws(() => parseImplementationCode(real), {
      name: "HallError",
      code: "codes/bad-implementation-code",
      details: { warnings: ["organization"] },
    });
    const imported = importImplementationCode(real);
    assert.equal(imported.code, real);
    assert.deepEqual(
      imported.warnings.map((one) => one.part),
      ["organization"],
    );
    assert.equal(implementationCodeParts(imported.code).uscc, undefined);
    assert.equal(implementationCodeParts(imported.code).organization, real.slice(0, 18));
    const handling = importHandlingCode(`${real}01`);
    assert.equal(handling.warnings.length, 1);
    assert.throws(() => parseHandlingCode(`${real}01`), { code: "codes/bad-handling-code" });
  }
});

test("a wrong level and a wrong scope are warnings of an import and refusals by hand", () => {
  const level = "11440000006939756B8440101007000";
  const scope = "11440000006939756B2990101007000";
  assert.deepEqual(
    importImplementationCode(level).warnings.map((one) => one.part),
    ["level"],
  );
  assert.deepEqual(
    importImplementationCode(scope).warnings.map((one) => one.part),
    ["scope"],
  );
  assert.deepEqual(
    importBaseCode("990101007000").warnings.map((one) => one.part),
    ["scope"],
  );
  assert.throws(() => parseImplementationCode(level), { code: "codes/bad-implementation-code" });
  assert.throws(() => parseImplementationCode(scope), { code: "codes/bad-implementation-code" });
  assert.throws(() => parseBaseCode("990101007000"), { code: "codes/bad-base-code" });
});

test("an item type of a province's own is no fault: Guangdong writes public services as 21", () => {
  const code = "11440000006939756B2442199643000";
  assert.deepEqual(importImplementationCode(code).warnings, []);
  assert.equal(parseImplementationCode(code), code);
});

test("codes of another shape are refused even by the importer and kept as text", () => {
  const sichuan = "511A0138000000-511602000000-000-008855000-1-00";
  assert.throws(() => importImplementationCode(sichuan), { code: "codes/bad-implementation-code" });
  assert.throws(() => importHandlingCode("11440000006939756B2440101007000"), { code: "codes/bad-handling-code" });
  assert.throws(() => importBaseCode("44010100700X"), { code: "codes/bad-base-code" });
  assert.throws(() => parseItemCode(sichuan), { code: "codes/bad-item-code" });
  assert.equal(parseLocalCode(` ${sichuan} `), sichuan);
  for (const wrong of ["", "  ", "1".repeat(51)]) {
    assert.throws(() => parseLocalCode(wrong), { code: "codes/bad-local-code" });
  }
});
