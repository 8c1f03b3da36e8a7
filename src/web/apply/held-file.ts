import { type StoredFile, sayBytes } from "../../material/index.ts";
import type { HeldFile } from "../../ui/index.ts";
import { instantWords } from "./instant-words.ts";

const scans: Partial<Record<StoredFile["scan"], string>> = { unscanned: "还没有查毒", infected: "查出病毒，请删除" };

/** A file that was given, as its question shows it. @param removeValue what the button that takes it out sends. */
export function heldFile(href: string, file: StoredFile, removeValue: string): HeldFile {
  const parts = [sayBytes(file.bytes), `${instantWords(file.uploadedAt)} 上传`, scans[file.scan]];
  const note = parts.filter((part) => part !== undefined).join("，");
  return { name: file.name, note, href, removeValue };
}
