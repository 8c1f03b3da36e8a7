import { Type } from "typebox";
import type { HeldSignIn, Opened, SignInPlace } from "../../identity/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type PageAnswer, type RequestFacts, seeOther } from "../../kernel/http/index.ts";
import { dropPhone } from "./held-phone.ts";
import { dropSignIn, holdSignIn } from "./held-sign-in.ts";
import { afterSignIn, paths, safeTo, withTo } from "./paths.ts";

/** The way back, as it stands in an address; any text is taken, only one's own pages are followed. */
export const toQuery = Type.Object({ to: Type.Optional(Type.String()) });

/** Where somebody signs in. */
export function placeOf({ address, device, session }: RequestFacts): SignInPlace {
  return { address, device, previous: session };
}

/**
 * Lets somebody in: his session, and the way on. An officer with the password he was given changes it first; one whose posts ask for a
 * second factor sets it up first; one who has it brings the code, and until then has no session.
 */
export function letIn(house: House, opened: Opened | HeldSignIn, to: string | undefined): PageAnswer {
  if ("held" in opened)
    return seeOther(withTo(paths.signInSecond, safeTo(to)), { cookies: [holdSignIn(house, opened)] });
  return seeOther(wayOn(house, opened, to), {
    session: opened.session,
    cookies: [dropPhone(house), dropSignIn(house)],
  });
}

/** Where somebody who has a session now goes. */
export function wayOn(house: House, opened: Opened, to: string | undefined): string {
  if (opened.mustChangePassword) return withTo(paths.password, safeTo(to));
  const on = afterSignIn(house, opened.kind, to);
  return opened.mustSetUpSecondFactor ? withTo(paths.secondFactor, on) : on;
}
