import type { FixedClock } from "../../kernel/clock/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { password, place } from "../accounts.fixture.ts";
import { hall, newPost, sessionOf, system } from "../identity.fixture.ts";
import type { Opened } from "../open-account-session.ts";
import { hashPassword, pepper } from "../password-hashing.ts";
import { actorOfSession } from "../session-facts.ts";
import { signIn } from "../sign-in.ts";
import { appoint, writeStaff } from "../staff.ts";
import { beginSecondFactor } from "./begin.ts";
import { confirmSecondFactor } from "./confirm.ts";
import { fromBase32 } from "./secret-text.ts";
import { codeAt, timeStepOf } from "./totp.ts";

/** What the app on a phone shows now. @param away steps from now. */
export function codeOf(house: Pick<House, "clock">, secret: string, away = 0): string {
  return codeAt(fromBase32(secret), timeStepOf(house.clock.now()) + away);
}

let hashed: Promise<string> | undefined;
let officers = 0;

/** An officer with a password of his own; hashing is what costs, so it is done once for all. */
async function newOfficer(house: House, duties: readonly string[]) {
  hashed ??= hashPassword(pepper(house.seal, password));
  officers += 1;
  const told = { hall, name: "吴窗口", loginName: `wu-${officers}`, hashed: await hashed, isGiven: false };
  const { account } = await inTransaction(house.db, (tx) => writeStaff(house, tx, system, told));
  const post = await newPost(house, duties);
  await inTransaction(house.db, (tx) => appoint(house, tx, system, { account, hall, post }));
  return { account, loginName: told.loginName };
}

/** An officer who signed in by his password alone. */
export async function signedInOfficer(house: House, ...duties: string[]) {
  const officer = await newOfficer(house, duties);
  const opened = await signIn(house, { name: officer.loginName, password, ...place });
  const session = await sessionOf(house, opened);
  return { ...officer, opened, session, actor: actorOfSession(session) };
}

/** An officer with a second factor, whose clock has gone on since the code that turned it on. */
export async function officerWithApp(house: House, clock: FixedClock, ...duties: string[]) {
  const { actor, session, ...officer } = await signedInOfficer(house, ...duties);
  const { secret } = await beginSecondFactor(house, actor);
  const command = { code: codeOf(house, secret), session, ...place };
  const { recoveryCodes, opened } = await confirmSecondFactor(house, actor, command);
  clock.advance(60_000);
  return { ...officer, before: officer.opened, secret, recoveryCodes, opened, ...(await whoIs(house, opened)) };
}

/** The session behind an answer, and whose it is. */
export async function whoIs(house: House, opened: Opened) {
  const session = await sessionOf(house, opened);
  return { session, actor: actorOfSession(session) };
}
