import { broken, tooLarge } from "./faults.ts";
import type { Package } from "./xlsx-package.ts";
import { createXml, type XmlHandler } from "./xml.ts";

/** Most bytes of the small parts of a workbook: its directory, its styles. */
const mostOfPart = 20 * 1024 * 1024;
/** Most bytes of the texts and of a sheet. */
export const mostOfSheet = 500 * 1024 * 1024;
/** Most characters of all shared texts together, and most texts. */
const mostSharedCharacters = 60_000_000;
const mostShared = 4_000_000;

/** Hears a part of a workbook piece by piece. */
export async function* hear(zip: Package, part: string, handler: XmlHandler, most: number): AsyncGenerator<void> {
  const xml = createXml(handler);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of zip.read(part, most)) {
      xml.push(decoder.decode(chunk, { stream: true }));
      yield;
    }
    xml.push(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      throw broken("not UTF-8");
    }
    throw error;
  }
  xml.end();
  yield;
}

async function whole(zip: Package, part: string, handler: XmlHandler, most = mostOfPart): Promise<void> {
  for await (const _ of hear(zip, part, handler, most)) void _;
}

/** A sheet of a workbook. */
export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  /** Its file in the archive. */
  readonly part: string;
}

/** What must be known of a workbook before its rows can be read. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly shared: readonly string[];
  /** Days are counted from 1904 (old Macintosh). */
  readonly from1904: boolean;
  /** By number of the style: whether its numbers are days or times. */
  readonly dateStyles: readonly boolean[];
}

/** Reads everything but the sheets. */
export async function openWorkbook(zip: Package): Promise<Workbook> {
  const roots = await relations(zip, "_rels/.rels");
  const main = roots.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
  if (!zip.has(main)) throw broken("no workbook");
  const found: { name: string; isHidden: boolean; id: string }[] = [];
  let from1904 = false;
  await whole(zip, main, {
    open(name, attribute) {
      if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attribute("date1904") ?? "");
      if (name !== "sheet") return;
      const isHidden = (attribute("state") ?? "visible") !== "visible";
      found.push({ name: attribute("name") ?? "", isHidden, id: attribute("id") ?? "" });
    },
  });
  const parts = await relations(zip, relationsOf(main));
  const partOf = (kind: string) => parts.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const sheets = found.flatMap(({ name, isHidden, id }) => {
    const part = parts.find((one) => one.id === id && one.type.endsWith("/worksheet"))?.target;
    return part && zip.has(part) ? [{ name, isHidden, part }] : [];
  });
  return {
    sheets,
    shared: await sharedTexts(zip, partOf("sharedStrings")),
    from1904,
    dateStyles: await dateStyles(zip, partOf("styles")),
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function relationsOf(part: string): string {
  const at = part.lastIndexOf("/") + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

async function relations(zip: Package, part: string): Promise<Relation[]> {
  if (!zip.has(part)) return [];
  const base = part.replace(/_rels\/[^/]*$/, "");
  const found: Relation[] = [];
  await whole(zip, part, {
    open(name, attribute) {
      // What lies outside of the file is never opened.
      if (name !== "Relationship" || attribute("TargetMode") === "External") return;
      const target = attribute("Target") ?? "";
      const path = target.startsWith("/") ? target.slice(1) : new URL(target, `file:///${base}`).pathname.slice(1);
      found.push({ id: attribute("Id") ?? "", type: attribute("Type") ?? "", target: path });
    },
  });
  return found;
}

async function sharedTexts(zip: Package, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined || !zip.has(part)) return texts;
  let text = "";
  let total = 0;
  let isText = false;
  let phonetic = 0;
  const handler: XmlHandler = {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") isText = phonetic === 0;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "si") {
        total += text.length;
        texts.push(unescaped(text));
        if (total > mostSharedCharacters || texts.length > mostShared) throw tooLarge(mostSharedCharacters);
      }
    },
  };
  await whole(zip, part, handler, mostOfSheet);
  return texts;
}

/** `_x000D_` and its like: characters that XML cannot carry. @source ECMA-376 part 1, 22.9.2.19 (ST_Xstring) */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)));
}

/** Built-in formats of days and times, those of Chinese editions included. @source ECMA-376 part 1, 18.8.30 (numFmt) */
function isBuiltInDate(format: number): boolean {
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  );
}

async function dateStyles(zip: Package, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (part === undefined || !zip.has(part)) return styles;
  const own = new Map<number, boolean>();
  let inCells = false;
  await whole(zip, part, {
    open(name, attribute) {
      if (name === "numFmt") {
        const code = (attribute("formatCode") ?? "").replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");
        own.set(Number(attribute("numFmtId")), /[ymdhs]/i.test(code) && !/general/i.test(code));
      } else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const format = Number(attribute("numFmtId") ?? 0);
        styles.push(own.get(format) ?? isBuiltInDate(format));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}
