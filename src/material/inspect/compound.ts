import type { Source } from "../../kernel/zip/index.ts";
import { macros } from "./office.ts";
import { damaged, locked, notTaken } from "./refusals.ts";

const mostSectors = 500_000;
const mostNames = 20_000;
const endOfChain = 0xfffffffe;

/**
 * Judges a compound file ([MS-CFB], Office 97 to 2003) by the names in its directory.
 *
 * @throws HallError invalid `material/damaged`, `material/active-content` (macros), `material/locked`, `material/type-not-allowed`.
 */
export async function inspectCompound(source: Source): Promise<"doc" | "xls"> {
  const names = await directoryNames(source);
  if (["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"].some((name) => names.has(name))) throw macros();
  if (names.has("EncryptedPackage") || names.has("EncryptionInfo")) throw locked();
  if (names.has("WordDocument")) return "doc";
  if (names.has("Workbook") || names.has("Book")) return "xls";
  throw notTaken("这里只收 DOC、XLS 这样的旧版文档，请另存为 PDF 再传");
}

async function directoryNames(source: Source): Promise<Set<string>> {
  const head = await source.read(0, 512);
  const shift = head.length === 512 ? head.readUInt16LE(30) : 0;
  if (shift !== 9 && shift !== 12) throw damaged("Office");
  const size = 2 ** shift;
  const place = (sector: number) => (sector + 1) * size;
  const next = await allocation(source, head, size);
  const names = new Set<string>();
  let sector = head.readUInt32LE(48);
  for (let count = 0; sector !== endOfChain; count += 1) {
    const bytes = await source.read(place(sector), size);
    if (bytes.length < 128 || count * (size / 128) > mostNames) throw damaged("Office");
    for (let at = 0; at + 128 <= bytes.length; at += 128) {
      const length = bytes.readUInt16LE(at + 64);
      if (length >= 2 && length <= 64) names.add(bytes.toString("utf16le", at, at + length - 2));
    }
    sector = await next(sector);
  }
  return names;
}

/** The table that says which sector follows which; its own sectors are listed in the head and in a chain behind it. */
async function allocation(source: Source, head: Buffer, size: number): Promise<(sector: number) => Promise<number>> {
  const tables: number[] = [];
  for (let at = 76; at < 512; at += 4) tables.push(head.readUInt32LE(at));
  let more = head.readUInt32LE(68);
  for (let count = 0; more < 0xfffffffa && count < mostSectors / 127; count += 1) {
    const bytes = await source.read((more + 1) * size, size);
    if (bytes.length < size) throw damaged("Office");
    for (let at = 0; at < size - 4; at += 4) tables.push(bytes.readUInt32LE(at));
    more = bytes.readUInt32LE(size - 4);
  }
  const each = size / 4;
  return async (sector) => {
    const table = tables[Math.floor(sector / each)];
    if (table === undefined || table >= 0xfffffffa || sector > mostSectors) throw damaged("Office");
    const bytes = await source.read((table + 1) * size + (sector % each) * 4, 4);
    if (bytes.length < 4) throw damaged("Office");
    return bytes.readUInt32LE(0);
  };
}
