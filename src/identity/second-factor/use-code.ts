import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Quota, takeToken, tooManyRequests } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import type { AccountRow } from "../tables.ts";
import { credentialChanged, homeHall } from "../topics.ts";
import { requireSecondFactor, secretPlace, takeRecoveryCode } from "./rows.ts";
import { fromBase32 } from "./secret-text.ts";
import { timeStepOfCode } from "./totp.ts";

/** Guesses at one account's codes: from a place it was used from, and from all other places together. */
const perKnown: Quota = { limit: 10, windowSeconds: 900 };
const perStrangers: Quota = { limit: 20, windowSeconds: 3_600 };

/**
 * Counts a guess before it is looked at. Strangers share one count, so that many addresses guess no faster than one; the owner's usual
 * places have counts of their own, so that nobody locks him out. At most 480 guesses a day at one chance in 333,333 each.
 *
 * @param from a digest of the address.
 * @throws HallError `kernel/too-many-requests` (unavailable).
 * @source OWASP ASVS 2.2.1, RFC 6238 5.1
 */
export async function takeGuess(
  house: House,
  { account_id: id, known_addresses: known }: Pick<AccountRow, "account_id" | "known_addresses">,
  from: string,
): Promise<void> {
  const isKnown = known.some((each) => each.toString("hex") === from);
  const token = isKnown
    ? await takeToken(house.db, `identity.second-factor:${id}:${from}`, perKnown, house.clock)
    : await takeToken(house.db, `identity.second-factor:${id}`, perStrangers, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
}

/**
 * Uses up what somebody brings besides the password: six digits of the app, or a recovery code. Each is taken once, whoever asks; what
 * the caller's transaction does not keep was not used.
 *
 * @throws HallError `identity/wrong-second-code` (invalid); `identity/no-second-factor` (conflict).
 */
export async function useSecondCode(
  house: House,
  tx: Tx,
  account: Pick<AccountRow, "account_id" | "person_id">,
  typed: string,
): Promise<"app" | "recovery-code"> {
  const { account_id: id, person_id: person } = account;
  const row = await requireSecondFactor(tx, id);
  const digits = typed.normalize("NFKC").replaceAll(/[\s-]/g, "");
  if (/^\d{6}$/.test(digits)) {
    const secret = fromBase32(house.seal.open(row.secret_sealed, secretPlace(id)));
    const step = timeStepOfCode(secret, digits, house.clock.now(), Number(row.used_step));
    if (step === undefined) throw wrongSecondCode(house, id);
    await tx
      .updateTable("identity.second_factor")
      .set({ used_step: BigInt(step) })
      .where("account_id", "=", id)
      .execute();
    return "app";
  }
  if (!(await takeRecoveryCode(house, tx, id, typed))) throw wrongSecondCode(house, id, "恢复码不对，或者已经用过");
  await addAccountStep(house, tx, { account: id, kind: "recovery-code-used", by: id });
  const payload = { person, account: id, what: "recovery-code-used" as const };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
  return "recovery-code";
}

const wrongDigits = "数字不对，或者已经用过。等应用里换了新的再填；总是不对，请看手机的时间准不准";

/** The refusal of a code; noted in the log, which names the account and never what was typed. */
export function wrongSecondCode(house: Pick<House, "log">, account: string, sentence: string = wrongDigits): HallError {
  house.log.info({ account }, "second factor refused");
  return new HallError("invalid", "identity/wrong-second-code", sentence, { fields: { code: sentence } });
}
