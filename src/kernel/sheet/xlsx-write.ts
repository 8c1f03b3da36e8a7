import { type PackedFile, writeZip } from "../zip/index.ts";

/** A sheet to be written. */
export interface WrittenSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** The first row is the header: bold, and stays in sight. */
  readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** Widths of columns in characters; 20 where none is given. */
  readonly widths?: readonly number[];
}

/** Most characters that table programs take in a cell. */
export const mostCellCharacters = 32_767;

/**
 * Writes a workbook (ECMA-376, SpreadsheetML) as its rows come. Every cell is text, also those of empty rows below: a code
 * typed there keeps all its digits.
 *
 * @param sheets written in this order, the rows of one after those of the other.
 */
export async function* writeXlsx(sheets: readonly WrittenSheet[]): AsyncGenerator<Buffer> {
  const parts: PackedFile[] = [
    part("[Content_Types].xml", contentTypes(sheets.length)),
    part("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])),
    part("xl/workbook.xml", workbook(sheets)),
    part("xl/_rels/workbook.xml.rels", relations([...sheets.map(sheetRelation), ["styles", "styles.xml"]])),
    part("xl/styles.xml", styles),
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, bytes: sheetBytes(sheet) })),
  ];
  yield* writeZip(parts);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function part(name: string, text: string): PackedFile {
  return { name, bytes: [Buffer.from(declaration + text)] };
}

const sheetRelation = (_: WrittenSheet, index: number): [string, string] => [
  "worksheet",
  `worksheets/sheet${index + 1}.xml`,
];

function relations(targets: readonly (readonly [string, string])[]): string {
  const all = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${all.join("")}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const override = (name: string, type: string) => `<Override PartName="${name}" ContentType="${types}.${type}+xml"/>`;
  const all = Array.from({ length: sheets }, (_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, "worksheet"));
  return `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("/xl/workbook.xml", "sheet.main")}${override("/xl/styles.xml", "styles")}${all.join("")}</Types>`;
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const all = sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${all.join("")}</sheets></workbook>`;
}

/** Style 1 is text (format 49), style 2 the same in bold. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

const usualWidth = 20;
const mostColumns = 16_384;

async function* sheetBytes({ rows, widths = [] }: WrittenSheet): AsyncGenerator<Buffer> {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" style="1" customWidth="1"/>`,
  );
  columns.push(
    `<col min="${widths.length + 1}" max="${mostColumns}" width="${usualWidth}" style="1" customWidth="1"/>`,
  );
  let held = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`;
  let line = 0;
  for await (const row of rows) {
    line += 1;
    held += rowOf(row, line);
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = "";
  }
  yield Buffer.from(`${held}</sheetData></worksheet>`);
}

function rowOf(row: readonly string[], line: number): string {
  const style = line === 1 ? 2 : 1;
  const cells = row.map((text, at) =>
    text === ""
      ? ""
      : `<c r="${columnName(at)}${line}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join("")}</row>`;
}

/** 0 is A, 26 is AA. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Control characters that XML cannot carry; a carriage return it would turn into a line feed.
const unwritable = /[&<>"]|(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/giu;

function escaped(text: string): string {
  return text.replace(unwritable, (mark) => {
    const known = marks[mark];
    return known ?? `_x${mark.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}_`;
  });
}
