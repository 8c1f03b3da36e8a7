/**
 * `npm run bench -- [--quick] [--json FILE] [PART …]`: every case against its limit; with parts, only the cases whose name
 * holds one. Exit code 1 when a limit is missed or a case breaks; with `--quick` limits are shown, not judged.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, judge, type Outcome } from "./bench/bench.ts";
import { createContext } from "./bench/context.ts";
import { loadBenches } from "./bench/registry.ts";
import { reportOf, sayDetail, sayTable } from "./bench/report.ts";
import { stopPrograms } from "./run-program.ts";
import { inWords, say } from "./say.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
});
const root = join(import.meta.dirname, "..");
let endCase: (() => Promise<void>) | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    say("\n已中断，正在收拾 … stopping");
    stopPrograms("SIGTERM");
    await endCase?.().catch((error: unknown) => say(String(error)));
    stopPrograms("SIGKILL");
    process.exit(130);
  });
}

const all = await loadBenches(root);
const wanted = all.filter(({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
if (wanted.length === 0) say(`没有这样的项目 no such case；可用 known: ${all.map(({ name }) => name).join(", ")}`);

const outcomes: Outcome[] = [];
for (const bench of wanted) {
  const start = performance.now();
  say(`… ${bench.title ?? bench.name}`);
  const outcome = await measure(bench);
  outcomes.push(outcome);
  sayDetail(outcome);
  say(`    ${inWords(performance.now() - start)}`);
}

sayTable(outcomes, values.quick);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(reportOf(root, outcomes, values.quick), null, 2)}\n`);
  say(`已写入 ${values.json}`);
}
const bad = outcomes.filter(({ verdict }) => verdict === "broken" || (verdict === "missed" && !values.quick));
process.exit(bad.length > 0 || wanted.length === 0 ? 1 : 0);

async function measure(bench: Bench): Promise<Outcome> {
  const { name, title = name, unit = "×", limit } = bench;
  const { context, end } = createContext(root, values.quick);
  endCase = end;
  try {
    const result = await bench.run(context);
    const { value, detail } = typeof result === "number" ? { value: result, detail: {} } : result;
    return { name, title, unit, limit, verdict: judge(value, limit), value, detail };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, title, unit, limit, verdict: "broken", detail: { error: reason } };
  } finally {
    endCase = undefined;
    await end();
  }
}
