import PDFDocument from "pdfkit";
import { breakLines, type Line } from "./lines.ts";
import { type Cut, runsOf, type Typeface, widthOf } from "./typeface.ts";

/**
 * The page, in points: A4, 31 characters of 四号 (14 pt) across, margins near those of official papers.
 * @source GB/T 9704-2012 5.1–5.2 (37 mm above, 28 mm left), type one size smaller because the tables are part of the text
 */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 80.64,
  measure: 434,
  top: 76,
  bottom: 752,
  size: 14,
} as const;

/** How close the lines stand. A document that nearly fits on a page is set `tight`, so that no page holds but a signature. */
export const densities = {
  loose: { head: 20, leading: 26, cell: 19, pad: 5, aboveSignature: 34 },
  tight: { head: 0, leading: 22, cell: 17, pad: 2.5, aboveSignature: 18 },
} as const;
export type Density = (typeof densities)[keyof typeof densities];

/** Black of the text, grey of what is not the text, and lines. */
export const ink = { text: "#111111", quiet: "#595959", line: "#8c8c8c" } as const;

/** How a text is set. */
export interface Setting {
  cut?: Cut;
  size?: number;
  leading?: number;
  align?: "left" | "centre" | "right";
  colour?: string;
  /** Points left of the text, and more for the first line of a paragraph. */
  left?: number;
  first?: number;
  width?: number;
  /** Role in the tagged file: P, H1, TD … */
  tag?: string;
}

/** A document being written: knows where it is on which page. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly typeface: Typeface;
  readonly density: Density;
  y: number;
}

/** Opens an empty document. All its dates are `at`, so the same content has the same bytes. */
export function openSheet(
  typeface: Typeface,
  density: Density,
  about: { title: string; author: string; subject: string; at: Date },
): Sheet {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    font: "",
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    tagged: true,
    displayTitle: true,
    lang: "zh-CN",
    info: {
      Title: about.title,
      Author: about.author,
      Subject: about.subject,
      Creator: "网厅",
      Producer: "网厅",
      CreationDate: about.at,
      ModDate: about.at,
    },
  });
  doc.registerFont("song", typeface.files.song).registerFont("bold", typeface.files.bold);
  return { doc, typeface, density, y: page.top };
}

/** Finishes the file. */
export function closeSheet(sheet: Sheet): Promise<Buffer> {
  const { doc } = sheet;
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    doc.on("data", (part: Uint8Array) => parts.push(part));
    doc.on("end", () => resolve(Buffer.concat(parts)));
    doc.on("error", reject);
    doc.end();
  });
}

/** Begins a new page when so many points do not fit on this one. @returns whether it did. */
export function ensure(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= page.bottom + 0.01) return false;
  sheet.doc.addPage();
  sheet.y = page.top;
  return true;
}

/** Breaks a text for a setting. */
export function linesOf(sheet: Sheet, text: string, setting: Setting): Line[] {
  const { cut = "song", size = page.size, left = 0, first = 0 } = setting;
  const width = setting.width ?? page.measure - left;
  return breakLines(text, width, (part) => widthOf(sheet.typeface, cut, size, part), first);
}

/** Sets a text from the present height on, over as many pages as it needs. No line of it stands alone on a page. */
export function setText(sheet: Sheet, text: string, setting: Setting = {}): void {
  const { leading = sheet.density.leading, first = 0 } = setting;
  const lines = linesOf(sheet, text, setting);
  const contents: ReturnType<PDFKit.PDFDocument["markStructureContent"]>[] = [];
  let at = 0;
  while (at < lines.length) {
    const left = lines.length - at;
    let fit = Math.floor((page.bottom - sheet.y + 0.01) / leading);
    if (fit < left && left - fit === 1) fit -= 1;
    if (fit < Math.min(2, left)) {
      ensure(sheet, page.height);
      continue;
    }
    const now = lines.slice(at, at + fit);
    contents.push(sheet.doc.markStructureContent(setting.tag ?? "P"));
    for (const [index, line] of now.entries()) {
      setLine(sheet, line, at + index === 0 ? first : 0, setting);
      sheet.y += leading;
    }
    sheet.doc.endMarkedContent();
    at += now.length;
  }
  sheet.doc.addStructure(sheet.doc.struct(setting.tag ?? "P", {}, contents));
}

/** Sets one line at the present height; full lines are spread to the width. */
export function setLine(sheet: Sheet, line: Line, first: number, setting: Setting): void {
  const { cut = "song", size = page.size, left = 0, align = "left", leading = sheet.density.leading } = setting;
  const width = setting.width ?? page.measure - left;
  const slack = width - first - line.width;
  const shift = align === "centre" ? slack / 2 : align === "right" ? slack : first;
  const letters = [...line.text].length;
  const spread = align === "left" && !line.last && letters > 1 && slack > 0 && slack < 4 * size;
  drawText(sheet, line.text, page.left + left + shift, sheet.y + (leading - size) / 2, {
    cut,
    size,
    colour: setting.colour ?? ink.text,
    spacing: spread ? slack / (letters - 1) : 0,
  });
}

/** Draws a text at a place, changing the cut where it must. */
export function drawText(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: { cut: Cut; size: number; colour: string; spacing?: number },
): void {
  const { cut, size, colour, spacing = 0 } = style;
  let at = x;
  for (const run of runsOf(sheet.typeface, cut, text)) {
    // The type's own line is 1.4 em high; text is placed by the square of its characters.
    sheet.doc.font(run.cut).fontSize(size).fillColor(colour);
    sheet.doc.text(run.text, at, y - size * 0.27, { lineBreak: false, characterSpacing: spacing });
    at += widthOf(sheet.typeface, run.cut, size, run.text) + spacing * [...run.text].length;
  }
}

/** A horizontal line; it is decoration and read by nobody. */
export function drawRule(
  sheet: Sheet,
  y: number,
  weight: number,
  colour: string = ink.line,
  x = page.left,
  width: number = page.measure,
): void {
  const { doc } = sheet;
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(weight)
    .strokeColor(colour)
    .stroke();
  doc.endMarkedContent();
}
