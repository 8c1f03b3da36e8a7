import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, type Assurance, revokeSessionsOf } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { type PersonFacts, toAssurance } from "./person.ts";
import { requireMayConfirm } from "./rights.ts";
import type { AssuranceWay, PersonRow } from "./tables.ts";
import { assuranceChanged, homeHall } from "./topics.ts";

/**
 * Refuses whoever is not known surely enough; for acts that ask more than their route (an item's level).
 *
 * @throws HallError `kernel/sign-in-needed`, `kernel/stronger-sign-in-needed` (forbidden).
 */
export function requireAssurance(actor: Actor, least: Assurance): void {
  if (actor.assurance >= least) return;
  if (actor.kind === "anonymous") throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
  throw new HallError("forbidden", "kernel/stronger-sign-in-needed", "这项业务要求更高等级的实名认证", {
    needed: least,
  });
}

/** Adds to the history of a person's level. */
export async function writeAssuranceChange(
  house: Pick<House, "clock">,
  tx: Tx,
  change: {
    person: string;
    from: Assurance;
    to: Assurance;
    way: AssuranceWay;
    by: string | null;
    hall?: string;
    note?: string;
  },
): Promise<void> {
  await tx
    .insertInto("identity.assurance_change")
    .values({
      person_id: change.person,
      id: newId(house.clock),
      from_level: change.from,
      to_level: change.to,
      way: change.way,
      hall: change.hall ?? null,
      by_account: change.by,
      note: change.note ?? null,
      changed_at: house.clock.now(),
    })
    .execute();
}

/** Sets a person's level, adds to its history and tells. Nothing happens when it is that level already. */
export async function setAssurance(
  house: Pick<House, "clock" | "outbox" | "config">,
  tx: Tx,
  person: Pick<PersonRow, "person_id" | "assurance">,
  change: { to: Assurance; way: AssuranceWay; by: string | null; hall?: string; note?: string },
): Promise<void> {
  const from = toAssurance(person.assurance);
  if (from === change.to) return;
  await tx
    .updateTable("identity.person")
    .set({ assurance: change.to, updated_at: house.clock.now() })
    .where("person_id", "=", person.person_id)
    .execute();
  await writeAssuranceChange(house, tx, { person: person.person_id, from, ...change });
  const payload = { person: person.person_id, from, to: change.to, way: change.way };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: assuranceChanged, payload });
}

/**
 * Takes a level back (撤销实名): what it rested on was wrong. Every session of the person ends.
 *
 * @param command.reason kept in the history.
 * @throws HallError `identity/not-window-officer` (forbidden), `identity/no-person` (not-found), `identity/not-higher` (conflict).
 */
export async function lowerAssurance(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { person: string; hall: string; to: Assurance; reason: string },
): Promise<void> {
  requireMayConfirm(actor, command.hall);
  const row = await tx
    .selectFrom("identity.person")
    .select(["person_id", "assurance", "account_id"])
    .where("person_id", "=", command.person)
    .where("joined_into", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new HallError("not-found", "identity/no-person", "没有这个人的登记");
  if (row.assurance <= command.to) {
    throw new HallError("conflict", "identity/not-higher", "实名等级没有高于要改成的等级");
  }
  const { hall, reason: note } = command;
  await setAssurance(house, tx, row, { to: command.to, way: "withdrawn", by: actor.id, hall, note });
  if (row.account_id !== null) await revokeSessionsOf(house, tx, row.account_id);
}

/** One change of level as the person sees it. */
export interface AssuranceStep {
  readonly from: number;
  readonly to: number;
  readonly way: AssuranceWay;
  readonly hall: string | null;
  readonly at: Date;
}

/** How a person's level came about, newest first. */
export async function assuranceHistory(db: Reader, person: PersonFacts["id"]): Promise<AssuranceStep[]> {
  const rows = await db
    .selectFrom("identity.assurance_change")
    .selectAll()
    .where("person_id", "=", person)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    from: row.from_level,
    to: row.to_level,
    way: row.way,
    hall: row.hall,
    at: row.changed_at,
  }));
}
