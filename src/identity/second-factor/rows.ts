import type { Reader, Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type SealedColumns, sealedPlace } from "../../kernel/seal/index.ts";
import type { SecondFactorRow } from "../tables.ts";
import { newRecoveryCodes, parseRecoveryCode } from "./recovery-code.ts";

const table = "identity.second_factor";

/** What a rotation of the keys has to seal anew. */
export const sealedSecrets: SealedColumns = { table, columns: ["secret_sealed"], key: ["account_id"] };

/** Where an account's secret lies under seal. */
export function secretPlace(account: string): string {
  return sealedPlace(table, "secret_sealed", account);
}

/** What is kept of an account's app, confirmed or only begun. */
export async function findSecondFactor(db: Reader, account: string): Promise<SecondFactorRow | undefined> {
  return await db.selectFrom(table).selectAll().where("account_id", "=", account).executeTakeFirst();
}

/** As `findSecondFactor`, locked: of two who bring the same code at once, the second sees that it was used. */
export async function lockSecondFactor(tx: Tx, account: string): Promise<SecondFactorRow | undefined> {
  return await tx.selectFrom(table).selectAll().where("account_id", "=", account).forUpdate().executeTakeFirst();
}

/** Whether signing in takes a code besides the password. */
export async function hasSecondFactor(db: Reader, account: string): Promise<boolean> {
  const found = await db
    .selectFrom(table)
    .select("account_id")
    .where("account_id", "=", account)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
  return found !== undefined;
}

/** The confirmed one, locked. @throws HallError `identity/no-second-factor` (conflict). */
export async function requireSecondFactor(tx: Tx, account: string): Promise<SecondFactorRow> {
  const row = await lockSecondFactor(tx, account);
  if (row && row.confirmed_at !== null) return row;
  throw noSecondFactor();
}

/** The refusal where there is none. */
export function noSecondFactor(): HallError {
  return new HallError("conflict", "identity/no-second-factor", "这个账号没有打开第二道验证");
}

/** Forgets everything of it. @returns whether there was a confirmed one. */
export async function dropSecondFactor(tx: Tx, account: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom(table)
    .where("account_id", "=", account)
    .returning("confirmed_at")
    .executeTakeFirst();
  await tx.deleteFrom("identity.recovery_code").where("account_id", "=", account).execute();
  return gone !== undefined && gone.confirmed_at !== null;
}

/** Gives ten recovery codes in place of those before; told once, kept as digests. */
export async function writeRecoveryCodes(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  account: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const made = house.clock.now();
  await tx.deleteFrom("identity.recovery_code").where("account_id", "=", account).execute();
  const rows = codes.map((code) => ({
    account_id: account,
    code_hash: recoveryDigest(house, account, code),
    made_at: made,
    used_at: null,
  }));
  await tx.insertInto("identity.recovery_code").values(rows).execute();
  return codes;
}

/** Uses a recovery code up. @returns false: none of this account's, or used. */
export async function takeRecoveryCode(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  account: string,
  typed: string,
): Promise<boolean> {
  const code = parseRecoveryCode(typed);
  if (code === undefined) return false;
  const used = await tx
    .updateTable("identity.recovery_code")
    .set({ used_at: house.clock.now() })
    .where("account_id", "=", account)
    .where("code_hash", "=", recoveryDigest(house, account, code))
    .where("used_at", "is", null)
    .returning("account_id")
    .executeTakeFirst();
  return used !== undefined;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Reader, account: string): Promise<number> {
  const { left } = await db
    .selectFrom("identity.recovery_code")
    .select((row) => row.fn.countAll<bigint>().as("left"))
    .where("account_id", "=", account)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** The account is the salt: the same code given to two has two digests. @source OWASP ASVS 2.6.2 */
function recoveryDigest(house: Pick<House, "seal">, account: string, code: string): Buffer {
  return house.seal.digest("identity.recovery-code", `${account} ${code}`);
}
