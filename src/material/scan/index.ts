export { type ClamdLimits, clamdScanner } from "./clamd.ts";
export type { Scanner, Verdict } from "./scanner.ts";
