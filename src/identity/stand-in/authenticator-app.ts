import { fromBase32 } from "../second-factor/secret-text.ts";
import { codeAt, timeStepOf } from "../second-factor/totp.ts";

/** An officer's phone, for tests: what its authenticator app shows. @param secret as the page tells it, with or without blanks. */
export function authenticatorApp(secret: string): { shows(at: Date): string } {
  const bytes = fromBase32(secret.replaceAll(" ", ""));
  return { shows: (at) => codeAt(bytes, timeStepOf(at)) };
}
