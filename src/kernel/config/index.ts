export { type BlobConfig, type Config, readConfig } from "./config.ts";
export { findRoot } from "./root.ts";
export { loadSecret } from "./secret.ts";
