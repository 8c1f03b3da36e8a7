import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { type BlobFacts, receiveBlob, type SpooledFile } from "../kernel/blob/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { fileSource } from "../kernel/zip/index.ts";
import { parseFileName } from "./file-name.ts";
import { openGate } from "./gate.ts";
import { type Inspection, inspect, mismatch } from "./inspect/index.ts";
import { rulesOf, sayRules, type UploadRules } from "./rules.ts";
import { clamdScanner } from "./scan/index.ts";
import { type FileType, fileTypes, typeOfExtension } from "./types.ts";

/** What this module needs of the house. */
export type MaterialHouse = Pick<House, "db" | "clock" | "blobs" | "config" | "log" | "outbox">;

/** A file that came in, was judged and lies in the store; no row of ours knows of it yet. */
export interface ReceivedFile {
  readonly blob: BlobFacts;
  readonly sm3: string;
  /** As it will be shown: the ending says what it is. */
  readonly name: string;
  readonly type: FileType;
  readonly pages: number | undefined;
  readonly scan: "clean" | "unscanned";
}

/** Judging reads and unpacks, scanning waits: so many files at once in one process, the others wait on the disk. */
const judging = openGate(4);

/**
 * Takes a file in: streamed to the disk, hashed twice (SHA-256, SM3), its type found by content and held against the rules and the
 * name, scanned, and only then put into the hall's store. Refused, it leaves nothing behind. Outside of transactions.
 *
 * @param file.size bytes where they are known beforehand; too many are refused before the first is read.
 * @throws HallError invalid `material/bad-name`, `material/type-not-allowed`, `material/name-mismatch`, `material/too-large`,
 *   `material/infected`, what `inspect` refuses; `blob/too-large`; unavailable `blob/…`; and what the stream throws.
 */
export async function receiveFile(
  house: MaterialHouse,
  file: {
    hall: HallCode;
    name: string;
    stream: AsyncIterable<Uint8Array>;
    size?: number | undefined;
    rules?: Partial<UploadRules> | undefined;
  },
): Promise<ReceivedFile> {
  const rules = rulesOf(file.rules);
  const name = checkName(file.name, rules);
  if (file.size !== undefined) checkSize(file.size, rules);
  const sm3 = createHash("sm3");
  const judged: { facts?: Inspection; scan?: "clean" | "unscanned" } = {};
  const blob = await receiveBlob(house, {
    hall: file.hall,
    stream: hashed(file.stream, sm3),
    limit: rules.mostBytes,
    async mediaType(spooled) {
      const facts = await judging(() => judge(spooled, name.shown, rules));
      judged.facts = facts;
      judged.scan = await judging(() => scan(house, spooled));
      return fileTypes[facts.type].mediaType;
    },
  });
  const { facts, scan: verdict } = judged;
  if (!facts || !verdict) throw new Error("a blob was received unjudged");
  const shown = name.extension === "" ? `${name.shown}.${fileTypes[facts.type].extensions[0]}` : name.shown;
  return { blob, sm3: sm3.digest("hex"), name: shown, type: facts.type, pages: facts.pages, scan: verdict };
}

/**
 * Holds a name against the rules, before a byte is read.
 *
 * @throws HallError invalid `material/bad-name`, `material/type-not-allowed`.
 */
export function checkName(given: string, rules: UploadRules): { shown: string; extension: string } {
  const { stem, extension } = parseFileName(given);
  const type = typeOfExtension(extension);
  if (extension !== "" && (type === undefined || !rules.types.includes(type))) throw notAmong(rules);
  return { shown: extension === "" ? stem : `${stem}.${extension}`, extension };
}

/** @throws HallError invalid `material/too-large`, `material/empty`. */
export function checkSize(size: number, rules: UploadRules): void {
  if (size === 0) throw new HallError("invalid", "material/empty", "这个文件是空的，请换一个");
  if (size > rules.mostBytes) {
    throw new HallError("invalid", "material/too-large", `文件太大，这里收${sayRules(rules)}`, {
      limit: rules.mostBytes,
    });
  }
}

function notAmong(rules: UploadRules): HallError {
  return new HallError("invalid", "material/type-not-allowed", `这里收${sayRules(rules)}，请换一个文件`);
}

async function judge(spooled: SpooledFile, name: string, rules: UploadRules): Promise<Inspection> {
  const file = await open(spooled.path, "r");
  try {
    const facts = await inspect(fileSource(file, spooled.size));
    if (!rules.types.includes(facts.type)) throw notAmong(rules);
    const { extension } = parseFileName(name);
    if (extension !== "" && !fileTypes[facts.type].extensions.includes(extension)) throw mismatch(name, facts.type);
    return facts;
  } finally {
    await file.close();
  }
}

/** A scanner that is away stops nobody: the file says 未查杀, and is scanned when the scanner is back. */
async function scan(house: MaterialHouse, spooled: SpooledFile): Promise<"clean" | "unscanned"> {
  const { scanner } = house.config;
  if (!scanner) return "unscanned";
  try {
    const verdict = await clamdScanner(scanner).scan(createReadStream(spooled.path));
    if (verdict.clean) return "clean";
    throw new HallError("invalid", "material/infected", "文件里查出病毒，没有接收；请先在您的电脑上查杀", {
      threat: verdict.threat,
    });
  } catch (error) {
    if (!(error instanceof HallError) || error.code !== "material/scanner-away") throw error;
    house.log.warn({ why: error.details.why }, "查杀服务没有回答，文件先标未查杀");
    return "unscanned";
  }
}

/** Left early (too large), a request's stream must stay open: the answer travels on the same connection. */
async function* hashed(stream: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  const bytes = stream instanceof Readable ? stream.iterator({ destroyOnReturn: false }) : stream;
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
