export { type BlobConfig, type Config, readConfig } from "./config.ts";
export type { MailConfig, SmsConfig } from "./messages.ts";
export type { RealNameConfig } from "./real-name.ts";
export { findRoot } from "./root.ts";
export type { ScannerConfig } from "./scanner.ts";
export { addSealKey, loadSealKeys, parseSealKeys, type SealKeys } from "./seal-keys.ts";
export { loadSecret } from "./secret.ts";
