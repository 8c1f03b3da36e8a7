import type { HallCode } from "../kernel/codes/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import type { FileRow, ScanResult } from "./tables.ts";
import { type FileType, fileTypes } from "./types.ts";

/** A file of a hall, as others may know it. */
export interface StoredFile {
  readonly hall: HallCode;
  readonly id: Id;
  readonly name: string;
  readonly type: FileType;
  readonly mediaType: string;
  readonly bytes: number;
  /** Of the content: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** GB/T 32905: 64 lower-case hexadecimal digits. */
  readonly sm3: string;
  readonly scan: ScanResult;
  /** Of a PDF, where they can be counted. */
  readonly pages?: number;
  /** `kind:account`: see `requireUploader`. */
  readonly uploader: string;
  readonly uploadedAt: Date;
}

/** The row as a value. */
export function storedFile(row: FileRow): StoredFile {
  return {
    hall: row.hall as HallCode,
    id: parseId(row.id),
    name: row.name,
    type: row.type,
    mediaType: fileTypes[row.type].mediaType,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    sm3: row.sm3,
    scan: row.scan,
    ...(row.pages === null ? {} : { pages: row.pages }),
    uploader: row.uploader,
    uploadedAt: row.uploaded_at,
  };
}

/** What stands beside a file: looked through or not (查杀). */
export function sayScan(scan: ScanResult): string {
  return { clean: "已查杀", unscanned: "未查杀", infected: "查出病毒，已停用" }[scan];
}
