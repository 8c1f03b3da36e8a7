import type { Check, Finding } from "./finding.ts";
import { lineAt } from "./tree.ts";

interface Rule {
  pattern: RegExp;
  /** In code the word counts only in a comment: a test may look for it in a page. */
  onlyInComments?: boolean;
  message: string;
  mend: string;
}

/** The words are put together here so that this file does not hold what it forbids. */
const rules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(${["TO", "FIX"].map((start) => `${start}${start === "TO" ? "DO" : "ME"}`).join("|")})\\b`,
      "g",
    ),
    onlyInComments: true,
    message: "unfinished work is marked here",
    mend: "finish it, or file an issue and delete the mark",
  },
  {
    pattern: /(?<![\w.])\/(?:work|root|home\/[a-z][\w-]*|Users\/\w+)\/[\w.]/g,
    message: "a path of somebody's machine",
    mend: "use a path relative to the project, the data folder or os.tmpdir()",
  },
  {
    pattern: /https?:\/\/(?:[\w-]+\.)*(?:npmjs\.(?:org|com)|npmmirror\.com|yarnpkg\.com|debian\.org|pypi\.org)\b/g,
    message: "the address of a package registry",
    mend: "name the package only; the machine's own settings know the registry",
  },
];

/** No machine's paths, no registry's addresses, no marks of unfinished work, in any text of the project. */
export const texts: Check = {
  name: "texts",
  title: "没有机器路径、源地址和未完记号",
  find(tree) {
    const findings: Finding[] = [];
    for (const [file, text] of tree.texts) {
      for (const { pattern, onlyInComments, message, mend } of rules) {
        for (const match of text.matchAll(pattern)) {
          if (onlyInComments && /\.tsx?$/.test(file) && !isComment(text, match.index)) continue;
          findings.push({ file, line: lineAt(text, match.index), message: `${message}: ${match[0]}`, mend });
        }
      }
    }
    return findings;
  },
};

function isComment(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", offset) + 1, offset);
  return /(^|\s)\/[/*]|^\s*\*/.test(before);
}
