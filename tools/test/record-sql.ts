/**
 * Loaded before each test file: writes down every distinct statement with the file that sent it, for the query lint. The
 * sender is the nearest frame of our own code outside `kernel/db`, so statements that a test sends itself can be told apart.
 */
import { appendFileSync } from "node:fs";
import pg from "pg";

const file = process.env.WANGTING_TEST_SQL;
if (file) record(file);

function record(into: string): void {
  const seen = new Set<string>();
  const send = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...args: unknown[]): unknown {
    const sql = textOf(args[0]);
    if (sql !== undefined) {
      const line = JSON.stringify({ sql, from: senderOf(callers()) });
      if (!seen.has(line)) {
        seen.add(line);
        appendFileSync(into, `${line}\n`);
      }
    }
    return Reflect.apply(send, this, args);
  };
  Object.defineProperty(pg.Client.prototype, "query", { value: recording, writable: true, configurable: true });
}

function textOf(query: unknown): string | undefined {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query && typeof query.text === "string"
    ? query.text
    : undefined;
}

/** File names of the callers, nearest first, across awaits; read as call sites, because mapped stacks are slow. */
function callers(): string[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? "");
  const stack: unknown = new Error("only its stack is read").stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return Array.isArray(stack) ? stack.map(String) : [];
}

function senderOf(files: readonly string[]): string | undefined {
  for (const name of files) {
    const own = /\/(src\/(?!kernel\/db\/(?!.*\.test\.))[^?]+|tools\/(?!test\/record-sql)[^?]+)/.exec(name)?.[1];
    if (own !== undefined && !name.includes("/node_modules/")) return own;
  }
  return undefined;
}
