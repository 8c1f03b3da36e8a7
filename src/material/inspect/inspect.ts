import { HallError } from "../../kernel/errors/index.ts";
import { bufferSource, type Source, unpackBeginning, type ZipEntry } from "../../kernel/zip/index.ts";
import { parseFileName } from "../file-name.ts";
import { type FileType, typeOfExtension } from "../types.ts";
import { inspectCompound } from "./compound.ts";
import { inspectJpeg, inspectPng } from "./image.ts";
import { inspectPackage, openPackage, packageType } from "./office.ts";
import { inspectPdf } from "./pdf.ts";
import { archiveRules, bomb, notTaken } from "./refusals.ts";
import { sniff } from "./sniff.ts";

/** What a file turned out to be. */
export interface Inspection {
  readonly type: FileType;
  /** Of a PDF, where they can be counted. */
  readonly pages?: number;
}

/**
 * Finds out what a file is by its content, and refuses what could harm who opens it. The name is not looked at.
 *
 * @throws HallError invalid `material/empty`, `material/type-not-allowed`, `material/damaged`, `material/polyglot`,
 *   `material/active-content`, `material/bomb`, `material/locked`, `material/image-too-large`.
 */
export async function inspect(source: Source): Promise<Inspection> {
  if (source.size === 0) throw new HallError("invalid", "material/empty", "这个文件是空的，请换一个");
  const family = await sniff(source);
  if (family === "pdf") {
    const pages = await inspectPdf(source);
    return { type: "pdf", ...(pages === undefined ? {} : { pages }) };
  }
  if (family === "compound") return { type: await inspectCompound(source) };
  if (family === "zip") return { type: await inspectZip(source) };
  await (family === "jpg" ? inspectJpeg(source) : inspectPng(source));
  return { type: family };
}

async function inspectZip(source: Source): Promise<FileType> {
  const entries = await openPackage(source);
  const kind = packageType(entries);
  if (kind !== "zip") return await inspectPackage(source, entries, kind);
  await inspectArchive(source, entries);
  return "zip";
}

const mostFiles = 200;
/** Each file of an archive is unpacked into memory to be judged like one that came alone. */
const mostFile = 32 * 1024 * 1024;

/** An archive holds files a hall takes alone, and nothing else: no archive in it either. */
async function inspectArchive(source: Source, entries: readonly ZipEntry[]): Promise<void> {
  const files = entries.filter(({ isFolder }) => !isFolder);
  if (files.length === 0) throw notTaken("压缩包是空的，请换一个");
  if (files.length > mostFiles) throw bomb();
  for (const entry of files) {
    const name = entry.name.split("/").at(-1) ?? "";
    const expected = typeOfExtension(parseFileName(name).extension);
    if (expected === undefined || expected === "zip")
      throw notTaken(`压缩包里的“${name}”不是可以上传的文件，请拿出来再压缩`);
    if (entry.size > mostFile) throw bomb();
    const bytes = await unpackBeginning(source, entry, archiveRules("压缩包"), mostFile);
    const found = await inspect(bufferSource(bytes));
    if (found.type !== expected) throw mismatch(name, found.type);
  }
}

/** The refusal of a name that says something else than the content. */
export function mismatch(name: string, type: FileType): HallError {
  const words = `“${name}”的内容其实是 ${type.toUpperCase()}，和文件名的后缀不一致；请把后缀改成 .${type} 再传`;
  return new HallError("invalid", "material/name-mismatch", words);
}
