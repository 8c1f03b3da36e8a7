import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Clocks of the two sides may differ by so much. */
const signatureAgeMs = 300_000;

/** Signs a request to the real-name service, by the protocol of `README.md` in this folder. @param at ISO instant. */
export function signRequest(key: string, path: string, at: string, body: string): string {
  const digest = createHash("sha256").update(body).digest("hex");
  return createHmac("sha256", key).update(`${path}\n${at}\n${digest}`).digest("hex");
}

/** Whether a request was signed with the key within the last five minutes. */
export function isSigned(
  key: string,
  said: { path: string; at: string; body: string; signature: string },
  now: Date,
): boolean {
  if (!(Math.abs(now.getTime() - Date.parse(said.at)) <= signatureAgeMs)) return false;
  const expected = Buffer.from(signRequest(key, said.path, said.at, said.body));
  const given = Buffer.from(said.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
