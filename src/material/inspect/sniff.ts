import type { Source } from "../../kernel/zip/index.ts";
import { notTaken } from "./refusals.ts";

/** What the first bytes say: a type, or a family whose inside decides. */
export type Family = "pdf" | "jpg" | "png" | "zip" | "compound";

const families: readonly (readonly [Family, Buffer])[] = [
  ["pdf", Buffer.from("%PDF-")],
  ["jpg", Buffer.from([0xff, 0xd8, 0xff])],
  ["png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ["zip", Buffer.from("PK\u0003\u0004")],
  ["compound", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
];

const photo = "请在手机“相机—格式”里选“兼容性最佳”，或转成 JPG 再传";
const archive = "请解压后一个一个上传";

/** What people send by mistake or on purpose, with the way out. Judged by the first bytes as Latin-1 text: how it begins, or a pattern. */
const others: readonly (readonly [RegExp | readonly string[], string])[] = [
  [/^.{4}ftyp(hei[cx]|hev|mif1|msf1|avif)/s, `这是 HEIC 照片，${photo}`],
  [/^.{4}ftyp/s, "这是视频，这里不收视频"],
  [["GIF8"], "这是 GIF 图片，请另存为 JPG 或 PNG 再传"],
  [/^RIFF.{4}WEBP/s, "这是 WebP 图片，请另存为 JPG 或 PNG 再传"],
  [["II*\0", "MM\0*"], "这是 TIFF 图片，请另存为 PDF 或 JPG 再传"],
  [["Rar!", "7z\u00bc\u00af", "\u001f\u008b", "BZh", "\u00fd7zXZ"], `这是压缩包，${archive}`],
  [["PK\u0005\u0006", "PK\u0007\u0008"], `这是空的或分卷的压缩包，${archive}`],
  [["MZ", "\u007fELF", "\u00ca\u00fe\u00ba\u00be", "#!"], "这是程序，不能上传"],
  [["{\\rtf"], "这是 RTF 文件，请另存为 DOCX 或 PDF 再传"],
  [["BM"], "这是 BMP 图片，请另存为 JPG 或 PNG 再传"],
  [
    /^(\u00ef\u00bb\u00bf)?\s*<(!doctype|!--|html|head|svg|\?xml|script|table|meta)/i,
    "文件的内容其实是网页，请另存为 PDF 或表格再传",
  ],
];

/**
 * Judges a file by its first bytes.
 *
 * @throws HallError invalid `material/type-not-allowed`, with words that help for what people often send.
 */
export async function sniff(source: Source): Promise<Family> {
  const head = await source.read(0, 512);
  const found = families.find(([, magic]) => head.subarray(0, magic.length).equals(magic));
  if (found) return found[0];
  const text = head.toString("latin1");
  const known = others.find(([shape]) =>
    shape instanceof RegExp ? shape.test(text) : shape.some((begin) => text.startsWith(begin)),
  );
  throw notTaken(known?.[1] ?? "认不出这是什么文件，请换成 PDF、JPG 或 PNG 再传");
}
