import { inTransaction, type Reader, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, listSessions, revokeSession, revokeSessionsOf, type Session } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";

/** A device somebody is signed in on (我的设备). */
export interface Device {
  readonly id: string;
  /** The browser as it names itself. */
  readonly browser: string;
  readonly signedInAt: Date;
  readonly seenAt: Date;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

/** Where the actor is signed in, newest first. @param current the session that asks. */
export async function listDevices(
  house: Pick<House, "clock">,
  db: Reader,
  actor: Actor,
  current?: Session,
): Promise<Device[]> {
  const sessions = await listSessions(house, db, requireAccount(actor));
  return sessions.map((session) => ({
    id: session.id,
    browser: session.device,
    signedInAt: session.createdAt,
    seenAt: session.seenAt,
    isThis: session.id === current?.id,
  }));
}

/**
 * Signs one of the actor's own devices out.
 *
 * @throws HallError `identity/no-device` (not-found): gone already, or somebody else's.
 */
export async function revokeDevice(house: House, tx: Tx, actor: Actor, command: { device: string }): Promise<void> {
  const account = requireAccount(actor);
  const ended = await revokeSessionsOf(house, tx, account, { id: command.device });
  if (ended === 0) throw new HallError("not-found", "identity/no-device", "这个设备已经退出");
  await addAccountStep(house, tx, { account, kind: "device-revoked", by: account, facts: { device: command.device } });
}

/** Signs all other devices out. @returns how many. */
export async function revokeOtherDevices(
  house: House,
  tx: Tx,
  actor: Actor,
  current: Pick<Session, "id">,
): Promise<number> {
  const account = requireAccount(actor);
  const ended = await revokeSessionsOf(house, tx, account, { except: current.id });
  await addAccountStep(house, tx, { account, kind: "device-revoked", by: account, facts: { others: ended } });
  return ended;
}

/** Signs out (退出登录); the answer sets `session: null`. Doing it twice changes nothing. */
export async function signOut(house: House, session: Session | undefined): Promise<void> {
  if (!session) return;
  await inTransaction(house.db, async (tx) => {
    await revokeSession(house, tx, session);
    const { accountId: account } = session;
    if (account !== null) await addAccountStep(house, tx, { account, kind: "signed-out", by: account });
  });
}

/** The account that acts. @throws HallError `kernel/sign-in-needed` (forbidden). */
export function requireAccount(actor: Actor): string {
  if (actor.kind === "citizen" || actor.kind === "staff") return actor.id;
  throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
}
