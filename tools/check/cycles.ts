import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** No file reaches itself through imports of values: such a ring works or breaks by the order of loading. */
export const cycles: Check = {
  name: "cycles",
  title: "文件之间没有环",
  find(tree) {
    const edges = edgesOf(tree);
    const state = new Map<string, "open" | "done">();
    const findings: Finding[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      state.set(path, "open");
      for (const next of edges.get(path)?.keys() ?? []) {
        if (state.get(next) === "done") continue;
        if (state.get(next) === "open") {
          const ring = [...trail.slice(trail.indexOf(next)), next];
          findings.push({
            file: path,
            line: edges.get(path)?.get(next) ?? 1,
            message: `imports in a ring: ${ring.join(" → ")}`,
            mend: "move the shared part into a file that both import, or use `import type`",
          });
          continue;
        }
        visit(next, [...trail, next]);
      }
      state.set(path, "done");
    };
    for (const path of edges.keys()) if (!state.has(path)) visit(path, [path]);
    return findings;
  },
};

function edgesOf(tree: Tree): Map<string, Map<string, number>> {
  const edges = new Map<string, Map<string, number>>(tree.sources.map(({ path }) => [path, new Map()]));
  for (const source of tree.sources) {
    for (const one of source.imports) {
      if (one.typeOnly || one.target === undefined || !edges.has(one.target)) continue;
      edges.get(source.path)?.set(one.target, one.line);
    }
  }
  return edges;
}
