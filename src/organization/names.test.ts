import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { aliasesOf, foldName, kindOfName } from "./index.ts";

test("the departments that guides name in general words are found by kind", () => {
  const words = {
    市场监督管理部门: "market",
    "公安机关（派出所或受委托的社区）": "security",
    人力资源社会保障部门: "labour",
    "卫生健康部门（镇街）": "health",
    不动产登记机构: "registration",
    发展和改革部门: "development",
  };
  for (const [word, kind] of Object.entries(words)) assert.equal(kindOfName(word), kind, word);
  assert.equal(kindOfName("广东省人民政府法制办公室"), undefined);
  assert.equal(kindOfName("潮州海关"), undefined);
});

test("folding a folded name changes nothing, and brackets, blanks and full width make no difference", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => assert.equal(foldName(foldName(name)), foldName(name))),
  );
  assert.equal(foldName("广东省ＷＴＯ及TBT通报咨询研究中心"), foldName("广东省WTO与TBT通报 咨询研究中心"));
});

test("a name in brackets and the name without its place are names too", () => {
  const ways = aliasesOf("广东省", ["中共广东省委宣传部（广东省新闻出版局、广东省版权局）"]);
  for (const way of ["广东省委宣传部", "省委宣传部", "广东省新闻出版局", "省版权局", "版权局"])
    assert.ok(ways.includes(way), way);
  assert.ok(aliasesOf("潮州市", ["潮州海关"]).includes("市海关"));
});
