import { join, relative } from "node:path";
import { runProgram } from "../run-program.ts";
import type { Check, Finding } from "./finding.ts";

/** `tsc` over the whole project. */
export const types: Check = {
  name: "types",
  title: "类型",
  async find({ root }) {
    if (root === undefined) return [];
    const tsc = join(root, "node_modules/.bin/tsc");
    const { code, output } = await runProgram(tsc, ["-p", ".", "--pretty", "false"], { cwd: root });
    return code === 0 ? [] : readTypeFaults(output);
  },
};

/** `biome check`: lint, format and order of imports. */
export const biome: Check = {
  name: "biome",
  title: "写法与格式",
  async find({ root }) {
    if (root === undefined) return [];
    const args = ["check", "--reporter=github", "--max-diagnostics=none", "--colors=off", "--error-on-warnings"];
    const { code, output } = await runProgram(join(root, "node_modules/.bin/biome"), args, { cwd: root });
    return code === 0 ? [] : readBiomeFaults(output, root);
  },
};

/** Reads what `tsc --pretty false` prints: `path(line,column): error TS1: text`. */
export function readTypeFaults(output: string): Finding[] {
  const findings: Finding[] = [];
  for (const line of output.split("\n")) {
    const match = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line);
    if (match)
      findings.push({ file: match[1] ?? "", line: Number(match[2]), message: match[4] ?? "", mend: `see ${match[3]}` });
  }
  return findings.length > 0 ? findings : [unread("tsc", output)];
}

/** Reads Biome's `--reporter=github` lines: `::error title=…,file=…,line=…::text`. */
export function readBiomeFaults(output: string, root = ""): Finding[] {
  const findings: Finding[] = [];
  for (const line of output.split("\n")) {
    const match = /^::(?:error|warning)\s+(.*?)::(.*)$/.exec(line);
    if (!match) continue;
    const facts = new Map(
      (match[1] ?? "").split(",").map((fact) => [fact.split("=")[0] ?? "", fact.split("=")[1] ?? ""]),
    );
    const file = relative(root, facts.get("file") ?? "");
    const mend = `npx biome check --write ${file} (${facts.get("title") ?? "biome"})`;
    findings.push({ file, line: Number(facts.get("line") ?? 0), message: decodeURIComponent(match[2] ?? ""), mend });
  }
  return findings.length > 0 ? findings : [unread("biome", output)];
}

/** A failing program whose words we cannot read is a failure still. */
function unread(program: string, output: string): Finding {
  const message = output.trim().slice(-2000) || "it failed without a word";
  return { file: program, line: 0, message, mend: `run node_modules/.bin/${program} by hand` };
}
