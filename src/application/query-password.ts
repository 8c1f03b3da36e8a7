import { timingSafeEqual } from "node:crypto";
import type { House } from "../kernel/house/index.ts";

/** Without those that are read for one another. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const length = 8;

/**
 * The query password (查询密码) of a case: with the number it shows the progress to whoever was told both.
 *
 * Made from the case's id and a key of the house, so that a repeated submission gives the same answer although only a digest
 * is kept. Some 39 bits; the doors that ask for it count tries.
 */
export function queryPasswordOf(house: Pick<House, "seal">, hall: string, application: string): string {
  const bytes = house.seal.digest("application.query-password", `${hall} ${application}`);
  // A number of 64 bits: the remainder prefers no character by more than one in 10^7.
  let rest = bytes.readBigUInt64BE();
  let text = "";
  for (let at = 0; at < length; at += 1) {
    text += alphabet.charAt(Number(rest % BigInt(alphabet.length)));
    rest /= BigInt(alphabet.length);
  }
  return text;
}

/** What the row keeps of it. */
export function queryDigestOf(house: Pick<House, "seal">, application: string, password: string): Buffer {
  return house.seal.digest("application.query", `${application} ${tidy(password)}`);
}

export function isQueryPassword(
  house: Pick<House, "seal">,
  application: string,
  password: string,
  digest: Uint8Array,
): boolean {
  return timingSafeEqual(queryDigestOf(house, application, password), digest);
}

function tidy(typed: string): string {
  return typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
}
