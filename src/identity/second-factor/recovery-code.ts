import { randomBytes } from "node:crypto";

/** How many are given at once. */
export const recoveryCodeCount = 10;

/** No I, L, O, U: nobody takes one letter for another, and no word comes about. @source Crockford's base32 */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 10;

/** Fresh recovery codes (恢复码), 50 random bits each: `7K3QM-2XV9A`. Guesses are counted, and only keyed digests are kept. */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) {
    // 256 is a multiple of 32: every letter is as likely as the others.
    const text = Array.from(randomBytes(length), (byte) => letters[byte & 31]).join("");
    codes.add(`${text.slice(0, 5)}-${text.slice(5)}`);
  }
  return [...codes];
}

/** A recovery code as it was made, however it was typed; undefined when it cannot be one. */
export function parseRecoveryCode(typed: string): string | undefined {
  const text = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (text.length !== length || ![...text].every((letter) => letters.includes(letter))) return undefined;
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}
