import { type Logger, pino } from "pino";
import { withoutPersonalData } from "./redact.ts";

/** The hall's log: JSON lines, one event a line, without personal data. */
export type Log = Logger;

/**
 * Opens a log.
 *
 * @param options.level the least serious kind that is written.
 * @param options.stream where lines go; standard output when absent.
 * @returns a log that hides personal data in every field and message, whoever wrote it (see `withoutPersonalData`).
 */
export function createLog(options: { level: string; stream?: { write(line: string): void } }): Log {
  const settings = {
    level: options.level,
    base: null,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => withoutPersonalData(fields),
    },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn) {
        // Messages are hidden as well as fields: an exception of a driver may repeat the values it was given,
        // and pino makes the message of a lone Error from the Error itself.
        const [first, ...rest] = args as unknown[];
        if (rest.length === 1 && typeof rest[0] === "string" && typeof first !== "string") {
          return method.call(this, first, withoutPersonalData(rest[0]));
        }
        const said = first instanceof Error && rest.length === 0 ? [first, first.message] : [first, ...rest];
        const hidden = said.map((each) => (typeof each === "string" ? withoutPersonalData(each) : each));
        return method.apply(this, hidden as Parameters<pino.LogFn>);
      },
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  } satisfies pino.LoggerOptions;
  return hideInChildren(options.stream ? pino(settings, options.stream) : pino(settings));
}

/** pino formats what a child is bound to without our formatter, so it is hidden before it is bound. */
function hideInChildren(log: Log): Log {
  const child = log.child;
  log.child = function hidden(this: Log, bindings: pino.Bindings, options?: object) {
    return child.call(this, withoutPersonalData(bindings), options);
  } as Log["child"];
  return log;
}
