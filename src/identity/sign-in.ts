import { sql } from "kysely";
import { isMobile, parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, type Reader, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Quota, type Session, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { type HeldSignIn, holdSignIn, openHeld } from "./held-sign-in.ts";
import { findByLookup, lookupHash } from "./lookups.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { hashPassword, isOutdated, isPassword, pepper } from "./password-hashing.ts";
import { useCode } from "./phone-code.ts";
import { hasSecondFactor } from "./second-factor/rows.ts";
import { takeGuess, useSecondCode } from "./second-factor/use-code.ts";
import type { AccountRow, LookupPurpose } from "./tables.ts";
import { homeHall, newDevice } from "./topics.ts";

/** Where somebody signs in. */
export interface SignInPlace {
  /** The visitor's address; only digests of it are kept. */
  readonly address: string;
  /** The browser as it names itself. */
  readonly device: string;
  /** The session the visitor has now; it ends. */
  readonly previous?: Session | undefined;
}

/** Guesses from one address at one account, and from one address at all. */
const perPair: Quota = { limit: 10, windowSeconds: 900 };
const perAddress: Quota = { limit: 200, windowSeconds: 900 };
/** Guesses at one account from addresses it has never been used from. */
const perAccount: Quota = { limit: 50, windowSeconds: 3_600 };
const knownAddresses = 5;

/**
 * Signs in by password (账号密码登录), and by a code where the account has a second factor: for callers that send both at once.
 *
 * @param command.code of the app, or a recovery code; looked at only when the password was right.
 * @throws HallError as `beginSignIn` and `finishSignIn`; `identity/code-needed` (invalid): the password was right.
 */
export async function signIn(
  house: House,
  command: { name: string; password: string; code?: string | undefined } & SignInPlace,
): Promise<Opened> {
  const begun = await beginSignIn(house, command);
  if (!("held" in begun)) return begun;
  const { code, ...place } = command;
  if (code === undefined) {
    const sentence = "请再填写验证器应用里的 6 位数字";
    throw new HallError("invalid", "identity/code-needed", sentence, { fields: { code: sentence } });
  }
  return await finishSignIn(house, { ...place, code, held: begun.held });
}

/**
 * Signs in by password as far as the password goes. A phone number or a login name names the account.
 *
 * An unknown account and a wrong password have the same answer and cost. Guessing from many addresses closes the way by password for
 * addresses the account was never used from; the owner's own devices and the way by code stay open, so nobody can lock anybody out.
 *
 * @returns the session; for an account with a second factor no session, but what `finishSignIn` goes on from.
 * @throws HallError `identity/wrong-password` (invalid); `kernel/too-many-requests`, `identity/use-code`, `identity/busy` (unavailable).
 */
export async function beginSignIn(
  house: House,
  command: { name: string; password: string } & SignInPlace,
): Promise<Opened | HeldSignIn> {
  const way = readName(command.name);
  const from = addressDigest(house, command.address);
  await takeOrRefuse(house, `identity.sign-in.address:${from}`, perAddress);
  await takeOrRefuse(house, `identity.sign-in.pair:${from}:${hex(house, way)}`, perPair);
  const account = await findAccount(house, house.db, way);
  if (!account?.known_addresses.some((known) => known.toString("hex") === from)) {
    const token = await takeToken(house.db, `identity.sign-in.account:${hex(house, way)}`, perAccount, house.clock);
    if (!token.allowed) {
      // Said of the name as typed, so it tells nobody whether there is such an account; whoever has a login name has no codes by phone.
      const instead = way.purpose === "phone" ? "请改用短信验证码登录" : "请在平常用的电脑上登录，或者过一会儿再试";
      throw new HallError("unavailable", "identity/use-code", `这个账号近来试错太多次，${instead}`, {
        retryAfterSeconds: token.retryAfterSeconds,
      });
    }
  }
  const peppered = pepper(house.seal, command.password);
  const right = await isPassword(account?.password_hash, peppered);
  if (!account || !right) {
    // The log is where failed sign-ins are counted; it names the account, never what was typed.
    house.log.info({ account: account?.account_id ?? null }, "sign-in refused");
    throw new HallError("invalid", "identity/wrong-password", "账号或密码不对", {
      fields: { password: "账号或密码不对" },
    });
  }
  const renewed = account.password_hash && isOutdated(account.password_hash) ? await hashPassword(peppered) : undefined;
  const isHeld = account.kind === "staff" && (await hasSecondFactor(house.db, account.account_id));
  if (!isHeld) return await enter(house, account, command, { way: "password", from, renewed });
  return holdSignIn(house, { ...account, password_hash: await renew(house, account, renewed) });
}

/** Keeps the hash of today's cost; whoever was faster with another password has it his way. @returns the hash now. */
async function renew(house: House, { account_id, password_hash }: AccountRow, renewed: string | undefined) {
  if (renewed === undefined) return password_hash;
  await inTransaction(house.db, (tx) =>
    tx
      .updateTable("identity.account")
      .set({ password_hash: renewed })
      .where("account_id", "=", account_id)
      .where("password_hash", "is not distinct from", password_hash)
      .execute(),
  );
  return renewed;
}

/**
 * The second half of signing in, for an account with a second factor: the code. Wrong ones are counted and slowed like wrong passwords.
 *
 * @param command.held of `beginSignIn`. @param command.code of the app, or a recovery code; taken once.
 * @throws HallError `identity/wrong-second-code` (invalid); `identity/held-too-long`, `identity/account-changed` (conflict);
 *   `kernel/too-many-requests` (unavailable).
 * @source OWASP ASVS 2.8.4, 3.2.1; RFC 6238 5.2
 */
export async function finishSignIn(
  house: House,
  command: { held: string; code: string } & SignInPlace,
): Promise<Opened> {
  const { account: id, passwordHashIs } = openHeld(house, command.held);
  const account = await house.db
    .selectFrom("identity.account")
    .selectAll()
    .where("account_id", "=", id)
    .where("state", "=", "open")
    .executeTakeFirst();
  if (!account || !passwordHashIs(account.password_hash)) throw accountChanged();
  const from = addressDigest(house, command.address);
  await takeGuess(house, account, from);
  return await enter(house, account, command, { way: "password", from, code: command.code });
}

/**
 * Signs in by a code sent to the phone.
 *
 * @throws HallError `identity/wrong-code` (invalid); `identity/not-registered` (not-found), which only the phone's owner learns, and
 *   the code still holds for registering; `kernel/too-many-requests` (unavailable).
 */
export async function signInByCode(
  house: House,
  command: { phone: string; code: string } & SignInPlace,
): Promise<Opened> {
  const phone = parseMobile(command.phone);
  await takeOrRefuse(house, `identity.sign-in.address:${addressDigest(house, command.address)}`, perAddress);
  const account = await findCitizen(house, phone);
  await useCode(house, { phone, purpose: "sign-in", code: command.code, keep: account === undefined });
  if (!account) {
    throw new HallError("not-found", "identity/not-registered", "这个手机号还没有注册，请先注册");
  }
  return await enter(house, account, command, { way: "code", from: undefined });
}

/** Opens the session and notes that it was. */
async function enter(
  house: House,
  account: AccountRow,
  place: SignInPlace,
  how: {
    way: "password" | "code";
    from: string | undefined;
    renewed?: string | undefined;
    /** What was brought besides the password. */
    code?: string;
  },
): Promise<Opened> {
  const { account_id: id, known_addresses: known } = account;
  const others = known.filter((each) => each.toString("hex") !== how.from);
  const addresses = how.from === undefined ? known : [Buffer.from(how.from, "hex"), ...others].slice(0, knownAddresses);
  return await inTransaction(house.db, async (tx) => {
    const still = await tx
      .updateTable("identity.account")
      .set({
        signed_in_at: house.clock.now(),
        known_addresses: addresses,
        ...(how.renewed === undefined ? {} : { password_hash: how.renewed }),
      })
      .where("account_id", "=", id)
      .where("state", "=", "open")
      // A password changed between the look and now was not the one that was checked.
      .where("password_hash", "is not distinct from", account.password_hash)
      .returning("account_id")
      .executeTakeFirst();
    if (!still) throw accountChanged();
    const second = how.code === undefined ? undefined : await useSecondCode(house, tx, account, how.code);
    const device = deviceDigest(house, place.device);
    const isNew = await isNewDevice(house, tx, account, { device, address: place.address });
    await addAccountStep(house, tx, {
      account: id,
      kind: "signed-in",
      by: id,
      facts: { way: how.way, device, ...(second && { second }) },
    });
    if (isNew) {
      const payload = { person: account.person_id, account: id };
      await house.outbox.publish(tx, { hall: homeHall(house), topic: newDevice, payload });
    }
    return await openAccountSession(house, tx, account, place);
  });
}

/**
 * Whether neither the browser nor the address was ever used with this account. The first sign-in of all is nobody's alarm.
 * Carried by the primary key: an account has few steps.
 */
async function isNewDevice(
  house: Pick<House, "seal">,
  tx: Tx,
  { account_id: id, known_addresses: known, signed_in_at: last }: AccountRow,
  at: { device: string; address: string },
): Promise<boolean> {
  if (last === null) return false;
  const from = addressDigest(house, at.address);
  if (known.some((each) => each.toString("hex") === from)) return false;
  const before = await tx
    .selectFrom("identity.account_step")
    .select("id")
    .where("account_id", "=", id)
    .where("kind", "=", "signed-in")
    .where(sql<string>`facts ->> 'device'`, "=", at.device)
    .limit(1)
    .executeTakeFirst();
  return before === undefined;
}

interface Way {
  readonly purpose: Extract<LookupPurpose, "phone" | "login-name">;
  readonly text: string;
}

/** A text with the shape of a mobile number is one; everything else is a login name. */
export function readName(name: string): Way {
  const plain = name
    .normalize("NFKC")
    .replaceAll(/[\s-]/g, "")
    .replace(/^\+?86(?=1\d{10}$)/, "");
  if (isMobile(plain)) return { purpose: "phone", text: plain };
  return { purpose: "login-name", text: name.normalize("NFKC").trim().toLowerCase() };
}

/** The open account behind a name. */
export async function findAccount(house: Pick<House, "seal">, db: Reader, way: Way): Promise<AccountRow | undefined> {
  const found = await findByLookup(house, db, way.purpose, way.text);
  if (!found || found.account === null) return undefined;
  return await db
    .selectFrom("identity.account")
    .selectAll()
    .where("account_id", "=", found.account)
    .where("state", "=", "open")
    .executeTakeFirst();
}

/** The citizen of a phone: officers have login names, and no text message stands in for their password. */
export async function findCitizen(house: House, phone: string): Promise<AccountRow | undefined> {
  const account = await findAccount(house, house.db, { purpose: "phone", text: phone });
  return account?.kind === "citizen" ? account : undefined;
}

function accountChanged(): HallError {
  return new HallError("conflict", "identity/account-changed", "账号刚刚有变动，请重新登录");
}

async function takeOrRefuse(house: House, key: string, quota: Quota): Promise<void> {
  const token = await takeToken(house.db, key, quota, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
}

function hex(house: House, way: Way): string {
  return lookupHash(house, way.purpose, way.text).toString("hex");
}

/** Sixteen bytes tell addresses apart and tell nobody which they were. */
export function addressDigest(house: Pick<House, "seal">, address: string): string {
  return house.seal.digest("identity.address", address).toString("hex").slice(0, 32);
}

/** A browser by the name it gives itself: a digest, kept among the steps of the account. */
function deviceDigest(house: Pick<House, "seal">, device: string): string {
  return house.seal.digest("identity.device", device).toString("hex").slice(0, 32);
}
