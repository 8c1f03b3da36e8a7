import type { Check, Finding } from "./finding.ts";
import { lineAt, type Tree } from "./tree.ts";

/** One thing the hall must be able to do. */
export interface Capability {
  readonly id: string;
  /** In the words of the founding plan. */
  readonly plan: string;
  readonly short: string;
}

/** A test that says by its name which capabilities it proves. */
export interface Claim {
  readonly file: string;
  readonly line: number;
  readonly ids: readonly string[];
}

/** Where the capabilities are listed. */
export const capabilityList = "docs/capabilities.md";

/** The rows of the list, in its order. */
export function readCapabilities(tree: Tree): Capability[] {
  const text = tree.texts.get(capabilityList) ?? "";
  return Array.from(
    text.matchAll(/^\| ([A-Z]\d{1,2}) \| (.*?) \| (.*?) \|/gm),
    ([, id = "", plan = "", short = ""]) => ({
      id,
      plan,
      short,
    }),
  );
}

const namedTest = /\b(?:test|it)\(\s*["'`]((?:\[[A-Z]\d{1,2}\] ?)+)/g;

/** What the names of the tests claim. */
export function readClaims(tree: Tree): Claim[] {
  return [...tree.texts]
    .filter(([file]) => /\.test\.tsx?$/.test(file))
    .flatMap(([file, text]) =>
      Array.from(text.matchAll(namedTest), (match) => ({
        file,
        line: lineAt(text, match.index),
        ids: Array.from((match[1] ?? "").matchAll(/[A-Z]\d{1,2}/g), ([id]) => id),
      })),
    );
}

/** Each id in the name of a test is a row of the list. */
export const capabilities: Check = {
  name: "capabilities",
  title: "测试名里的能力代号都在清单里",
  find(tree): Finding[] {
    const known = new Set(readCapabilities(tree).map(({ id }) => id));
    return readClaims(tree).flatMap(({ file, line, ids }) =>
      ids
        .filter((id) => !known.has(id))
        .map((id) => ({ file, line, message: `[${id}] is no capability`, mend: `take an id of ${capabilityList}` })),
    );
  },
};
