import type { Check, Finding } from "./finding.ts";
import { type Place, placeOf } from "./place.ts";
import type { Source } from "./source.ts";
import { argumentsOf, isMember, isNode, type Node, nameOf, walk } from "./syntax.ts";

/** One thing the code may not say, and where it may all the same. */
interface Rule {
  name: string;
  title: string;
  message: string;
  mend: string;
  /** Places with a reason of their own. */
  allowed(place: Place): boolean;
  matches(node: Node, source: Source): boolean;
}

/** Files that may call `Math.random`: delays between tries, where nothing of value hangs on guessing. */
const jitter = ["src/kernel/db/", "src/kernel/outbox/", "src/kernel/http/", "src/kernel/blob/"];

const rules: readonly Rule[] = [
  {
    name: "any",
    title: "不用 any",
    message: "`any` switches the types off",
    mend: "say the type, or `unknown` and narrow it",
    allowed: () => false,
    matches: (node) => node.type === "TSAnyKeyword",
  },
  {
    name: "console",
    title: "不用 console",
    message: "`console` bypasses the log and its redaction",
    mend: "use house.log; tools use tools/say.ts",
    allowed: () => false,
    matches: (node) => node.type === "MemberExpression" && nameOf(node.object) === "console",
  },
  {
    name: "clock",
    title: "只从时钟读时间",
    message: "reads the clock of the machine",
    mend: "take a Clock (house.clock.now()); durations may use performance.now()",
    allowed: ({ module, room, isTest }) => isTest || module === "tools" || room === "clock",
    matches: readsTime,
  },
  {
    name: "environment",
    title: "只在 config 读环境变量",
    message: "reads the environment",
    mend: "add it to src/kernel/config, where all faults are listed together, and hand it on",
    allowed: ({ module, room, isTest }) => isTest || module === "tools" || room === "config",
    matches: readsEnvironment,
  },
  {
    name: "random",
    title: "随机数有出处",
    message: "Math.random can be guessed and cannot be fixed in a test",
    mend: "use node:crypto for secrets and ids; take `random` as an argument for delays",
    allowed: ({ path, module, isTest }) =>
      isTest || module === "tools" || jitter.some((place) => path.startsWith(place)),
    matches: (node) => isMember(node, "Math", "random"),
  },
  {
    name: "piece",
    title: "语句片段署名",
    message: "says that another file wrote this piece of a statement",
    mend: "ask the face of the table's module for the piece",
    allowed: ({ module, isTest }) => isTest || module === "tools",
    matches: signsForAnother,
  },
];

/** The checks of single words, one for each rule. */
export const forbidden: readonly Check[] = rules.map((rule) => ({
  name: rule.name,
  title: rule.title,
  find(tree) {
    return tree.sources.flatMap((source) => (rule.allowed(placeOf(source.path)) ? [] : findIn(source, rule)));
  },
}));

function findIn(source: Source, rule: Rule): Finding[] {
  const findings: Finding[] = [];
  walk(source.program, (node) => {
    if (!rule.matches(node, source)) return;
    const line = source.lineOf(node.start);
    findings.push({ file: source.path, line, message: rule.message, mend: rule.mend });
  });
  return findings;
}

/**
 * `process.env`, `const { env } = process`, `import { env } from "node:process"`. One name may be read anywhere: the file
 * in which the tests record the SQL, which is no setting of a hall.
 */
function readsEnvironment(node: Node, { text }: Source): boolean {
  if (isMember(node, "process", "env")) return !text.startsWith(".WANGTING_RECORD_SQL", node.end);
  const from = node.type === "ImportDeclaration" && isNode(node.source) ? node.source.value : undefined;
  if (from === "process" || from === "node:process") return /\benv\b/.test(text.slice(node.start, node.end));
  if (node.type !== "VariableDeclarator" || nameOf(node.init) !== "process" || !isNode(node.id)) return false;
  return /\benv\b/.test(text.slice(node.id.start, node.id.end));
}

/** A text with a comment `TABLE by FILE` that names another file than the one it stands in. */
function signsForAnother({ type, start, end }: Node, { text, path }: Source): boolean {
  if (type !== "Literal" && type !== "TemplateElement") return false;
  const said = text.slice(start, end).matchAll(/\/\* \w+\.\w+ by (\S+) \*\//g);
  return [...said].some(([, file]) => file !== path);
}

/** `new Date()`, `Date()`, `Date.now`, `process.hrtime`, `performance.timeOrigin`, `Temporal.Now`. */
function readsTime(node: Node): boolean {
  if (node.type === "NewExpression") return nameOf(node.callee) === "Date" && argumentsOf(node).length === 0;
  if (node.type === "CallExpression") return nameOf(node.callee) === "Date";
  const now = [
    ["Date", "now"],
    ["process", "hrtime"],
    ["performance", "timeOrigin"],
    ["Temporal", "Now"],
  ] as const;
  return now.some(([object, property]) => isMember(node, object, property));
}
