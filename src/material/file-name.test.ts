import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HallError } from "../kernel/errors/index.ts";
import { nameParameters } from "./answer.ts";
import { parseFileName } from "./file-name.ts";

test("a name is taken as people write it", () => {
  assert.deepEqual(parseFileName(" 营业执照（副本）.PDF "), { stem: "营业执照（副本）", extension: "pdf" });
  assert.deepEqual(parseFileName("身份证"), { stem: "身份证", extension: "" });
  assert.deepEqual(parseFileName("一、申请表.盖章版"), { stem: "一、申请表.盖章版", extension: "" });
  assert.deepEqual(parseFileName("a.tar.gz"), { stem: "a.tar", extension: "gz" });
});

test("paths, characters nobody sees, reserved and endless names are refused", () => {
  const names = [
    "",
    " ",
    "..",
    "../a.pdf",
    "a/b.pdf",
    "C:\\a.pdf",
    "a\u0000.pdf",
    "a\nb.pdf",
    "a\u202efdp.exe",
    "a\u200b.pdf",
  ];
  for (const name of [
    ...names,
    "CON.pdf",
    "lpt1.jpg",
    ".htaccess",
    "a?.pdf",
    `${"长".repeat(121)}.pdf`,
    "\ud800.pdf",
  ]) {
    assert.throws(() => parseFileName(name), { code: "material/bad-name" }, JSON.stringify(name));
  }
});

test("whatever name comes, it is refused or safe to put in a header and on a disk", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      try {
        const { stem, extension } = parseFileName(name);
        const header = nameParameters(`${stem}.${extension}`);
        assert.match(header, /^filename="[\w.() -]*"; filename\*=UTF-8''[\w.%~-]*$/);
        assert.doesNotMatch(stem, /[/\\\p{Cc}]/u);
      } catch (error) {
        assert.ok(error instanceof HallError && error.code === "material/bad-name", String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});
