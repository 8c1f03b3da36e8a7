import assert from "node:assert/strict";
import { parseDay } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeMappings, codeTables, createCodes, idNumberCheckCharacter } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction, type Tx } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import { type Actor, anonymous, findSession, type Session } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox, messagePlace, messageWanted } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { addPost } from "../organization/index.ts";
import type { Opened } from "./open-account-session.ts";
import { actorOfSession } from "./session-facts.ts";
import { identityTopics } from "./topics.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const today = parseDay("2026-03-02");
export const hall = "445100";
/** 潮州市公安局. */
export const police = "cz-007";

export const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };
export const visitor: Actor = anonymous;

/** An officer without a session, for acts that ask the actor only. */
export function officer(duty: string, at = hall, id = "officer"): Actor & { kind: "staff" } {
  const seat = { post: "post", duty, hall: at, department: police };
  return { kind: "staff", id, assurance: 3, posts: [duty], seats: [seat] };
}

/** A citizen without a session. */
export function citizen(person: string, more: { id?: string; actingFor?: string | null; assurance?: 1 | 2 | 3 } = {}) {
  const { id = person, actingFor = null, assurance = 2 } = more;
  return { kind: "citizen", id, assurance, posts: [], person, actingFor } satisfies Actor;
}

/** A house whose clock stands still, whose log can be read, and whose news leave rows. */
export function identityHouse(db: Db, env: Record<string, string> = {}, seal = testSeal) {
  const clock = fixedClock(monday);
  const lines: string[] = [];
  const sms = { SMS_URL: "http://127.0.0.1:9", SMS_KEY: "k".repeat(32) };
  const hears = [...identityTopics, messageWanted].map(({ name }) => ({ subscriber: "test", topic: { name } }));
  const parts: Partial<House> = {
    config: readConfig(findRoot(), true, { HALL: hall, ...sms, ...env }),
    secret: Buffer.alloc(32, 7),
    seal,
    clock,
    db,
    codes: createCodes(codeTables, codeMappings),
    log: createLog({ level: "debug", stream: { write: (line) => lines.push(line) } }),
    pages: createKeptPages(),
    outbox: createOutbox({ clock, hears }),
  };
  return { house: parts as House, clock, lines };
}

let posts = 0;
/** A post of the police of 潮州. */
export async function newPost(house: House, duties: readonly string[]): Promise<string> {
  posts += 1;
  const command = { department: police, name: `试验岗位${posts}`, duties };
  return (await inTransaction(house.db, (tx) => addPost(house, tx, system, command))).id;
}

let numbers = 0;
/** A mobile number nobody has. */
export function newPhone(): string {
  numbers += 1;
  return `160${String(numbers).padStart(8, "0")}`;
}

/** An id number nobody has. */
export function newIdNumber(): string {
  numbers += 1;
  const serial = String(numbers).padStart(3, "0");
  const digits = `4499991980${String((numbers % 12) + 1).padStart(2, "0")}15${serial.slice(-3)}`;
  return digits + idNumberCheckCharacter(digits);
}

/** The code that was sent last to a phone, read out of the outbox as the gateway would get it. */
export async function codeSentTo(house: House, phone: string): Promise<string> {
  const rows = await house.db
    .selectFrom("kernel.outbox")
    .select("payload")
    .where("hall", "=", hall)
    .where("topic", "=", messageWanted.name)
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  for (const row of rows) {
    const { id, sealed } = messageWanted.parse(row.payload);
    const told = JSON.parse(house.seal.open(Buffer.from(sealed, "base64"), messagePlace(id)));
    if (told.to === phone && told.facts.code) return told.facts.code;
  }
  return assert.fail("no code was sent to this phone");
}

/** The news of a topic, newest first. */
export async function newsOf(house: House, name: string): Promise<unknown[]> {
  const rows = await house.db
    .selectFrom("kernel.outbox")
    .select("payload")
    .where("hall", "=", hall)
    .where("topic", "=", name)
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ payload }) => payload);
}

/** The living session of an answer, as the server finds it. */
export async function sessionOf(house: House, opened: Opened): Promise<Session> {
  return (await findSession(house, opened.session.token)) ?? assert.fail("the session is gone");
}

/** Who the server takes the bearer of an answer's cookie for. */
export async function actorOf(house: House, opened: Opened): Promise<Actor> {
  return actorOfSession(await findSession(house, opened.session.token));
}

/** Whether the cookie of an answer still opens anything. */
export async function isAlive(house: House, opened: Opened): Promise<boolean> {
  return (await findSession(house, opened.session.token)) !== undefined;
}

/** Every row of the module, and how many sessions and messages there are. */
export async function everything(db: Db): Promise<unknown> {
  const tables = [
    "lookup",
    "person",
    "account",
    "account_step",
    "seat",
    "mandate",
    "assurance_change",
    "access_log",
    "second_factor",
    "recovery_code",
  ] as const;
  const rows: Record<string, unknown> = {};
  for (const table of tables) {
    const all = await db.selectFrom(`identity.${table}`).selectAll().execute();
    rows[table] = all.map(asText).sort();
  }
  const sessions = await db.selectFrom("kernel.session").select(["id", "revoked_at"]).orderBy("id").execute();
  const news = await db.selectFrom("kernel.outbox").select("id").orderBy("id").execute();
  return { ...rows, sessions, news };
}

function asText(row: unknown): string {
  return JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
}

/** The act is refused with this code, and afterwards everything is what it was. */
export async function refused(db: Db, code: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const before = await everything(db);
  await assert.rejects(inTransaction(db, work), { code });
  assert.deepEqual(await everything(db), before);
}

/** As `refused`, for acts that open their own transaction. */
export async function refusedOutright(db: Db, code: string, work: () => Promise<unknown>): Promise<void> {
  const before = await everything(db);
  await assert.rejects(work(), { code });
  assert.deepEqual(await everything(db), before);
}
