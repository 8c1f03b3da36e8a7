/**
 * `npm run check [-- NAME …]`: every rule that can be read off the files. With names, only those checks.
 *
 * Exit code 0 when all pass, 1 when one finds a fault, 64 for an unknown name.
 */
import { fileURLToPath } from "node:url";
import { checks } from "./check/all.ts";
import { runChecks, sayLongFiles } from "./check/run.ts";
import { readTree } from "./check/tree.ts";
import { stopPrograms } from "./run-program.ts";
import { say } from "./say.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  say(`没有这样的检查 no such check: ${unknown.join(", ")}`);
  say(`可用 known: ${checks.map(({ name }) => name).join(" ")}`);
  process.exit(64);
}

process.once("SIGINT", () => {
  stopPrograms("SIGKILL");
  process.exit(130);
});

const tree = readTree(fileURLToPath(new URL("..", import.meta.url)));
const chosen = wanted.length === 0 ? checks : checks.filter(({ name }) => wanted.includes(name));
const { passed, failed } = await runChecks(chosen, tree);
sayLongFiles(tree);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
