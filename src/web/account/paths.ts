import type { House } from "../../kernel/house/index.ts";
import { type Actor, isOwnPath } from "../../kernel/http/index.ts";
import { pagesOf } from "../open-pages.ts";

/** Addresses of signing in and of one's account. */
export const paths = {
  signIn: "/sign-in",
  signInByPhone: "/sign-in/phone",
  signInByCode: "/sign-in/code",
  signInSecond: "/sign-in/second-factor",
  register: "/register",
  registerByCode: "/register/code",
  forgot: "/forgot-password",
  forgotByCode: "/forgot-password/code",
  signOut: "/sign-out",
  account: "/account",
  identity: "/account/identity",
  password: "/account/password",
  phone: "/account/phone",
  phoneByCode: "/account/phone/code",
  devices: "/account/devices",
  secondFactor: "/account/second-factor",
  setUpSecond: "/account/second-factor/set-up",
  recoveryCodes: "/account/second-factor/recovery-codes",
  turnOffSecond: "/account/second-factor/off",
  acting: "/account/acting",
  companies: "/account/companies",
  newCompany: "/account/companies/new",
  accesses: "/account/accesses",
  close: "/account/close",
  demoPhone: "/demo/phone",
} as const;

/** The page of a company one is the representative of. */
export function companyHref(legalPerson: string): string {
  return `${paths.companies}/${legalPerson}`;
}

/** An address with the way back in it, where there is one. */
export function withTo(path: string, to: string | undefined): string {
  return to === undefined ? path : `${path}?to=${encodeURIComponent(to)}`;
}

/**
 * The way back as an address may tell it: a page of this site that is not the sign-in itself. Whatever else stands there is as if it
 * did not, so that no link made by somebody else leads anybody away.
 */
export function safeTo(to: string | undefined): string | undefined {
  if (to === undefined || to.length > 2_000 || !isOwnPath(to)) return undefined;
  return /^\/(sign-in|sign-out|register|forgot-password)(?:[/?#]|$)/.test(to) ? undefined : to;
}

/** Where somebody goes once signed in: back to where he came from, else to his own desk. Officers and citizens have different ones. */
export function afterSignIn(house: House, kind: Actor["kind"], to: string | undefined): string {
  const has = pagesOf(house);
  const wanted = safeTo(to);
  const isDesk = wanted !== undefined && /^\/(?:desk|editors)(?:[/?#]|$)/.test(wanted);
  if (kind === "staff") {
    if (wanted !== undefined && (isDesk || /^\/account(?:[/?#]|$)/.test(wanted))) return wanted;
    return has("/desk") ? "/desk" : paths.account;
  }
  if (wanted !== undefined && !isDesk) return wanted;
  return has("/cases") ? "/cases" : paths.account;
}
