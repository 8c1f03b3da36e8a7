import { hash, randomBytes } from "node:crypto";
import { type Db, type Reader, readStatement, runStatement, scatter, type Tx } from "../db/index.ts";
import type { House } from "../house/index.ts";
import { newId } from "../ids/index.ts";
import type { SessionRow } from "./tables.ts";

export type SessionKind = SessionRow["kind"];

/** A valid session as handlers see it. */
export interface Session {
  /** What lists show and what one revokes by; not the token. */
  readonly id: string;
  readonly kind: SessionKind;
  /** `null` while nobody has signed in on it. */
  readonly accountId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly device: string;
  readonly createdAt: Date;
  /** When it was last used, exact to a minute. */
  readonly seenAt: Date;
  readonly expiresAt: Date;
  /** SHA-256 of the token, hex: names the session inside the house, never outside. */
  readonly tokenHash: string;
}

/** How long a session lives: `idleMinutes` after its last use, `absoluteHours` after its beginning, whichever comes first. */
export interface SessionPolicy {
  readonly idleMinutes: number;
  readonly absoluteHours: number;
}

/** @source 等保 2.0 (GB/T 22239) 8.1.4.1 b asks for an end after inactivity; OWASP ASVS 3.3.2 for 30 minutes or less at L2 for staff. */
export const sessionPolicies: Readonly<Record<SessionKind, SessionPolicy>> = {
  citizen: { idleMinutes: 120, absoluteHours: 12 },
  staff: { idleMinutes: 30, absoluteHours: 12 },
  kiosk: { idleMinutes: 3, absoluteHours: 1 },
};

/** The cookie's name before `cookieName` makes it `__Host-wangting` over https. */
export const sessionCookie = "wangting";

const tokenShape = /^[A-Za-z0-9_-]{43}$/;
const touchEveryMs = 60_000;

/** The hash a token is kept under; `undefined` when the text cannot be a token of ours (so it costs no query). */
export function hashToken(token: string | undefined): Buffer | undefined {
  if (!token || !tokenShape.test(token)) return undefined;
  // In one call: half the time of an object that is updated and digested.
  return hash("sha256", token, "buffer");
}

/**
 * Opens a session. The answer of the route that signs in hands `{ session: { token } }` on, which sets the cookie.
 *
 * @param command.device the browser as it names itself; cut to 200 characters.
 * @param command.policy default: that of the kind.
 * @returns the token (256 random bits, base64url), told once and kept nowhere, and the session.
 */
export async function openSession(
  house: Pick<House, "clock">,
  tx: Tx,
  command: {
    kind: SessionKind;
    accountId: string | null;
    facts?: Record<string, unknown>;
    device: string;
    policy?: SessionPolicy;
  },
): Promise<{ token: string; session: Session }> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hash("sha256", token, "buffer");
  const policy = command.policy ?? sessionPolicies[command.kind];
  const now = house.clock.now();
  const row: SessionRow = {
    token_hash: tokenHash,
    id: newId(house.clock),
    kind: command.kind,
    account_id: command.accountId,
    facts: JSON.stringify(command.facts ?? {}),
    device: Array.from(command.device).slice(0, 200).join(""),
    idle_seconds: Math.max(1, Math.round(policy.idleMinutes * 60)),
    created_at: now,
    seen_at: now,
    expires_at: new Date(now.getTime() + policy.absoluteHours * 3_600_000),
    revoked_at: null,
  };
  await tx.insertInto("kernel.session").values(row).execute();
  return { token, session: sessionOf({ ...row, facts: command.facts ?? {} }) };
}

/**
 * The session behind a token, and notes that it was used (at most once a minute, so that reading pages writes next to nothing).
 *
 * @returns `undefined` when there is none, it was revoked, it was idle too long or its time is over.
 */
export async function findSession(
  house: Pick<House, "clock" | "db">,
  token: string | undefined,
): Promise<Session | undefined> {
  const tokenHash = hashToken(token);
  if (!tokenHash) return undefined;
  // Asked by every request of everybody who has signed in.
  const [row] = await readStatement<FoundSession>(
    house.db,
    `select id, kind, account_id, facts, device, idle_seconds, (extract(epoch from created_at) * 1000)::float8 as created,
            (extract(epoch from seen_at) * 1000)::float8 as seen, (extract(epoch from expires_at) * 1000)::float8 as expires
       from kernel.session where token_hash = $1 and revoked_at is null`,
    [tokenHash],
    { name: "session-find" },
  );
  const now = house.clock.now();
  const found = row && { ...row, ...instantsOf(row), token_hash: tokenHash, revoked_at: null };
  if (!found || !isAlive(found, now)) return undefined;
  if (now.getTime() - found.seen_at.getTime() >= touchEveryMs) await touch(house.db, tokenHash, now);
  return sessionOf(found);
}

