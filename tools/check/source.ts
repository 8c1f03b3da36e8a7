import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import { isNode, type Node, walk } from "./syntax.ts";

/** One import or re-export, of a value or only of types, static, dynamic, `import("…").T` or `declare module "…"`. */
export interface ImportOf {
  specifier: string;
  /** Path from the root for relative specifiers, else undefined (a package or `node:` module). */
  target: string | undefined;
  typeOnly: boolean;
  /** True for `declare module "…"`: adds to another room's types. */
  augments: boolean;
  names: readonly string[];
  line: number;
}

/** A parsed TypeScript file. */
export interface Source {
  path: string;
  text: string;
  program: Node;
  imports: readonly ImportOf[];
  /** What the parser could not read; such a file fails the type check as well. */
  faults: readonly string[];
  lineOf(offset: number): number;
}

/** Parses one file with oxc, which keeps type-only imports (a bundler's list drops them). */
export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  const program: unknown = parsed.program;
  if (!isNode(program)) throw new Error(`the parser gave no program for ${path}`);
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => countUpTo(starts, offset);
  return { path, text, program, imports: importsOf(path, program, lineOf), faults: parsed.errors.map(String), lineOf };
}

function importsOf(path: string, program: Node, lineOf: (offset: number) => number): ImportOf[] {
  const found: ImportOf[] = [];
  const add = (node: Node, source: unknown, typeOnly: boolean, names: string[], augments = false): void => {
    if (!isNode(source) || typeof source.value !== "string") return;
    const specifier = source.value;
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : undefined;
    found.push({ specifier, target, typeOnly, augments, names, line: lineOf(node.start) });
  };
  walk(program, (node) => {
    if (node.type === "ImportDeclaration") add(node, node.source, isTypeOnly(node, "importKind"), namesOf(node));
    if (node.type === "ExportNamedDeclaration") add(node, node.source, isTypeOnly(node, "exportKind"), namesOf(node));
    if (node.type === "ExportAllDeclaration") add(node, node.source, node.exportKind === "type", []);
    if (node.type === "ImportExpression") add(node, node.source, false, []);
    if (node.type === "TSImportType") add(node, node.source, true, []);
    if (node.type === "TSModuleDeclaration") add(node, node.id, true, [], true);
  });
  return found;
}

function isTypeOnly(node: Node, kind: "importKind" | "exportKind"): boolean {
  if (node[kind] === "type") return true;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier[kind] === "type");
}

function namesOf(node: Node): string[] {
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return specifiers.flatMap((specifier) => {
    const name = specifier.imported ?? specifier.local;
    return isNode(name) && typeof name.name === "string" ? [name.name] : [];
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function countUpTo(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
