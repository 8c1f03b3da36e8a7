import { encode } from "uqr";
import type { CommonFacts } from "../facts.ts";
import { drawRule, drawText, ink, page, type Sheet } from "./sheet.ts";
import { widthOf } from "./typeface.ts";

/** Height of the block at the foot of the last page, in points. */
export const checkHeight = 106;
const side = 76;

/**
 * What the document is and how anybody can check it: the QR code, both codes in plain text, and that it carries neither seal
 * nor signature. Stands at the foot of the last page.
 */
export function setCheck(sheet: Sheet, check: CommonFacts["check"]): void {
  const top = page.bottom - checkHeight + 8;
  drawRule(sheet, top, 0.5);
  drawQr(sheet, check.url, page.left, top + 12);
  const left = page.left + side + 16;
  const lines: readonly (readonly [label: string, value: string])[] = [
    ["查验编号", check.number],
    ["查验码", check.code],
    ["查验网址", check.page],
  ];
  const content = sheet.doc.markStructureContent("P");
  let y = top + 14;
  for (const [label, value] of lines) {
    drawText(sheet, label, left, y, { cut: "song", size: 10.5, colour: ink.quiet });
    const room = page.measure - (left - page.left) - 56;
    const natural = widthOf(sheet.typeface, "song", 10.5, value);
    const size = natural > room ? (10.5 * room) / natural : 10.5;
    drawText(sheet, value, left + 56, y, { cut: "song", size, colour: ink.text });
    y += 17;
  }
  for (const line of [
    "本文书由网上办事大厅按办件记录生成，没有加盖印章，没有电子签名。",
    "扫描左侧二维码或者登录查验网址，可以核对文书的编号、日期和内容摘要。",
  ]) {
    drawText(sheet, line, left, y + 5, { cut: "song", size: 9, colour: ink.quiet });
    y += 14;
  }
  sheet.doc.endMarkedContent();
  sheet.doc.addStructure(sheet.doc.struct("P", {}, [content]));
}

function drawQr(sheet: Sheet, text: string, x: number, y: number): void {
  const { doc } = sheet;
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const module = side / size;
  const content = doc.markStructureContent("Figure", { alt: "查验二维码" });
  for (const [row, line] of data.entries()) {
    for (let from = 0; from < size; from += 1) {
      if (!line[from]) continue;
      let to = from;
      while (line[to]) to += 1;
      doc.rect(x + from * module, y + row * module, (to - from) * module, module);
      from = to;
    }
  }
  doc.fillColor("#000000").fill();
  doc.endMarkedContent();
  doc.addStructure(doc.struct("Figure", { alt: "查验二维码" }, [content]));
}
