import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, type Session, sessionPolicies } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { requireOpenAccount } from "./change-password.ts";
import { mayActFor } from "./mandates.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { requirePerson } from "./person.ts";
import { requireCitizen } from "./rights.ts";

/**
 * From now on acts for a legal person, or again for oneself (选择办事主体). The session gets a new token and ends at the latest with the mandate.
 *
 * @param command.legalPerson `null` = for oneself.
 * @throws HallError `identity/may-not-act` (forbidden).
 */
export async function chooseActingFor(
  house: House,
  actor: Actor,
  command: { legalPerson: string | null; session: Session; device: string },
): Promise<Opened> {
  const citizen = requireCitizen(actor);
  const account = await requireOpenAccount(house, citizen.id);
  const { legalPerson } = command;
  return await inTransaction(house.db, async (tx) => {
    const may = legalPerson === null ? undefined : await mayActFor(house, tx, citizen.person, legalPerson);
    if (legalPerson !== null && !may) {
      throw new HallError("forbidden", "identity/may-not-act", "您现在不能代这家单位办事，请联系它的法定代表人授权");
    }
    const acting = legalPerson === null ? undefined : await requirePerson(tx, legalPerson);
    const facts = { legalPerson };
    await addAccountStep(house, tx, { account: citizen.id, kind: "acting-changed", by: citizen.id, facts });
    return await openAccountSession(house, tx, account, {
      device: command.device,
      previous: command.session,
      acting: acting && { id: acting.person_id, name: acting.shown_name, scope: may?.scope ?? null },
      policy: policyUntil(house, command.session, may?.until ?? null),
    });
  });
}

/** The usual life of a session, but not beyond the mandate's last instant. */
function policyUntil(house: House, session: Session, until: Date | null) {
  const usual = sessionPolicies[session.kind];
  if (until === null) return usual;
  const hoursLeft = (until.getTime() - house.clock.now().getTime()) / 3_600_000;
  return { ...usual, absoluteHours: Math.min(usual.absoluteHours, hoursLeft) };
}
