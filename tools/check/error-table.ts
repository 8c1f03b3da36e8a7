import type { Check, Finding } from "./finding.ts";
import { moduleOrder, placeOf, roomOrder } from "./place.ts";
import type { Source } from "./source.ts";
import { argumentsOf, nameOf, textsOf, walk } from "./syntax.ts";

const kinds = ["invalid", "forbidden", "not-found", "conflict", "unavailable"];
const codeShape = /^([a-z][a-z-]*)\/[a-z][a-z0-9-]*$/;

/** Each code that a refusal can carry has one row in the `errors.md` of its module or of one before it, of the same kind, and no row is left over. */
export const errorTable: Check = {
  name: "errors",
  title: "errors.md 与代码一致",
  find(tree) {
    const findings: Finding[] = [];
    const modules = Array.from(
      new Set(
        tree.sources
          .map(({ path }) => placeOf(path))
          .filter(isModule)
          .map(({ module }) => module),
      ),
    ).sort((one, other) => moduleOrder(one) - moduleOrder(other));
    // A module may refuse in the words of one before it: then the row stands there.
    const known = new Map<string, string>();
    for (const module of modules) {
      const file = `src/${module}/errors.md`;
      const rows = rowsOf(file, tree.texts.get(file) ?? "");
      for (const [code, kind] of rows.kindOf) known.set(code, kind);
      const sources = tree.sources.filter(({ path }) => placeOf(path).module === module && !placeOf(path).isTest);
      findings.push(...rows.faults, ...unknownCodes(module, sources, known), ...deadRows(file, sources, rows));
    }
    return findings;
  },
};

function isModule(place: ReturnType<typeof placeOf>): boolean {
  return moduleOrder(place.module) !== -1;
}

interface Rows {
  kindOf: Map<string, string>;
  lineOf: Map<string, number>;
  faults: Finding[];
}

function rowsOf(file: string, text: string): Rows {
  const rows: Rows = { kindOf: new Map(), lineOf: new Map(), faults: [] };
  text.split("\n").forEach((content, index) => {
    const cells = content.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const code = (cells[1] ?? "").replaceAll("`", "");
    if (cells.length < 4 || !codeShape.test(code)) return;
    const kind = (cells[2] ?? "").replaceAll("`", "");
    const line = index + 1;
    const blame = (message: string, mend: string): void => {
      rows.faults.push({ file, line, message, mend });
    };
    if (rows.kindOf.has(code)) blame(`${code} has two rows`, "keep one");
    if (!kinds.includes(kind)) blame(`${code} has the kind “${kind}”`, `use one of ${kinds.join(", ")}`);
    if (!cells[3] || !cells[4]) blame(`${code} says too little`, "fill 意思 and 怎么办");
    rows.kindOf.set(code, kind);
    rows.lineOf.set(code, line);
  });
  return rows;
}

function unknownCodes(module: string, sources: readonly Source[], kindOf: ReadonlyMap<string, string>): Finding[] {
  return sources.flatMap((source) =>
    refusalsIn(source, module).flatMap(({ code, kind, line }): Finding[] => {
      const row = kindOf.get(code);
      const at = { file: source.path, line };
      if (row === undefined) {
        return [
          { ...at, message: `${code} has no row`, mend: `add it to src/${module}/errors.md: code, kind, 意思, 怎么办` },
        ];
      }
      if (kind === undefined || kind === row) return [];
      return [{ ...at, message: `${code} is thrown as ${kind}, its row says ${row}`, mend: "make both the same" }];
    }),
  );
}

interface Refusal {
  code: string;
  /** Undefined where the kind is computed or the code is handed on by a function. */
  kind: string | undefined;
  line: number;
}

/** `new HallError(kind, code, …)` with literals, and every other text of a code's shape in a file that refuses. */
function refusalsIn(source: Source, module: string): Refusal[] {
  const refusals: Refusal[] = [];
  const seen = new Set<unknown>();
  if (!source.text.includes("HallError")) return refusals;
  walk(source.program, (node) => {
    if (node.type === "NewExpression" && nameOf(node.callee) === "HallError") {
      const [kindNode, codeNode] = argumentsOf(node);
      const kindsHere = textsOf(kindNode);
      const kind = kindsHere.length === 1 ? kindsHere[0] : undefined;
      for (const code of textsOf(codeNode)) refusals.push({ code, kind, line: source.lineOf(node.start) });
      seen.add(codeNode);
      return;
    }
    if (node.type !== "Literal" || typeof node.value !== "string" || seen.has(node)) return;
    const scope = codeShape.exec(node.value)?.[1];
    if (scope === undefined || !(scope === module || (module === "kernel" && roomOrder(scope) !== -1))) return;
    refusals.push({ code: node.value, kind: undefined, line: source.lineOf(node.start) });
  });
  return refusals;
}

function deadRows(file: string, sources: readonly Source[], rows: Rows): Finding[] {
  const findings: Finding[] = [];
  for (const [code, line] of rows.lineOf) {
    if (sources.some(({ text }) => text.includes(`"${code}"`) || text.includes(`\`${code}\``))) continue;
    findings.push({ file, line, message: `${code} is thrown nowhere`, mend: "delete the row, or throw it" });
  }
  return findings;
}
