import { HallError } from "../errors/index.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The check character that ISO 7064 MOD 37,36 puts behind a text of digits and capital letters. Used in case numbers and
 * in identifiers of e-licences (there over the four parts without dots and without the OID root).
 *
 * @throws HallError `ids/bad-characters` (invalid) when the text is empty or holds anything else.
 */
export function mod3736CheckCharacter(text: string): string {
  if (!/^[\dA-Z]+$/.test(text)) throw new HallError("invalid", "ids/bad-characters", "只能含数字和大写字母");
  return ALPHABET.charAt((37 - carryOf(text)) % 36);
}

/** Whether the last character is the check character of those before it. Any single wrong character makes it false. */
export function isMod3736(text: string): boolean {
  return /^[\dA-Z]{2,}$/.test(text) && mod3736CheckCharacter(text.slice(0, -1)) === text.at(-1);
}

/** The hybrid system's running product: add modulo 36 (0 counts as 36), double modulo 37. */
function carryOf(text: string): number {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return product;
}
