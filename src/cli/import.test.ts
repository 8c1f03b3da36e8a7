import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { hall } from "./hall.ts";
import { exportWord, importWord } from "./import.ts";

const folder = mkdtempSync(path.join(tmpdir(), "wangting-words-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("words that are not understood are explained and touch no database", async () => {
  for (const args of [
    [],
    ["items"],
    ["items", "a.xlsx"],
    ["items", "a.xls", "--hall", "440104"],
    ["bodies", "a.csv"],
  ]) {
    assert.equal(await importWord(args), 64, args.join(" "));
  }
  for (const args of [[], ["a.pdf", "--hall", "440104"], ["a.csv"]]) assert.equal(await exportWord(args), 64);
  for (const args of [[], ["open"], ["close", "440104"], ["open", "445172", "--place", "某区"]]) {
    assert.equal(await hall(args), 64, args.join(" "));
  }
});

test("[C18] the template is written without a database", async () => {
  const file = path.join(folder, "items.csv");
  assert.equal(await importWord(["template", file]), 0);
  assert.match(readFileSync(file, "utf8"), /^\uFEFF事项名称,/);
});

test("every word of the program is passed on by the front door, and explained there", () => {
  const text = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");
  const words = [...text("main.ts").matchAll(/^ {2}(\w+): async \(\) =>/gm)].map(([, word = ""]) => word);
  assert.ok(words.includes("start") && words.includes("import"));
  const front = text("../../wangting");
  const passed = /^ {2}(demo \| start[^)]*)\)/m.exec(front)?.[1]?.split(" | ") ?? [];
  for (const word of words) {
    assert.ok(passed.includes(word), word);
    assert.match(front, new RegExp(`^  \\./wangting ${word} `, "m"));
  }
});
