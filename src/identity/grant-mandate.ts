import { type Day, dayOf } from "../kernel/calendar/index.ts";
import { parseIdNumber } from "../kernel/codes/index.ts";
import { scatter, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { findByLookup } from "./lookups.ts";
import { endActing, mayActFor } from "./mandates.ts";
import { parsePersonName } from "./names.ts";
import { lockPerson, openData } from "./person.ts";
import { idNumberText } from "./prove-identity.ts";
import { requireCitizen, rights } from "./rights.ts";
import type { MandateRow, MandateScope } from "./tables.ts";
import { homeHall, mandateGranted, mandateRevoked } from "./topics.ts";

const longestYears = 5;

/** Whom a representative empowers, for what and how long. */
export interface NewMandate {
  readonly legalPerson: string;
  readonly delegate: { readonly name: string; readonly idNumber: string };
  /** Absent: everything. */
  readonly scope?: MandateScope | undefined;
  readonly from: Day;
  readonly until: Day;
}

/**
 * Empowers an agent (授权代理人). The agent must be known by name and number here; a mandate to the same person takes the place of the one before.
 *
 * @throws HallError `identity/not-representative` (forbidden); `identity/no-delegate` (not-found); `identity/bad-term`,
 *   `identity/bad-scope`, `codes/bad-id-number`, `identity/bad-name` (invalid); `identity/delegate-is-self` (conflict).
 * @source 行政许可法 29 (委托代理人), 民法典 165 (scope and term in writing).
 */
export async function grantMandate(
  house: House,
  tx: Tx,
  actor: Actor,
  command: NewMandate,
): Promise<{ mandate: string }> {
  const citizen = await requireRepresentative(house, tx, actor, command.legalPerson);
  requireTerm(house, command);
  requireScope(command.scope);
  const delegate = await findDelegate(house, tx, command.delegate);
  if (delegate === citizen.person) {
    throw new HallError("conflict", "identity/delegate-is-self", "法定代表人不用给自己授权");
  }
  // The company's row is locked, so that two mandates for one agent come one after the other.
  await lockPerson(tx, command.legalPerson);
  await endStanding(house, tx, { person: delegate, legalPerson: command.legalPerson, by: citizen.id });
  const mandate = newId(house.clock);
  const row: MandateRow = {
    person_id: delegate,
    id: mandate,
    legal_person_id: command.legalPerson,
    role: "agent",
    scope: command.scope ? JSON.stringify(command.scope) : null,
    from_on: command.from,
    until_on: command.until,
    granted_by: citizen.id,
    granted_at: house.clock.now(),
    revoked_at: null,
    revoked_by: null,
  };
  await tx.insertInto("identity.mandate").values(row).execute();
  const payload = { person: delegate, legalPerson: command.legalPerson, mandate, role: "agent" };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: mandateGranted, payload });
  return { mandate };
}

/**
 * Takes a mandate back (撤销授权): by the representative, or given up by the agent himself. Sessions that rest on it end.
 *
 * @throws HallError `identity/no-mandate` (not-found), `identity/not-representative` (forbidden).
 */
export async function revokeMandate(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { legalPerson: string; mandate: string },
): Promise<void> {
  const citizen = requireCitizen(actor);
  const row = await scatter(
    tx
      .selectFrom("identity.mandate")
      .selectAll()
      .where("id", "=", command.mandate)
      .where("legal_person_id", "=", command.legalPerson)
      .where("role", "=", "agent"),
    "one mandate of a company, for its representative",
  ).executeTakeFirst();
  const isOwn = row?.person_id === citizen.person;
  if (!isOwn) await requireRepresentative(house, tx, actor, command.legalPerson);
  if (!row || row.revoked_at !== null) {
    throw new HallError("not-found", "identity/no-mandate", "没有这项授权，或已经撤销");
  }
  await endStanding(house, tx, { person: row.person_id, legalPerson: command.legalPerson, by: citizen.id });
}

/** Ends what stands between a person and a legal person, and tells. */
export async function endStanding(
  house: House,
  tx: Tx,
  command: { person: string; legalPerson: string; by: string | null },
): Promise<void> {
  const { person, legalPerson } = command;
  const ended = await tx
    .updateTable("identity.mandate")
    .set({ revoked_at: house.clock.now(), revoked_by: command.by })
    .where("person_id", "=", person)
    .where("legal_person_id", "=", legalPerson)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!ended) return;
  await endActing(house, tx, person, legalPerson);
  const payload = { person, legalPerson, mandate: ended.id };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: mandateRevoked, payload });
}

async function requireRepresentative(
  house: House,
  tx: Tx,
  actor: Actor,
  legalPerson: string,
): Promise<Extract<Actor, { kind: "citizen" }>> {
  const citizen = requireCitizen(actor);
  const may = await mayActFor(house, tx, citizen.person, legalPerson);
  if (rights.grantMandate.may(actor, { legalPerson, role: may?.role })) return citizen;
  throw new HallError("forbidden", "identity/not-representative", "只有法定代表人可以授权和撤销代理人");
}

function requireTerm(house: House, { from, until }: NewMandate): void {
  const today = dayOf(house.clock.now());
  const latest = `${Number(from.slice(0, 4)) + longestYears}${from.slice(4)}`;
  if (from >= today && until >= from && until <= latest) return;
  const sentence = `期限从今天或以后开始，最长 ${longestYears} 年`;
  throw new HallError("invalid", "identity/bad-term", sentence, { fields: { until: sentence } });
}

function requireScope(scope: MandateScope | undefined): void {
  if (!scope) return;
  const lists = [scope.items, scope.halls].filter((list) => list !== undefined);
  if (lists.length > 0 && lists.every((list) => list.length > 0 && list.length <= 200)) return;
  throw new HallError("invalid", "identity/bad-scope", "请选择授权办理的事项或大厅", {
    fields: { scope: "请选择授权办理的事项或大厅" },
  });
}

/** Name and number must both be right, and a stranger learns nothing from either alone. */
async function findDelegate(house: House, tx: Tx, told: NewMandate["delegate"]): Promise<string> {
  const name = parsePersonName(told.name);
  const idNumber = parseIdNumber(told.idNumber);
  const found = await findByLookup(house, tx, "id-number", idNumberText("31", idNumber));
  const row = found && (await lockPerson(tx, found.person));
  if (row && row.assurance >= 2 && openData(house, row, ["name"]).name === name) return row.person_id;
  const sentence = "没有找到这位已实名的人，请核对姓名和身份证号，并请本人先注册、实名";
  throw new HallError("not-found", "identity/no-delegate", sentence, { fields: { idNumber: sentence } });
}
