import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import * as fontkit from "fontkit";

/** Which cut a text is set in. */
export type Cut = "song" | "bold";

/** Song type in two cuts: the regular one has nearly every character, the bold one those of GB 2312. */
export interface Typeface {
  readonly files: Readonly<Record<Cut, Buffer>>;
  has(cut: Cut, codePoint: number): boolean;
  /** Advance of one character as a part of the size. */
  advance(cut: Cut, codePoint: number): number;
}

/**
 * Opens the fonts of the documents; 15 MB in memory, about 150 ms.
 *
 * @param folder `seed/fonts` of the project.
 */
export function openTypeface(folder: string): Typeface {
  const files = { song: unpack("song.ttf.br"), bold: unpack("song-bold.ttf.br") };
  const fonts = { song: open(files.song), bold: open(files.bold) };
  const known = { song: new Map<number, number>(), bold: new Map<number, number>() };
  return {
    files,
    has: (cut, codePoint) => fonts[cut].hasGlyphForCodePoint(codePoint),
    advance(cut, codePoint) {
      let advance = known[cut].get(codePoint);
      if (advance === undefined) {
        const font = fonts[cut];
        advance = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
        known[cut].set(codePoint, advance);
      }
      return advance;
    },
  };

  function unpack(name: string): Buffer {
    return brotliDecompressSync(readFileSync(path.join(folder, name)));
  }
}

function open(file: Buffer): fontkit.Font {
  const font = fontkit.create(file);
  if (!("glyphForCodePoint" in font)) throw new TypeError("a font file with one font is expected");
  return font;
}

/** A stretch of text in one cut. */
export interface Run {
  cut: Cut;
  text: string;
}

/** Splits a text by the cut that has its characters: what the bold cut lacks is set in the regular one. */
export function runsOf(typeface: Typeface, cut: Cut, text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const set: Cut = cut === "bold" && typeface.has("bold", character.codePointAt(0) ?? 0) ? "bold" : "song";
    const last = runs.at(-1);
    if (last?.cut === set) last.text += character;
    else runs.push({ cut: set, text: character });
  }
  return runs;
}

/** Width of a text in points. */
export function widthOf(typeface: Typeface, cut: Cut, size: number, text: string): number {
  let width = 0;
  for (const run of runsOf(typeface, cut, text)) {
    for (const character of run.text) width += typeface.advance(run.cut, character.codePointAt(0) ?? 0);
  }
  return width * size;
}

/**
 * Makes a text printable: characters that the type lacks become their code, 〔U+2A6D6〕, never a blank or a box. Invisible
 * ones (controls, variation selectors, zero-width) are left out; line breaks stay.
 *
 * @param missing takes the code points that were replaced.
 */
export function printable(typeface: Typeface, text: string, missing: Set<number>): string {
  return Array.from(text.normalize("NFC"), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === "\n") return character;
    if (/\s/u.test(character)) return character === "\u3000" ? character : " ";
    if (/[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(character)) return "";
    if (typeface.has("song", codePoint)) return character;
    missing.add(codePoint);
    return codeOf(codePoint);
  }).join("");
}

/** 〔U+2A6D6〕 */
export function codeOf(codePoint: number): string {
  return `〔U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}〕`;
}
