import { dayOf } from "../kernel/calendar/index.ts";
import { parseUscc } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, type Assurance, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { requireAssurance, setAssurance, writeAssuranceChange } from "./assurance.ts";
import { endStanding } from "./grant-mandate.ts";
import { claimLookup, findByLookup } from "./lookups.ts";
import { parseLegalName } from "./names.ts";
import { type Address, insertPerson, lockPerson, openData, requirePerson, sealData } from "./person.ts";
import type { RealNamePort } from "./real-name/port.ts";
import { requireCitizen, requireMayConfirm } from "./rights.ts";
import type { AssuranceWay } from "./tables.ts";
import { homeHall, mandateGranted } from "./topics.ts";

/** A legal person as told. */
export interface ToldLegalPerson {
  readonly uscc: string;
  readonly name: string;
  readonly address?: Address | undefined;
}

const perPerson = { limit: 10, windowSeconds: 3_600 };

/**
 * Registers a legal person by its legal representative, whom the register of companies confirms (法人注册). A change of representative is
 * the same act by the new one: the old one can no longer act.
 *
 * @throws HallError `codes/bad-uscc`, `identity/bad-name`, `identity/not-matching` (invalid); `kernel/stronger-sign-in-needed` (forbidden);
 *   `identity/real-name-away`, `kernel/too-many-requests` (unavailable).
 */
export async function registerLegalPerson(
  house: House,
  port: RealNamePort,
  actor: Actor,
  command: ToldLegalPerson,
): Promise<{ legalPerson: string }> {
  const citizen = requireCitizen(actor);
  requireAssurance(actor, 2);
  const uscc = parseUscc(command.uscc);
  const name = parseLegalName(command.name);
  const token = await takeToken(house.db, `identity.legal:${citizen.person}`, perPerson, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  const own = openData(house, await requirePerson(house.db, citizen.person), ["name", "idNumber"]);
  const representative = { name: own.name ?? "", idNumber: own.idNumber ?? "" };
  if (!(await port.checkRepresentative({ uscc, name, representative }))) {
    const sentence = "信用代码、名称和法定代表人与登记不一致，请核对";
    throw new HallError("invalid", "identity/not-matching", sentence, { fields: { uscc: sentence } });
  }
  const legalPerson = await inTransaction(house.db, (tx) =>
    keepLegalPerson(house, tx, {
      uscc,
      name,
      address: command.address,
      representative: citizen.person,
      assurance: 2,
      way: "registered",
      by: citizen.id,
    }),
  );
  return { legalPerson };
}

/**
 * The same at the counter, licence and identity checked by the officer; the representative was registered there before.
 *
 * @throws HallError `identity/not-window-officer` (forbidden), `identity/no-person` (not-found), `codes/bad-uscc`, `identity/bad-name` (invalid).
 */
export async function registerLegalPersonAtCounter(
  house: House,
  tx: Tx,
  actor: Actor,
  command: ToldLegalPerson & { hall: string; representative: string },
): Promise<{ legalPerson: string }> {
  requireMayConfirm(actor, command.hall);
  const legalPerson = await keepLegalPerson(house, tx, {
    uscc: parseUscc(command.uscc),
    name: parseLegalName(command.name),
    address: command.address,
    representative: (await requirePerson(tx, command.representative)).person_id,
    assurance: 3,
    way: "counter",
    by: actor.id,
    hall: command.hall,
  });
  return { legalPerson };
}

/** A legal person to be kept, after whatever proved it. */
export interface KeptLegalPerson {
  readonly uscc: string;
  readonly name: string;
  readonly address: Address | undefined;
  readonly representative: string;
  readonly assurance: Assurance;
  readonly way: AssuranceWay;
  readonly by: string | null;
  readonly hall?: string;
}

/** Finds or makes a legal person and makes its representative who is told. @returns its person id. */
export async function keepLegalPerson(house: House, tx: Tx, kept: KeptLegalPerson): Promise<string> {
  const fresh = newId(house.clock);
  const data = kept.address === undefined ? {} : { address: kept.address };
  if (await claimLookup(house, tx, "uscc", kept.uscc, { person: fresh, account: null })) {
    const { uscc, name, assurance } = kept;
    await insertPerson(house, tx, { id: fresh, assurance, data, legal: { uscc, name } });
    await writeAssuranceChange(house, tx, { person: fresh, from: 0, to: assurance, ...how(kept) });
    await setRepresentative(house, tx, { legalPerson: fresh, before: null, ...kept });
    return fresh;
  }
  const found = await findByLookup(house, tx, "uscc", kept.uscc);
  if (!found) throw new Error("a credit code is taken and leads to nobody");
  const row = await lockPerson(tx, found.person);
  await tx
    .updateTable("identity.person")
    .set({ shown_name: kept.name, ...sealData(house, row.person_id, data), updated_at: house.clock.now() })
    .where("person_id", "=", row.person_id)
    .execute();
  if (row.assurance < kept.assurance) await setAssurance(house, tx, row, { to: kept.assurance, ...how(kept) });
  await setRepresentative(house, tx, { legalPerson: row.person_id, before: row.representative_id, ...kept });
  return row.person_id;
}

function how({ way, by, hall }: KeptLegalPerson) {
  return { way, by, ...(hall === undefined ? {} : { hall }) };
}

/** Makes somebody the representative; who was it before is it no more. */
async function setRepresentative(
  house: House,
  tx: Tx,
  command: { legalPerson: string; before: string | null; representative: string; by: string | null },
): Promise<void> {
  const { legalPerson, before, representative: person, by } = command;
  if (before === person) return;
  if (before !== null) await endStanding(house, tx, { person: before, legalPerson, by });
  // He may have been its agent.
  await endStanding(house, tx, { person, legalPerson, by });
  const now = house.clock.now();
  const mandate = newId(house.clock);
  await tx
    .insertInto("identity.mandate")
    .values({
      person_id: person,
      id: mandate,
      legal_person_id: legalPerson,
      role: "representative",
      scope: null,
      from_on: dayOf(now),
      until_on: null,
      granted_by: by,
      granted_at: now,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
  await tx
    .updateTable("identity.person")
    .set({ representative_id: person, updated_at: now })
    .where("person_id", "=", legalPerson)
    .execute();
  const payload = { person, legalPerson, mandate, role: "representative" };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: mandateGranted, payload });
}
