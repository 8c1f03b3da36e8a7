import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type MaskKind, mask } from "./index.ts";

test("what stays readable is enough to know one's own", () => {
  assert.equal(mask("name", "王五"), "王*");
  assert.equal(mask("name", "张三丰"), "张*丰");
  assert.equal(mask("name", "欧阳小花"), "欧**花");
  assert.equal(mask("name", "𠮷田"), "𠮷*", "a rare character counts as one");
  assert.equal(mask("idNumber", "440103199003070010"), "4401***********010");
  assert.equal(mask("documentNumber", "H12345678"), "H******78");
  assert.equal(mask("phone", "13800138000"), "138****8000");
  assert.equal(mask("phone", "0768-2345678"), "076*****5678");
  assert.equal(mask("bankCard", "6222021234567890123"), "***************0123");
});

test("an address keeps its county and nothing below", () => {
  assert.equal(mask("address", "广东省潮州市湘桥区太平街道义安路1号"), "广东省潮州市湘桥区****");
  assert.equal(mask("address", "广州市越秀区东风中路305号"), "广州市越秀区****");
  assert.equal(mask("address", "广东省东莞市南城街道鸿福社区8号"), "广东省东莞市****");
  assert.equal(mask("address", "海南省陵水黎族自治县椰林镇"), "海南省陵水黎族自治县****");
  assert.equal(mask("address", "白云小区3栋502"), "****");
  assert.equal(mask("address", ""), "");
});

test("a value too short for its policy shows less, never more", () => {
  assert.equal(mask("name", "王"), "*");
  assert.equal(mask("name", ""), "");
  assert.equal(mask("idNumber", "E12345678"), "*********");
  assert.equal(mask("idNumber", "440103900307001"), "4401********001");
  assert.equal(mask("phone", "12345"), "*****");
  assert.equal(mask("bankCard", "12345678"), "********");
});

test("masking keeps the length, hides what its policy says, and shows nothing new", () => {
  const hidden: [MaskKind, number][] = [
    ["name", 1],
    ["idNumber", 8],
    ["documentNumber", 4],
    ["phone", 3],
    ["bankCard", 8],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...hidden), fc.string({ unit: "grapheme", maxLength: 30 }), ([kind, least], text) => {
      const before = Array.from(text);
      const after = Array.from(mask(kind, text));
      assert.equal(after.length, before.length);
      assert.ok(after.filter((one) => one === "*").length >= Math.min(least, before.length));
      for (const [index, one] of after.entries()) assert.ok(one === "*" || one === before[index]);
    }),
  );
});
