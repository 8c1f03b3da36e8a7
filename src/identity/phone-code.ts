import { randomInt } from "node:crypto";
import { type MobileNumber, mask, parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, runStatement, scatter, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Quota, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { wantMessage } from "../kernel/outbox/index.ts";
import { homeHall } from "./topics.ts";

/** What a code is asked for. The first three open the same door: whoever holds the phone may sign in, register, set a password. */
export type CodePurpose = "sign-in" | "register" | "reset-password" | "change-phone";

/** How long a code lives and how often it may be guessed at: one chance in 200,000 for each code sent. */
export const codeLife = { minutes: 5, tries: 5 };

const templates: Readonly<Record<CodePurpose, string>> = {
  "sign-in": "login-code",
  register: "register-code",
  "reset-password": "reset-password-code",
  "change-phone": "change-phone-code",
};

const perPhone: readonly (readonly [string, Quota])[] = [
  ["minute", { limit: 1, windowSeconds: 60 }],
  ["hour", { limit: 5, windowSeconds: 3_600 }],
  ["day", { limit: 10, windowSeconds: 86_400 }],
];
/** Many people may sit behind one address. */
const perAddress: Quota = { limit: 60, windowSeconds: 3_600 };

/**
 * Sends a one-time code to a phone (短信验证码). The answer is the same for phones that are known and unknown here.
 *
 * @param command.phone as typed. @param command.address the visitor's, for the limits.
 * @returns the masked phone and how long the code holds.
 * @throws HallError `codes/bad-mobile` (invalid); `kernel/too-many-requests`, `identity/no-messages` (unavailable).
 */
export async function requestCode(
  house: House,
  command: { phone: string; purpose: CodePurpose; address: string },
): Promise<{ phone: string; validUntil: Date }> {
  if (!house.config.sms) {
    throw new HallError("unavailable", "identity/no-messages", "本大厅还没有开通短信，请用密码登录或到窗口办理");
  }
  const phone = parseMobile(command.phone);
  await takeAll(house, phone, command.address);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const now = house.clock.now();
  const validUntil = new Date(now.getTime() + codeLife.minutes * 60_000);
  await inTransaction(house.db, async (tx) => {
    await writeCode(house, tx, { phone, purpose: command.purpose, code, validUntil });
    await wantMessage(house, tx, {
      hall: homeHall(house),
      way: "sms",
      to: phone,
      template: templates[command.purpose],
      facts: { code, minutes: String(codeLife.minutes) },
      validUntil,
    });
  });
  return { phone: mask("phone", phone), validUntil };
}

async function takeAll(house: House, phone: MobileNumber, address: string): Promise<void> {
  const fromHere = await takeToken(house.db, `identity.code.address:${address}`, perAddress, house.clock);
  if (!fromHere.allowed) throw tooManyRequests(fromHere.retryAfterSeconds);
  for (const [name, quota] of perPhone) {
    const token = await takeToken(house.db, `identity.code.${name}:${phone}`, quota, house.clock);
    if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  }
}

/** A new code takes the place of the one before. */
async function writeCode(
  house: House,
  tx: Tx,
  made: { phone: MobileNumber; purpose: CodePurpose; code: string; validUntil: Date },
): Promise<void> {
  const row = {
    key_hash: keyHash(house, made.phone, made.purpose),
    code_hash: codeHash(house, made.phone, made.code),
    tries: 0,
    expires_at: made.validUntil,
    used_at: null,
    used_by: null,
  };
  const { key_hash: _key, ...fresh } = row;
  await tx
    .insertInto("identity.phone_code")
    .values(row)
    .onConflict((clash) => clash.column("key_hash").doUpdateSet(fresh))
    .execute();
}

/**
 * Uses a code up. Counting, comparing and using are one statement, in a transaction of its own: of 50 at once one wins, and a
 * wrong guess is counted whatever happens afterwards.
 *
 * @param command.keep true = look only (counts as a try as well), so that the code can still be used for something else.
 * @throws HallError `identity/wrong-code` (invalid): wrong, used, run out, or guessed at too often.
 */
export async function useCode(
  house: House,
  command: { phone: MobileNumber; purpose: CodePurpose; code: string; keep?: boolean },
): Promise<void> {
  const now = house.clock.now();
  const { phone, purpose } = command;
  const attempt = newId(house.clock);
  const rows = await runStatement<{ fits: boolean }>(
    house.db,
    `update identity.phone_code set
       tries = tries + case when used_by = $5 then 0 else 1 end,
       used_at = case when code_hash = $2 and not $4::boolean then $3::timestamptz else used_at end,
       used_by = case when code_hash = $2 and not $4::boolean then $5::uuid else used_by end
     where key_hash = $1 and expires_at > $3::timestamptz and (used_at is null and tries < 5 or used_by = $5::uuid)
     returning code_hash = $2 as fits`,
    [keyHash(house, phone, purpose), codeHash(house, phone, command.code.trim()), now, command.keep === true, attempt],
    { name: "identity-use-code" },
  );
  if (rows[0]?.fits) return;
  const sentence = "验证码不对或已经过期，请核对或重新获取";
  throw new HallError("invalid", "identity/wrong-code", sentence, { fields: { code: sentence } });
}

/** Forgets codes that ran out. */
export async function sweepCodes(house: Pick<House, "clock">, tx: Tx): Promise<void> {
  const over = tx.deleteFrom("identity.phone_code").where("expires_at", "<", house.clock.now());
  await scatter(over, "an hourly sweep of all").execute();
}

function keyHash(house: House, phone: MobileNumber, purpose: CodePurpose): Buffer {
  return house.seal.digest(purpose === "change-phone" ? "identity.code-change" : "identity.code-enter", phone);
}

function codeHash(house: House, phone: MobileNumber, code: string): Buffer {
  return house.seal.digest("identity.code", `${phone} ${code}`);
}
