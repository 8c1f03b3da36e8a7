import { timingSafeEqual } from "node:crypto";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { AccountRow } from "./tables.ts";

/** Between the password and the code: no session, nothing kept here; sealed, in the hands of whoever gave the password. */
export interface HeldSignIn {
  /** base64url; opens nothing without a code. */
  readonly held: string;
  readonly until: Date;
}

interface Held {
  readonly account: string;
  /** Of the password's hash: another password, and this is over. */
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const place = "identity.held_sign_in";
/** Long enough to fetch the phone from the coat. */
export const heldMinutes = 10;

/** Holds a sign-in whose password was right. */
export function holdSignIn(
  house: Pick<House, "seal" | "clock">,
  account: Pick<AccountRow, "account_id" | "password_hash">,
): HeldSignIn {
  const until = new Date(house.clock.now().getTime() + heldMinutes * 60_000);
  const stamp = stampOf(house, account.password_hash).toString("base64url");
  const held: Held = { account: account.account_id, stamp, until: until.getTime() };
  return { held: house.seal.seal(JSON.stringify(held), place).toString("base64url"), until };
}

/**
 * Whose sign-in is held.
 *
 * @returns the account, and whether its password is still the one that was given.
 * @throws HallError `identity/held-too-long` (conflict): over, or not made here.
 */
export function openHeld(
  house: Pick<House, "seal" | "clock">,
  text: string,
): { readonly account: string; passwordHashIs(hashed: string | null): boolean } {
  const held = read(house, text);
  if (!held || held.until <= house.clock.now().getTime()) {
    throw new HallError("conflict", "identity/held-too-long", "隔得太久了，请重新填写登录名和密码");
  }
  const stamp = Buffer.from(held.stamp, "base64url");
  return { account: held.account, passwordHashIs: (hashed) => timingSafeEqual(stamp, stampOf(house, hashed)) };
}

/** Whether a held sign-in can still be gone on with. */
export function isHeld(house: Pick<House, "seal" | "clock">, text: string): boolean {
  return (read(house, text)?.until ?? 0) > house.clock.now().getTime();
}

function read(house: Pick<House, "seal">, text: string): Held | undefined {
  try {
    return JSON.parse(house.seal.open(Buffer.from(text, "base64url"), place)) as Held;
  } catch {
    return undefined;
  }
}

function stampOf(house: Pick<House, "seal">, hashed: string | null): Buffer {
  return house.seal.digest("identity.held-sign-in", hashed ?? "");
}
