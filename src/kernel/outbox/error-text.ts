import { HallError } from "../errors/index.ts";

/**
 * What `last_error` says of an error: kind and code of a refusal; else name, code and the first place in our own files.
 * Never the message: a driver's or a library's may quote the values it was given, so a person's data.
 */
export function errorText(error: unknown): string {
  if (error instanceof HallError) return `${error.kind} ${error.code}`;
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const code =
    "code" in error && typeof error.code === "string" && /^\w{1,40}$/.test(error.code) ? ` ${error.code}` : "";
  const place = /\b((?:src|dist)\/[\w./-]+:\d+)/.exec(error.stack ?? "")?.[1];
  return `${error.name}${code}${place ? ` at ${place}` : ""}`;
}
