import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { breakLines } from "./lines.ts";

/** Full-width characters are 10, others 5. */
const measure = (text: string) =>
  [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2e00 || /[“”]/.test(one) ? 10 : 5), 0);
const texts = (text: string, width: number, indent = 0) =>
  breakLines(text, width, measure, indent).map((line) => line.text);

test("a line never begins with a closing mark nor ends with an opening one", () => {
  assert.deepEqual(texts("申请事项属于职权，范围", 80), ["申请事项属于职", "权，范围"]);
  assert.deepEqual(texts("根据有关规定《行政许可法》办理", 70), ["根据有关规定", "《行政许可法》", "办理"]);
});

test("a number stays whole and keeps its unit", () => {
  assert.deepEqual(texts("最迟在2026年12月8日送达", 90), ["最迟在2026年12月", "8日送达"]);
  assert.deepEqual(texts("面积86.5平方米", 45), ["面积86.5", "平方米"]);
});

test("the first line leaves its indent free, and line breaks in the text are kept", () => {
  assert.deepEqual(texts("现一次告知\n如下", 40, 20), ["现一", "次告知", "如下"]);
});

test("a word longer than a line is broken where the line is full", () => {
  assert.deepEqual(texts("见https://hall.example/check", 50), ["见", "https://ha", "ll.example", "/check"]);
});

const anyText = fc
  .array(
    fc.constantFrom(
      ..."申请材料不齐全",
      "，",
      "。",
      "（",
      "）",
      "《",
      "》",
      "2026",
      "年",
      "SHA-256",
      " ",
      "86.5",
      "“",
      "”",
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(""));

test("a space does not hide the mark before it", () => {
  assert.deepEqual(
    breakLines("申申申申（ 86.5。", 80, measure).map(({ text }) => text),
    ["申申申申", "（ 86.5。"],
  );
});

test("nothing is lost, nothing is too wide, and marks stand where they may", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 8, max: 40 }), (text, characters) => {
      const width = characters * 10;
      const lines = breakLines(text, width, measure);
      assert.equal(
        lines
          .map((line) => line.text)
          .join("")
          .replaceAll(" ", ""),
        text.replaceAll(" ", ""),
      );
      for (const [index, line] of lines.entries()) {
        assert.ok(line.width <= width + 0.01, `${line.text} ${line.width} > ${width}`);
        assert.equal(line.last, index === lines.length - 1);
        const onlyMarks = /^[，。（）《》“”\s]*$/;
        const before = lines[index - 1];
        if (!before || onlyMarks.test(before.text)) continue;
        assert.doesNotMatch(line.text, /^[，。）》”]/, lines.map((one) => one.text).join("|"));
        if (!onlyMarks.test(line.text)) assert.doesNotMatch(before.text, /[（《“]$/);
      }
    }),
    { numRuns: 400 },
  );
});
