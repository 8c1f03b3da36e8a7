import { HallError } from "../kernel/errors/index.ts";
import { commonPasswords } from "./common-passwords.ts";

/** Fewest and most characters of a password. */
export const passwordLength = { least: 10, most: 200 };

/**
 * What is wrong with a new password: too short, on the list of the most common, or what others know about the person.
 * No rules on digits and signs: they make passwords worse.
 *
 * @param known names and numbers of the account. @returns a Chinese sentence, or undefined.
 * @source NIST SP 800-63B 5.1.1.2.
 */
export function passwordFault(password: string, known: readonly string[] = []): string | undefined {
  const characters = Array.from(password.normalize("NFKC"));
  if (characters.length < passwordLength.least) return `密码至少 ${passwordLength.least} 个字符，可以是一句话`;
  if (characters.length > passwordLength.most) return `密码最多 ${passwordLength.most} 个字符`;
  const plain = characters.join("").toLowerCase();
  if (isCommon(plain)) return "这个密码太常见，容易被猜到，请换一个";
  const given = known.filter((each) => each.length >= 4).map((each) => each.toLowerCase());
  // A word of the account and a few characters more is no secret.
  const told = given.some((each) => plain.includes(each) && plain.length - each.length < 6);
  return told ? "密码里不要用手机号、账号或姓名" : undefined;
}

/** @throws HallError `identity/weak-password` (invalid), the field as `details.fields.password`. */
export function requireGoodPassword(password: string, known: readonly string[] = []): void {
  const fault = passwordFault(password, known);
  if (fault === undefined) return;
  throw new HallError("invalid", "identity/weak-password", fault, { fields: { password: fault } });
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  if (isRun(plain)) return true;
  return commonPasswords.has(plain) || commonPasswords.has(plain.replaceAll(/[^\p{L}\p{N}]/gu, ""));
}

const rows = [
  "01234567890123456789",
  "9876543210987654321",
  "qwertyuiopasdfghjklzxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
];

/** `1234567890`, `abcdefghij`, or a short piece over and over. */
function isRun(plain: string): boolean {
  if (rows.some((row) => row.includes(plain))) return true;
  return [2, 3, 4, 5].some(
    (size) =>
      plain ===
      plain
        .slice(0, size)
        .repeat(Math.ceil(plain.length / size))
        .slice(0, plain.length),
  );
}
