import { parseHallCode, parseIdNumber } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf } from "../kernel/http/index.ts";
import { newId, parseId } from "../kernel/ids/index.ts";
import { findPost } from "../organization/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { setAssurance, writeAssuranceChange } from "./assurance.ts";
import { claimLookup, findByLookup } from "./lookups.ts";
import { parsePersonName } from "./names.ts";
import { hashPassword, pepper } from "./password-hashing.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { insertPerson, lockPerson } from "./person.ts";
import { idNumberText } from "./prove-identity.ts";
import { newAccount } from "./register.ts";
import { requireMayManageStaff } from "./rights.ts";
import type { AccountRow } from "./tables.ts";
import { homeHall, seatsChanged } from "./topics.ts";

/** Somebody taken into service. */
export interface NewStaff {
  readonly hall: string;
  /** The name shown at work. */
  readonly name: string;
  /** What the officer signs in with; 3 to 40 letters, digits, `.`, `-`. */
  readonly loginName: string;
  readonly idNumber?: string | undefined;
}

/**
 * Opens an account for an officer (录用工作人员), whom the administrator knows in person: level 3. Seats come by `appoint`, and count only
 * after the officer has changed the password he was given.
 *
 * @throws HallError `identity/not-administrator` (forbidden); `identity/bad-login-name`, `identity/weak-password`, `identity/bad-name`,
 *   `codes/bad-id-number` (invalid); `identity/login-name-taken` (conflict).
 */
export async function engageStaff(
  house: House,
  actor: Actor,
  command: NewStaff & { password: string },
): Promise<{ account: string; person: string }> {
  requireMayManageStaff(actor, command.hall);
  requireGoodPassword(command.password, [command.loginName, command.name]);
  const hashed = await hashPassword(pepper(house.seal, command.password));
  return await inTransaction(house.db, (tx) => writeStaff(house, tx, actor, { ...command, hashed, isGiven: true }));
}

/** As `engageStaff`, in the caller's transaction, with a hash made before; for loading many. @param command.isGiven whether the officer must change it. */
export async function writeStaff(
  house: House,
  tx: Tx,
  actor: Actor,
  command: NewStaff & { hashed: string; isGiven: boolean },
): Promise<{ account: string; person: string }> {
  requireMayManageStaff(actor, command.hall);
  const name = parsePersonName(command.name);
  const loginName = parseLoginName(command.loginName);
  const owner = { person: newId(house.clock) as string, account: newId(house.clock) as string };
  owner.person = await personOfStaff(house, tx, actor, { ...command, name, person: owner.person });
  if (!(await claimLookup(house, tx, "login-name", loginName, owner))) {
    throw new HallError("conflict", "identity/login-name-taken", "这个登录名已经有人使用", {
      fields: { loginName: "这个登录名已经有人使用" },
    });
  }
  const account = newAccount(house, owner, {
    kind: "staff",
    hashed: command.hashed,
    workName: name,
    isGiven: command.isGiven,
  });
  await tx.insertInto("identity.account").values(account).execute();
  const facts = { hall: command.hall };
  await addAccountStep(house, tx, { account: owner.account, kind: "engaged", by: actor.id, facts });
  return owner;
}

/** A new person, or the one who has the id number already. */
async function personOfStaff(
  house: House,
  tx: Tx,
  actor: Actor,
  command: NewStaff & { person: string },
): Promise<string> {
  const { person, hall, name } = command;
  const how = { way: "engaged" as const, by: actor.id, hall };
  const idNumber = command.idNumber === undefined ? undefined : parseIdNumber(command.idNumber);
  if (idNumber !== undefined) {
    const text = idNumberText("31", idNumber);
    if (!(await claimLookup(house, tx, "id-number", text, { person, account: null }))) {
      const found = await findByLookup(house, tx, "id-number", text);
      const row = await lockPerson(tx, found?.person ?? person);
      if (row.assurance < 3) await setAssurance(house, tx, row, { to: 3, ...how });
      return row.person_id;
    }
  }
  const data = { name, ...(idNumber === undefined ? {} : { idNumber }) };
  await insertPerson(house, tx, { id: person, assurance: 3, data });
  await writeAssuranceChange(house, tx, { person, from: 0, to: 3, ...how });
  return person;
}

