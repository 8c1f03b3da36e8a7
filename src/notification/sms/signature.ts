import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Clocks of the two sides may differ by so much, and a recorded request is worth nothing afterwards. */
export const signatureAgeMs = 300_000;

/**
 * Signs what one side says to the other.
 *
 * @param path of the request, e.g. `/messages`. @param at ISO instant. @param body the bytes, or the text that stands for them.
 * @returns 64 lower-case hex digits: HMAC-SHA-256 of path, instant and the body's SHA-256, one per line.
 */
export function signSms(key: string, path: string, at: string, body: string): string {
  const digest = createHash("sha256").update(body).digest("hex");
  return createHmac("sha256", key).update(`${path}\n${at}\n${digest}`).digest("hex");
}

/** Whether the signature is that of the other side, made no more than five minutes ago. */
export function isSignedSms(
  key: string,
  said: { path: string; at: string; body: string; signature: string },
  now: Date,
): boolean {
  const age = Math.abs(now.getTime() - Date.parse(said.at));
  if (!(age <= signatureAgeMs)) return false;
  const expected = Buffer.from(signSms(key, said.path, said.at, said.body));
  const given = Buffer.from(said.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** One line for each report, so that both sides sign the same text however their JSON is spaced. */
export function reportsText(
  reports: readonly { requestId: string; state: string; at: string; reason?: string | undefined }[],
): string {
  return reports.map(({ requestId, state, at, reason }) => `${requestId} ${state} ${at} ${reason ?? ""}\n`).join("");
}
