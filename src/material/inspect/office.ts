import { readDirectory, type Source, unpackBeginning, type ZipEntry } from "../../kernel/zip/index.ts";
import { active, archiveRules, bomb, damaged, notTaken } from "./refusals.ts";

/** What a package of parts is. */
export type PackageType = "docx" | "xlsx" | "ofd" | "zip";

/** Parts that are read whole; real ones have some KB. */
const mostPart = 4 * 1024 * 1024;

/** Tells what a zip is by what lies in it. */
export function packageType(entries: readonly ZipEntry[]): "openxml" | "ofd" | "zip" {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has("[Content_Types].xml")) return "openxml";
  return names.has("OFD.xml") ? "ofd" : "zip";
}

/**
 * Judges a DOCX or XLSX (ECMA-376) or an OFD (GB/T 33190): every part unpacks to what the directory says; no macros, no parts
 * fetched from elsewhere, no document type declarations (from which entity bombs are made).
 *
 * @throws HallError invalid `material/active-content`, `material/damaged`, `material/bomb`, `material/type-not-allowed`.
 */
export async function inspectPackage(
  source: Source,
  entries: readonly ZipEntry[],
  kind: "openxml" | "ofd",
): Promise<"docx" | "xlsx" | "ofd"> {
  const what = kind === "ofd" ? "OFD" : "Office";
  const rules = archiveRules(what);
  let types = "";
  for (const entry of entries) {
    if (/(^|\/)vbaProject\.bin$/i.test(entry.name)) throw macros();
    const isXml = /\.(xml|rels)$/i.test(entry.name);
    const isWhole = entry.name === "[Content_Types].xml" || entry.name.endsWith(".rels");
    if (isWhole && entry.size > mostPart) throw bomb();
    const text = textOf(await unpackBeginning(source, entry, rules, isWhole ? mostPart : 4096));
    if (isXml && /<!(DOCTYPE|ENTITY)/i.test(text)) throw active("文件里有不该有的外部定义，请用办公软件重新保存再传");
    if (entry.name.endsWith(".rels")) refuseFetched(text);
    if (entry.name === "[Content_Types].xml") types = text;
    if (entry.name === "OFD.xml" && !text.includes("OFD")) throw damaged("OFD");
  }
  return kind === "ofd" ? "ofd" : officeType(types);
}

/** Parts may be UTF-16, with its mark. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

function officeType(types: string): "docx" | "xlsx" {
  if (/macroEnabled/i.test(types)) throw macros();
  if (types.includes("wordprocessingml.document.main+xml")) return "docx";
  if (types.includes("spreadsheetml.sheet.main+xml")) return "xlsx";
  throw notTaken("这里只收 DOCX、XLSX 这样的文档，请另存为 PDF 再传");
}

/** Links people click are fine; a template, an object or a frame is fetched and run when the file is opened. */
function refuseFetched(rels: string): void {
  for (const [relation] of rels.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    if (!/TargetMode\s*=\s*["']External["']/i.test(relation)) continue;
    if (/Type\s*=\s*["'][^"']*\/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)["']/i.test(relation)) {
      throw active("文件打开时会到别处取内容，请去掉外部链接的模板或对象，或另存为 PDF 再传");
    }
  }
}

/** The refusal of macros. */
export function macros(): Error {
  return active("文件里带有宏，请另存为不带宏的文件或 PDF 再传");
}

/** Reads the directory of a zip. */
export async function openPackage(source: Source): Promise<readonly ZipEntry[]> {
  return await readDirectory(source, archiveRules("文档"));
}