interface FoundSession extends Pick<SessionRow, "id" | "kind" | "account_id" | "facts" | "device" | "idle_seconds"> {
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly seen: number;
  readonly expires: number;
}

function instantsOf({ created, seen, expires }: FoundSession) {
  return { created_at: new Date(created), seen_at: new Date(seen), expires_at: new Date(expires) };
}

/**
 * The session a token had when it ended by itself (idle too long, its time over) and is not yet swept.
 *
 * @returns `undefined` for a living one, one that was ended on purpose, or none: those who were put out get nothing.
 */
export async function findEndedSession(
  house: Pick<House, "clock" | "db">,
  token: string | undefined,
): Promise<Session | undefined> {
  const tokenHash = hashToken(token);
  if (!tokenHash) return undefined;
  const row = await house.db
    .selectFrom("kernel.session")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (!row || row.revoked_at !== null || isAlive(row, house.clock.now())) return undefined;
  return sessionOf(row);
}

function isAlive(row: SessionRow, now: Date): boolean {
  if (row.revoked_at !== null || row.expires_at <= now) return false;
  return row.seen_at.getTime() + row.idle_seconds * 1000 > now.getTime();
}

async function touch(db: Db, tokenHash: Buffer, now: Date): Promise<void> {
  // A revocation that came between the reading and this must win, and time only runs forward.
  await runStatement(
    db,
    `update kernel.session set seen_at = $2
      where token_hash = $1 and revoked_at is null and seen_at < $2`,
    [tokenHash, now],
    { name: "session-touch" },
  );
}

/**
 * Replaces a session by a new one with a new token; the old token stops at once. To be called whenever rights change
 * (sign-in on an anonymous session, stronger sign-in, change of the person acted for), so that a planted token gains nothing.
 *
 * @source OWASP ASVS 3.2.1 (new token on authentication), CWE-384 session fixation.
 */
export async function rotateSession(
  house: Pick<House, "clock">,
  tx: Tx,
  old: Session,
  change: { kind?: SessionKind; accountId?: string | null; facts?: Record<string, unknown>; policy?: SessionPolicy },
): Promise<{ token: string; session: Session }> {
  await revokeSession(house, tx, old);
  return openSession(house, tx, {
    kind: change.kind ?? old.kind,
    accountId: change.accountId === undefined ? old.accountId : change.accountId,
    facts: change.facts ?? { ...old.facts },
    device: old.device,
    ...(change.policy ? { policy: change.policy } : {}),
  });
}

/** Ends one session (退出登录). Ending it twice changes nothing. */
export async function revokeSession(
  house: Pick<House, "clock">,
  tx: Tx,
  session: Pick<Session, "tokenHash">,
): Promise<void> {
  await tx
    .updateTable("kernel.session")
    .set({ revoked_at: house.clock.now() })
    .where("token_hash", "=", Buffer.from(session.tokenHash, "hex"))
    .where("revoked_at", "is", null)
    .execute();
}

/**
 * Ends sessions of an account: one by its id, or all, or all others.
 *
 * @param which.id only this one; it must belong to the account. @param which.except all but this one.
 * @returns how many were ended.
 */
export async function revokeSessionsOf(
  house: Pick<House, "clock">,
  tx: Tx,
  accountId: string,
  which: { id?: string; except?: string } = {},
): Promise<number> {
  let update = tx
    .updateTable("kernel.session")
    .set({ revoked_at: house.clock.now() })
    .where("account_id", "=", accountId)
    .where("revoked_at", "is", null);
  if (which.id !== undefined) update = update.where("id", "=", which.id);
  if (which.except !== undefined) update = update.where("id", "!=", which.except);
  const result = await scatter(update, "sessions lie by token, an account knows none").executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The living sessions of an account, newest first (“我的设备”). Carried by index session_account. */
export async function listSessions(
  house: Pick<House, "clock">,
  db: Reader,
  accountId: string,
): Promise<readonly Session[]> {
  const now = house.clock.now();
  const select = db
    .selectFrom("kernel.session")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .limit(100);
  const rows = await scatter(select, "sessions lie by token, an account knows none").execute();
  return rows.filter((row) => isAlive(row, now)).map(sessionOf);
}

/** Deletes sessions that ended more than a day ago; for a daily schedule. Carried by index session_expiry. */
export async function sweepSessions(house: Pick<House, "clock">, tx: Tx): Promise<number> {
  const dayAgo = new Date(house.clock.now().getTime() - 86_400_000);
  const sweep = tx.deleteFrom("kernel.session").where("expires_at", "<", dayAgo);
  const result = await scatter(sweep, "a daily sweep of all").executeTakeFirst();
  return Number(result.numDeletedRows);
}

function sessionOf(row: SessionRow): Session {
  return Object.freeze({
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    facts: typeof row.facts === "string" ? {} : row.facts,
    device: row.device,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    tokenHash: row.token_hash.toString("hex"),
  });
}
