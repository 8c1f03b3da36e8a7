import type { IncomingMessage } from "node:http";
import type { Clock } from "../clock/index.ts";
import { newId } from "../ids/index.ts";

/** What a proxy may hand us as a request number: nothing that could break a log line or a header. */
const wellFormed = /^[0-9A-Za-z][0-9A-Za-z._-]{7,63}$/;

/**
 * The number of a request (请求编号), shown on error pages and written in every log line of the request.
 *
 * @returns the incoming `X-Request-Id` when it is well formed, so that one number runs through proxy and hall; else a new UUIDv7.
 */
export function requestIds(clock: Clock): (request: IncomingMessage) => string {
  return (request) => {
    const given = request.headers["x-request-id"];
    return typeof given === "string" && wellFormed.test(given) ? given : newId(clock);
  };
}
