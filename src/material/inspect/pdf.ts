import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { piecesOf, type Source } from "../../kernel/zip/index.ts";
import { refuseHiddenZip } from "./hidden.ts";
import { active, damaged } from "./refusals.ts";

/** Larger ones are only looked at from outside: nothing is unpacked and no pages are counted. */
const mostInMemory = 32 * 1024 * 1024;
const mostUnpacked = 64 * 1024 * 1024;
const mostStreams = 2_000;

/**
 * Judges a PDF (ISO 32000): it begins and ends as one, and holds neither scripts nor calls of programs, also not in its packed
 * object streams. What is encrypted cannot be looked into.
 *
 * @returns the number of pages, as its page tree says; undefined when that cannot be read.
 * @throws HallError invalid `material/damaged`, `material/polyglot`, `material/active-content`.
 */
export async function inspectPdf(source: Source): Promise<number | undefined> {
  if (!(await source.read(Math.max(0, source.size - 4096), 4096)).includes("%%EOF")) throw damaged("PDF");
  await refuseHiddenZip(source, "PDF");
  if (source.size > mostInMemory) {
    await lookOver(source);
    return undefined;
  }
  const text = (await source.read(0, source.size)).toString("latin1");
  refuseActive(text);
  let pages = pagesIn(text);
  for await (const objects of objectStreams(text)) {
    refuseActive(objects);
    pages = Math.max(pages, pagesIn(objects));
  }
  return pages > 0 && pages <= 100_000 ? pages : undefined;
}

async function lookOver(source: Source): Promise<void> {
  let before = "";
  for await (const piece of piecesOf(source)) {
    const text = before + piece.toString("latin1");
    refuseActive(text);
    before = text.slice(-64);
  }
}

/** A name of PDF may write any of its letters as `#` and two hexadecimal digits. */
function named(name: string): string {
  const letters = Array.from(name, (letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`);
  return `/${letters.join("")}(?![A-Za-z0-9])`;
}

const scripts = new RegExp(named("JavaScript"), "i");
const programs = new RegExp(`/S\\s*${named("Launch")}`, "i");

function refuseActive(text: string): void {
  if (scripts.test(text)) throw active("这个 PDF 里带有脚本，请用“打印成 PDF”另存一份再传");
  if (programs.test(text)) throw active("这个 PDF 打开时会启动程序，没有接收");
}

const unpack = promisify(inflate);

/** The packed objects of a PDF 1.5, each as text. What does not unpack (encrypted, damaged) is passed over. */
async function* objectStreams(text: string): AsyncGenerator<string> {
  let left = mostUnpacked;
  let count = 0;
  for (const found of text.matchAll(/\/Type\s*\/ObjStm\b/g)) {
    count += 1;
    if (count > mostStreams || left <= 0) return;
    const begin = text.slice(found.index, found.index + 2_000).search(/stream\r?\n/);
    if (begin < 0) continue;
    const from = text.indexOf("\n", found.index + begin) + 1;
    const end = text.indexOf("endstream", from);
    if (end < 0) continue;
    const packed = Buffer.from(text.slice(from, end), "latin1");
    const objects = await unpack(packed, { maxOutputLength: Math.min(left, 16 * 1024 * 1024) }).catch(() => undefined);
    if (!objects) continue;
    left -= objects.length;
    yield objects.toString("latin1");
  }
}

/** The largest `/Count` of a page tree's node: that of its root in the newest edition. */
function pagesIn(text: string): number {
  let most = 0;
  for (const found of text.matchAll(/\/Type\s*\/Pages(?![A-Za-z0-9])/g)) {
    const count = /\/Count\s+(\d{1,6})(?!\d)/.exec(dictionaryAround(text, found.index))?.[1];
    most = Math.max(most, Number(count ?? 0));
  }
  return most;
}

/** A node lists its children, seven letters each. */
const mostDictionary = 100_000;

function dictionaryAround(text: string, at: number): string {
  const from = edge(text, at, -1);
  const to = edge(text, at, 1);
  return text.slice(from, to);
}

/** Where the dictionary that `at` lies in begins (`step` -1) or ends (1). */
function edge(text: string, at: number, step: 1 | -1): number {
  const outward = step < 0 ? "<<" : ">>";
  const inward = step < 0 ? ">>" : "<<";
  let depth = 0;
  for (let place = at; Math.abs(place - at) < mostDictionary && place >= 0 && place < text.length; place += step) {
    const pair = text.slice(place, place + 2);
    if (pair !== outward && pair !== inward) continue;
    if (pair === outward && depth === 0) return place;
    depth += pair === outward ? -1 : 1;
    place += step;
  }
  return at;
}
