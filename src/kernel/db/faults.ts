import { HallError } from "../errors/index.ts";

/** The server is well and undid the transaction, or had no connection to spare: run it again there. */
const againStates = new Set(["40001", "40P01", "53300"]);

/** The server leaves, is not there yet, or (25006) is no longer the primary. */
const awayStates = new Set(["57P01", "57P02", "57P03", "25006"]);

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT", // the unix socket is not there yet
  "EAI_AGAIN",
]);

/** `pg` has no code for these; its messages, as of 8.23. */
const lostMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;

/** All connections of the pool stayed lent for as long as we wait. */
const poolBusyMessage = /^timeout exceeded when trying to connect/;

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

/**
 * Whether the server went away or never answered. What was asked last may or may not have happened: after a lost
 * COMMIT nobody knows, and that is why every command carries a key by which its second run is recognised.
 */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  const code = codeOf(error);
  return code.startsWith("08") || awayStates.has(code) || networkCodes.has(code) || lostMessages.test(error.message);
}

/** Whether running the whole transaction again may succeed: a lost connection, a serialization failure, a deadlock. */
export function isRetriable(error: unknown): boolean {
  return againStates.has(codeOf(error)) || isConnectionLost(error);
}

/** Whether the server answered that it takes no writes: it was demoted, the primary is elsewhere. */
export function isDemoted(error: unknown): boolean {
  return codeOf(error) === "25006";
}

/**
 * Turns what a person may be told into a refusal; anything else stays the defect it is.
 *
 * @returns HallError (all `unavailable`) `kernel/database-away` for what was retried in vain, `kernel/database-busy`
 *   for a
 *   connection, a lock or a statement that took too long, `kernel/disk-full`; otherwise the error itself.
 */
export function explained(error: unknown): unknown {
  const code = codeOf(error);
  if (isRetriable(error)) return refusal("kernel/database-away", "数据库暂时连不上，请稍后再试", error);
  const poolBusy = error instanceof Error && poolBusyMessage.test(error.message);
  if (poolBusy || code === "55P03" || code === "57014") {
    return refusal("kernel/database-busy", "正在办理的人太多，请稍后再试", error);
  }
  if (code === "53100") return refusal("kernel/disk-full", "磁盘已满，请联系管理员清理磁盘", error);
  return error;
}

function refusal(code: `kernel/${string}`, message: string, cause: unknown): HallError {
  const refused = new HallError("unavailable", code, message);
  refused.cause = cause;
  return refused;
}