/**
 * Puts an officer on a post (任职). He signs in again, with the new duties.
 *
 * @throws HallError `identity/not-administrator`, `identity/not-yourself` (forbidden); `identity/no-staff`, `organization/no-post`
 *   (not-found); `identity/already-appointed` (conflict).
 */
export async function appoint(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { account: string; hall: string; post: string },
): Promise<{ seat: string }> {
  const account = await requireStaff(tx, actor, command);
  const post = await findPost(tx, parseHallCode(command.hall), parseId(command.post));
  if (!post || post.closed_at !== null) throw new HallError("not-found", "organization/no-post", "没有这个岗位");
  const seat = newId(house.clock);
  const added = await tx
    .insertInto("identity.seat")
    .values({
      account_id: account.account_id,
      id: seat,
      hall: command.hall,
      post_id: post.id,
      department: post.department,
      since_at: house.clock.now(),
      appointed_by: actor.id,
      ended_at: null,
      ended_by: null,
    })
    .onConflict((clash) => clash.columns(["account_id", "hall", "post_id"]).where("ended_at", "is", null).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) throw new HallError("conflict", "identity/already-appointed", "已经在这个岗位上了");
  await seatChanged(house, tx, actor, { ...command, change: "appointed" });
  return { seat };
}

/**
 * Takes an officer off a post (免职); his sessions end at once.
 *
 * @throws HallError `identity/not-administrator`, `identity/not-yourself` (forbidden); `identity/no-staff`, `identity/not-appointed` (not-found).
 */
export async function dismiss(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { account: string; hall: string; post: string },
): Promise<void> {
  await requireStaff(tx, actor, command);
  const ended = await tx
    .updateTable("identity.seat")
    .set({ ended_at: house.clock.now(), ended_by: actor.id })
    .where("account_id", "=", command.account)
    .where("hall", "=", command.hall)
    .where("post_id", "=", command.post)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!ended) throw new HallError("not-found", "identity/not-appointed", "不在这个岗位上");
  await seatChanged(house, tx, actor, { ...command, change: "dismissed" });
}

async function seatChanged(
  house: House,
  tx: Tx,
  actor: Actor,
  change: { account: string; hall: string; post: string; change: "appointed" | "dismissed" },
): Promise<void> {
  const { account, hall, post } = change;
  await revokeSessionsOf(house, tx, account);
  await addAccountStep(house, tx, { account, kind: change.change, by: actor.id, facts: { hall, post } });
  const payload = { account, hall, post, change: change.change };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: seatsChanged, payload });
}

/** The officer's account, locked. Nobody gives himself a post. */
async function requireStaff(
  tx: Tx,
  actor: Actor,
  command: { account: string; hall: string },
): Promise<Pick<AccountRow, "account_id">> {
  requireMayManageStaff(actor, command.hall);
  if (actor.id === command.account) {
    throw new HallError("forbidden", "identity/not-yourself", "不能任免自己，请由另一位管理员办理");
  }
  const account = await tx
    .selectFrom("identity.account")
    .select("account_id")
    .where("account_id", "=", command.account)
    .where("kind", "=", "staff")
    .where("state", "=", "open")
    .forUpdate()
    .executeTakeFirst();
  if (!account) throw new HallError("not-found", "identity/no-staff", "没有这位工作人员");
  return account;
}

function parseLoginName(text: string): string {
  const name = text.normalize("NFKC").trim().toLowerCase();
  // A name that reads as a phone number would be looked for among phones.
  if (/^[a-z0-9][a-z0-9.-]{2,39}$/.test(name) && !/^1[3-9]\d{9}$/.test(name)) return name;
  const sentence = "登录名用 3 到 40 个字母、数字、点或短横，不能是手机号";
  throw new HallError("invalid", "identity/bad-login-name", sentence, { fields: { loginName: sentence } });
}
