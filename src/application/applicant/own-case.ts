import { legalPersonsOf, mayActFor } from "../../identity/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { type Reader, scatter } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";
import { covers } from "../drafts/mandate.ts";
import { type Citizen, requireCitizen } from "../drafts/rights.ts";
import { readStanding } from "../read-case.ts";
import { notFound } from "../rights.ts";

/** A case found by its id alone, for one who stands for its applicant. */
export interface OwnCase {
  readonly hall: HallCode;
  readonly application: Id;
  /** The same person, as he stands for the applicant: acts and reads take this actor. */
  readonly actor: Citizen & { readonly person: Id };
}

/**
 * Finds a case for its applicant: oneself, or a legal person one may act for today, by a mandate that covers the item and the
 * hall. Which of them one acts for in this session does not matter: drafts are made for a company without changing it.
 *
 * @param id as it stands in an address.
 * @throws HallError `application/not-found` (not-found) for everybody else's, and as soon as the mandate has ended;
 *   `kernel/not-your-role` (forbidden) to officers.
 */
export async function ownCase(house: House, actor: Actor, id: string): Promise<OwnCase> {
  const citizen = requireCitizen(actor);
  if (!isId(id)) throw notFound();
  const application = id;
  const hall = await hallOfCase(house, citizen.person, application);
  const standing = hall && (await readStanding(house.db, hall, application));
  if (!standing) throw notFound();
  const { state } = standing;
  const place = { hall: standing.hall, application };
  if (state.person === citizen.person) return { ...place, actor: { ...citizen, actingFor: null } };
  const may = await mayActFor(house, house.db, citizen.person, state.person);
  if (!may || !covers(may.scope, { item: state.item, hall: standing.hall })) throw notFound();
  return { ...place, actor: { ...citizen, actingFor: state.person, scope: may.scope } };
}

/** In which hall to look: one's own list, the draft it was a moment ago, the lists of the companies. Says nothing about rights. */
async function hallOfCase(house: House, person: Id, application: Id): Promise<HallCode | undefined> {
  const { db } = house;
  const own = await hallOfListed(db, person, application);
  if (own) return own;
  const draft = await db
    .selectFrom("application.draft")
    .select("hall")
    .where("person_id", "=", person)
    .where("id", "=", application)
    .executeTakeFirst();
  if (draft) return draft.hall;
  const companies = (await legalPersonsOf(house, db, person)).map(({ id }) => id as Id);
  if (companies.length === 0) return undefined;
  const listed = await scatter(
    db
      .selectFrom("application.person_case")
      .select("hall")
      .where("person_id", "in", companies)
      .where("application_id", "=", application),
    "a person may act for several companies",
  ).executeTakeFirst();
  return listed?.hall;
}

async function hallOfListed(db: Reader, person: Id, application: Id): Promise<HallCode | undefined> {
  const row = await db
    .selectFrom("application.person_case")
    .select("hall")
    .where("person_id", "=", person)
    .where("application_id", "=", application)
    .executeTakeFirst();
  return row?.hall;
}
