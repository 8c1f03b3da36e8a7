import { advanceFlow, startFlow } from "../run.ts";
import { exploreFlow, factsOf, noFindings, summaryOf } from "./explore.ts";
import { jointFamilies } from "./families.ts";

/**
 * The fuller model check, by hand: `node --import tsx src/process/model-check/main.ts [branches]` (5 when left out;
 * 6 takes a few minutes). The tests run it up to 4.
 */
const most = Number(process.argv[2] ?? 5);
const seen = noFindings();
Error.stackTraceLimit = 0; // millions of refusals are made to be counted, not read
for (const flow of jointFamilies(most)) {
  for (const facts of factsOf(flow)) exploreFlow(flow, facts, { startFlow, advanceFlow }, seen);
}
process.stdout.write(`${summaryOf(seen)}\n`);
process.exitCode = seen.first === "" ? 0 : 1;
