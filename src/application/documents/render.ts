import { type Block, type Composed, composeDocument } from "./compose/index.ts";
import type { CommonFacts, DocumentFacts } from "./facts.ts";
import { checkHeight, setCheck } from "./pdf/check-block.ts";
import {
  closeSheet,
  type Density,
  densities,
  drawRule,
  drawText,
  ensure,
  ink,
  linesOf,
  openSheet,
  page,
  type Setting,
  type Sheet,
  setText,
} from "./pdf/sheet.ts";
import { setFacts, setTable } from "./pdf/table.ts";
import { codeOf, printable, type Typeface, widthOf } from "./pdf/typeface.ts";

/**
 * Renders a document as PDF: A4, tagged, with embedded subsets of the type. The same facts give the same bytes, so the
 * digest is stable over retries; nothing is read but the facts.
 *
 * What the type lacks is printed as its code and told at the end.
 */
export async function renderDocument(typeface: Typeface, facts: DocumentFacts): Promise<Buffer> {
  const missing = new Set<number>();
  const composed = printableDocument(typeface, composeDocument(facts), missing);
  const check = printableCheck(typeface, facts.check, missing);
  const blocks = missing.size === 0 ? composed.blocks : [...composed.blocks, noteOf(missing)];
  const about = {
    title: `${composed.title} ${composed.number}`,
    author: composed.issuer,
    subject: `办件 ${facts.caseNumber}`,
    at: facts.at,
  };
  const set = (density: Density) => setDocument(openSheet(typeface, density, about), { ...composed, blocks }, check);
  const loose = set(densities.loose);
  const tight = pagesOf(loose) > 1 ? set(densities.tight) : loose;
  const sheet = pagesOf(tight) < pagesOf(loose) ? tight : loose;
  setFooters(sheet, composed);
  return closeSheet(sheet);
}

function pagesOf(sheet: Sheet): number {
  return sheet.doc.bufferedPageRange().count;
}

function setDocument(sheet: Sheet, composed: Composed, check: CommonFacts["check"]): Sheet {
  const { blocks } = composed;
  setHead(sheet, composed);
  for (const [index, block] of blocks.entries()) {
    // The signature never stands on a page of its own: a short last paragraph goes over with it.
    if (index === blocks.length - 1) ensure(sheet, heightOfLast(sheet, block) + signHeight(sheet) + checkHeight);
    setBlock(sheet, block);
  }
  ensure(sheet, signHeight(sheet) + checkHeight);
  setSignature(sheet, composed);
  setCheck(sheet, check);
  return sheet;
}

function signHeight({ density }: Sheet): number {
  return density.aboveSignature + 2 * density.leading + 4;
}

const indent = 2 * page.size;
/** A last paragraph up to so many lines is kept together with the signature. */
const keptTogether = 6;

function setHead(sheet: Sheet, { issuer, title, number, caseNumber, to }: Composed): void {
  sheet.y += sheet.density.head;
  setText(sheet, issuer, { align: "centre", size: 16, leading: 30 });
  setText(sheet, title, { align: "centre", size: 22, leading: 44, cut: "bold", tag: "H1" });
  sheet.y += 6;
  const small = { size: 11, leading: 20 };
  const above = sheet.y;
  setText(sheet, `办件编号 ${caseNumber}`, small);
  sheet.y = above;
  setText(sheet, number, { ...small, align: "right" });
  sheet.y += 2;
  drawRule(sheet, sheet.y, 0.75, ink.text);
  sheet.y += 14;
  setText(sheet, to);
}

function setBlock(sheet: Sheet, block: Block): void {
  if (block.is === "paragraph") setText(sheet, block.text, settingOf(block));
  else if (block.is === "facts") setFacts(sheet, block.rows);
  else if (block.is === "table") setTable(sheet, block.columns, block.rows);
  else {
    for (const [index, item] of block.items.entries()) setText(sheet, `${index + 1}. ${item}`, { first: indent });
  }
}

function settingOf(block: Extract<Block, { is: "paragraph" }>): Setting {
  return { first: block.indent ? indent : 0 };
}

function heightOfLast(sheet: Sheet, block: Block): number {
  if (block.is !== "paragraph") return 0;
  const lines = linesOf(sheet, block.text, settingOf(block)).length;
  return lines <= keptTogether ? lines * sheet.density.leading : 0;
}

/** Issuer and day, set to the right as on official papers: the day four characters in, the issuer centred over it. */
function setSignature(sheet: Sheet, { issuer, date }: Composed): void {
  sheet.y += sheet.density.aboveSignature;
  const width = (text: string) => widthOf(sheet.typeface, "song", page.size, text);
  const right = Math.max(0, 4 * page.size - Math.max(0, (width(issuer) - width(date)) / 2));
  const block = Math.min(page.measure - right, Math.max(width(issuer), width(date)) + 1);
  const setting: Setting = { left: page.measure - right - block, width: block, align: "centre" };
  setText(sheet, issuer, setting);
  setText(sheet, date, setting);
}

/** Every page says which document it belongs to and how many pages there are. */
function setFooters(sheet: Sheet, { title, number }: Composed): void {
  const { doc } = sheet;
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    doc.markContent("Artifact", { type: "Pagination" });
    const style = { cut: "song", size: 9, colour: ink.quiet } as const;
    const pages = `第 ${index + 1} 页，共 ${count} 页`;
    const y = page.bottom + 22;
    drawText(sheet, `${title} ${number}`, page.left, y, style);
    drawText(sheet, pages, page.left + page.measure - widthOf(sheet.typeface, "song", 9, pages), y, style);
    doc.endMarkedContent();
  }
}

function noteOf(missing: ReadonlySet<number>): Block {
  const codes = [...missing].map(codeOf).join("、");
  return { is: "paragraph", indent: true, text: `字库暂缺的字以统一码（Unicode）编号表示：${codes}。` };
}

function printableDocument(typeface: Typeface, composed: Composed, missing: Set<number>): Composed {
  const print = (text: string) => printable(typeface, text, missing);
  const { title, number, caseNumber, to, issuer, date, blocks } = composed;
  return {
    title: print(title),
    number: print(number),
    caseNumber: print(caseNumber),
    to: print(to),
    issuer: print(issuer),
    date: print(date),
    blocks: blocks.map((block): Block => {
      if (block.is === "paragraph") return { ...block, text: print(block.text) };
      if (block.is === "items") return { ...block, items: block.items.map(print) };
      if (block.is === "facts")
        return { ...block, rows: block.rows.map(([label, value]) => [print(label), print(value)] as const) };
      return { ...block, rows: block.rows.map((row) => row.map(print)) };
    }),
  };
}

function printableCheck(typeface: Typeface, check: CommonFacts["check"], missing: Set<number>): CommonFacts["check"] {
  return { ...check, page: printable(typeface, check.page, missing) };
}
