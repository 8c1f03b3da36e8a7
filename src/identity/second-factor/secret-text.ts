/** @source RFC 4648 6 */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes as authenticator apps take them: base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31];
    held &= 31;
  }
  return bits === 0 ? text : text + letters[(held << (5 - bits)) & 31];
}

/** The bytes behind `toBase32`. @throws RangeError for any other letter: only texts of ours come here. */
export function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) throw new RangeError("not base32");
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

/** Parted by blanks in groups of four, for typing off a screen: `JBSW Y3DP …`. */
export function inFours(text: string): string {
  return text.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/**
 * What the QR code says to an authenticator app. Digits, period and hash are what every app takes for granted and are left out: some
 * refuse addresses that name them.
 *
 * @param named.issuer whose account it is, without a colon. @param named.account the name beside it in the app.
 * @source Key URI Format (Google Authenticator wiki)
 */
export function enrolmentUri(named: { issuer: string; account: string }, secret: string): string {
  const [issuer, account] = [named.issuer, named.account].map((text) => encodeURIComponent(text.replaceAll(":", " ")));
  return `otpauth://totp/${issuer}:${account}?secret=${secret}&issuer=${issuer}`;
}
