import { HallError } from "../../kernel/errors/index.ts";
import type { Source } from "../../kernel/zip/index.ts";
import { refuseHiddenText, refuseHiddenZip } from "./hidden.ts";
import { damaged, polyglot } from "./refusals.ts";

/** A4 at 600 dpi has 35 million; today's phones make 50, in their largest mode 200 (which also stays below 20 MB rarely). */
const mostPixels = 120_000_000;
const mostSide = 30_000;
const mostSegments = 100_000;

/** Judges a JPEG by its segments up to the picture. @throws HallError invalid `material/damaged`, `material/image-too-large`, `material/polyglot`. */
export async function inspectJpeg(source: Source): Promise<void> {
  let at = 2;
  for (let count = 0; count < mostSegments; count += 1) {
    const head = await source.read(at, 9);
    if (head.length < 4 || head[0] !== 0xff) throw damaged("JPG");
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      if (head.length < 9) throw damaged("JPG");
      refuseHuge(head.readUInt16BE(7), head.readUInt16BE(5), "JPG");
      await refuseHiddenZip(source, "JPG");
      return await refuseHiddenText(source, "JPG");
    }
    const length = head.readUInt16BE(2);
    // The picture's data may not begin before its size was said.
    if (length < 2 || marker === 0xda || marker === 0xd9) throw damaged("JPG");
    at += 2 + length;
  }
  throw damaged("JPG");
}

/** SOF0 to SOF15 say the size; DHT, JPG and DAC lie among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Judges a PNG chunk by chunk to its end. @throws HallError as `inspectJpeg`. */
export async function inspectPng(source: Source): Promise<void> {
  const head = await source.read(8, 16);
  if (head.length < 16 || head.toString("latin1", 4, 8) !== "IHDR") throw damaged("PNG");
  refuseHuge(head.readUInt32BE(8), head.readUInt32BE(12), "PNG");
  let at = 8;
  for (let count = 0; count < mostSegments; count += 1) {
    const chunk = await source.read(at, 8);
    if (chunk.length < 8) throw damaged("PNG");
    const length = chunk.readUInt32BE(0);
    at += 12 + length;
    if (at > source.size) throw damaged("PNG");
    if (chunk.toString("latin1", 4, 8) !== "IEND") continue;
    // Nothing belongs behind the end; what cropping tools left there is the part that was cut away.
    if (at !== source.size) throw polyglot("PNG", "别的内容");
    return await refuseHiddenText(source, "PNG");
  }
  throw damaged("PNG");
}

function refuseHuge(width: number, height: number, what: string): void {
  if (width === 0 || height === 0) throw damaged(what);
  if (width <= mostSide && height <= mostSide && width * height <= mostPixels) return;
  throw new HallError("invalid", "material/image-too-large", `图片有 ${width}×${height} 像素，太大了；请缩小后再传`, {
    width,
    height,
  });
}
