import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What every authenticator app takes for granted. @source RFC 6238 (X = 30 s, T0 = 0), RFC 4226 5.3, Key URI Format. */
export const totpShape = { digits: 6, periodSeconds: 30, secretBytes: 20 } as const;

/** Steps before and after the present one that are taken too: clocks differ, fingers are slow. @source RFC 6238 5.2 asks for at most one. */
const window = 1;

/** A secret nobody has: 160 random bits, as long as the hash. @source RFC 4226 4 (R6). */
export function newTotpSecret(): Buffer {
  return randomBytes(totpShape.secretBytes);
}

/**
 * The code of a counter (HOTP, HMAC-SHA-1).
 *
 * @param counter a whole number from 0. @param digits 6 to 8; default 6.
 * @source RFC 4226 5.3
 */
export function codeAt(secret: Buffer, counter: number, digits: number = totpShape.digits): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac("sha1", secret).update(moving).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const truncated = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, "0");
}

/** The time step an instant lies in. @source RFC 6238 4.2 */
export function timeStepOf(at: Date): number {
  return Math.floor(at.getTime() / 1000 / totpShape.periodSeconds);
}

/**
 * The time step whose code this is, among the present one and its neighbours.
 *
 * @param used the last step whose code was taken: that one and all before are over, so that a code read over a shoulder is worth nothing.
 * @returns the earliest that fits; undefined when none does.
 * @source RFC 6238 5.2
 */
export function timeStepOfCode(secret: Buffer, code: string, at: Date, used: number | null = null): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const given = Buffer.from(code);
  const now = timeStepOf(at);
  let found: number | undefined;
  for (let step = now + window; step >= Math.max(0, now - window); step -= 1) {
    const fits = timingSafeEqual(Buffer.from(codeAt(secret, step)), given);
    if (fits && (used === null || step > used)) found = step;
  }
  return found;
}
