import { posix } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { lineAt, type Tree } from "./tree.ts";

/** Each relative link of a document leads to a file that exists, and to a heading that exists when it names one. */
export const links: Check = {
  name: "links",
  title: "文档链接都通",
  find(tree) {
    const documents = [...tree.texts].filter(([path]) => path.endsWith(".md"));
    return documents.flatMap(([file, text]) => brokenLinks(tree, file, text));
  },
};

const link =
  /!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"\n]*")?\s*\)|^\[[^\]\n]+\]:\s+(\S+)|<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/gm;

function brokenLinks(tree: Tree, file: string, text: string): Finding[] {
  const findings: Finding[] = [];
  const bare = withoutCode(text);
  for (const match of bare.matchAll(link)) {
    const address = match[1] ?? match[2] ?? match[3] ?? "";
    if (/^[a-z][a-z+.-]*:|^\/\//i.test(address)) continue;
    const fault = faultOf(tree, file, address);
    if (!fault) continue;
    const line = lineAt(text, match.index);
    findings.push({ file, line, message: `${address}: ${fault}`, mend: "correct the link, or add what it points to" });
  }
  return findings;
}

function faultOf(tree: Tree, file: string, address: string): string | undefined {
  const [rawPath = "", rawHeading] = address.split("#");
  if (rawPath.startsWith("/")) return "an absolute path leads nowhere from a document";
  const target = rawPath === "" ? file : posix.join(posix.dirname(file), decode(rawPath)).replace(/\/$/, "");
  if (target !== "." && !tree.paths.has(target)) return "no such file";
  if (!rawHeading || !target.endsWith(".md")) return undefined;
  return headingsOf(tree.texts.get(target) ?? "").has(decode(rawHeading)) ? undefined : "no such heading";
}

/** The anchors GitHub makes: lower case, spaces to hyphens, punctuation dropped, repeated ones numbered. */
function headingsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  for (const match of withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = (match[1] ?? "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const base = words.replace(/[^\p{L}\p{N}\p{M} _-]/gu, "").replaceAll(" ", "-");
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    anchors.add(count === 0 ? base : `${base}-${count}`);
  }
  for (const match of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? "");
  return anchors;
}

/** Code keeps its length, so that places stay right, but loses its brackets and headings. */
function withoutCode(text: string): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, " ");
  return text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, " "));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
