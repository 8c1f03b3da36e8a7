import { piecesOf, type Source } from "../../kernel/zip/index.ts";
import { polyglot } from "./refusals.ts";

/** The end record of a zip and the longest comment behind it. */
const zipTail = 22 + 65_535;

/**
 * Refuses a file that is a zip archive as well: programs find a zip by its end, so anything may stand before it.
 *
 * @throws HallError invalid `material/polyglot`.
 */
export async function refuseHiddenZip(source: Source, what: string): Promise<void> {
  const from = Math.max(0, source.size - zipTail);
  const tail = await source.read(from, zipTail);
  for (let at = tail.indexOf("PK\u0005\u0006"); at >= 0; at = tail.indexOf("PK\u0005\u0006", at + 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) throw polyglot(what, "压缩包");
  }
}

/** Each is so long that noise holds it by chance in fewer than one of 100,000 pictures of 20 MB. */
const code = /<(script|iframe|!doctype)[\s>]|<html[\s>]|<svg\s+[a-z:]+=|<\?php\s/i;
const archives = ["Rar!\u001a\u0007", "7z\u00bc\u00af'\u001c"];
const overlap = 64;

/**
 * Refuses a picture with a page, an archive or a document inside. Phones put a second picture or a film behind the first,
 * so bytes behind the end alone are no reason.
 *
 * @throws HallError invalid `material/polyglot`.
 */
export async function refuseHiddenText(source: Source, what: string): Promise<void> {
  // Readers look for a PDF's head in the first kilobyte.
  if ((await source.read(0, 1024)).includes("%PDF-")) throw polyglot(what, " PDF");
  let before = "";
  for await (const piece of piecesOf(source)) {
    const text = before + piece.toString("latin1");
    if (code.test(text)) throw polyglot(what, "网页代码");
    if (archives.some((magic) => text.includes(magic))) throw polyglot(what, "压缩包");
    before = text.slice(-overlap);
  }
}
