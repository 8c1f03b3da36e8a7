import { Type } from "typebox";
import type { Opened, SignInPlace } from "../../identity/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type PageAnswer, type RequestFacts, seeOther } from "../../kernel/http/index.ts";
import { dropPhone } from "./held-phone.ts";
import { afterSignIn, paths, withTo } from "./paths.ts";

/** The way back, as it stands in an address; any text is taken, only one's own pages are followed. */
export const toQuery = Type.Object({ to: Type.Optional(Type.String()) });

/** Where somebody signs in. */
export function placeOf({ address, device, session }: RequestFacts): SignInPlace {
  return { address, device, previous: session };
}

/** Lets somebody in: his session, and the way on. An officer with the password he was given changes it first. */
export function letIn(house: House, opened: Opened, to: string | undefined): PageAnswer {
  const on = opened.mustChangePassword ? withTo(paths.password, to) : afterSignIn(house, opened.kind, to);
  return seeOther(on, { session: opened.session, cookies: [dropPhone(house)] });
}
