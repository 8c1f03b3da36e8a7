/** `npm run capabilities`: each row of `docs/capabilities.md`, and the tests whose names prove it. Exit code 1 when a test names a row that is not there. */
import { fileURLToPath } from "node:url";
import { capabilities, readCapabilities, readClaims } from "./check/capabilities.ts";
import { showFinding } from "./check/finding.ts";
import { readTree } from "./check/tree.ts";
import { say } from "./say.ts";

const tree = readTree(fileURLToPath(new URL("..", import.meta.url)));
const rows = readCapabilities(tree);
const claims = readClaims(tree);
let proven = 0;
for (const { id, plan, short } of rows) {
  const tests = claims.filter(({ ids }) => ids.includes(id));
  if (tests.length > 0) proven += 1;
  const files = Array.from(new Set(tests.map(({ file }) => file)));
  say(`${tests.length > 0 ? "✓" : "·"} ${id.padEnd(4)} ${plan} · ${short}`);
  for (const file of files) say(`         ${file} × ${tests.filter((claim) => claim.file === file).length}`);
}
const strangers = await capabilities.find(tree);
for (const finding of strangers) say(showFinding(finding));
say(`rows ${rows.length}, proven ${proven}, tests ${claims.length}`);
process.exitCode = strangers.length > 0 ? 1 : 0;
