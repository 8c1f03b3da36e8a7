import type { Module } from "../kernel/module/index.ts";
import { materialGauges } from "./gauges.ts";
import { materialSchedules } from "./jobs.ts";
import { materialTables } from "./tables.ts";
import { infectionFound } from "./topics.ts";

export { materialFileAnswer } from "./answer.ts";
export { type FileUse, linkFile, unlinkFile } from "./link-file.ts";
export { filesOf, findFile, findFiles, openFile } from "./queries.ts";
export type { MaterialHouse } from "./receive-file.ts";
export { scanWaiting } from "./rescan.ts";
export { requireUploader } from "./rights.ts";
export { acceptOf, mostBytesEver, rulesOf, sayBytes, sayRules, type UploadRules, usualRules } from "./rules.ts";
export { storeFile, storeUpload } from "./store-file.ts";
export { type StoredFile, sayScan } from "./stored-file.ts";
export { sweepFiles } from "./sweep.ts";
export type { ScanResult } from "./tables.ts";
export { infectionFound } from "./topics.ts";
export { type FileType, fileTypes, isFileType, usualTypes } from "./types.ts";
export { type UploadCall, type UploadDoor, uploadRoutes } from "./upload/index.ts";

/** 申请材料: files people give, judged, stored once per hall, and swept when nothing needs them. */
export const material: Module = {
  name: "material",
  tables: materialTables,
  topics: [infectionFound],
  schedules: materialSchedules,
  gauges: materialGauges,
};
