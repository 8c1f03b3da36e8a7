export { createLog, type Log } from "./log.ts";
export { withoutPersonalData } from "./redact.ts";
