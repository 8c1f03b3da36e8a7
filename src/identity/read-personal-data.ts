import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { type AccessedField, openData, type PersonalData, type PersonalField, requirePerson } from "./person.ts";
import { rights, seatFor } from "./rights.ts";

/** What is to be read, and why. */
export interface PersonalDataRequest {
  readonly person: string;
  readonly fields: readonly PersonalField[];
  /** Shown to the person; a short Chinese phrase, at most 200 characters. */
  readonly purpose: string;
  /** In which hall the officer works on it; absent: any of his seats. */
  readonly hall?: string | undefined;
  /** The case it is for. */
  readonly application?: string | undefined;
}

/**
 * Opens personal data (查看个人信息). Staff leave an entry that the person can see, in the same transaction; oneself leaves none.
 * Whether this officer may touch this very case is asked by the caller before.
 *
 * @returns what is kept; absent where nothing is.
 * @throws HallError `identity/not-yours` (forbidden), `identity/no-person` (not-found).
 */
export async function readPersonalData(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  actor: Actor,
  request: PersonalDataRequest,
): Promise<Partial<PersonalData>> {
  const isOwn = rights.ownData.may(actor, request);
  if (!isOwn && !rights.readPersonalData.may(actor, { hall: request.hall })) {
    throw new HallError("forbidden", "identity/not-yours", "您不能查看这个人的信息");
  }
  const row = await requirePerson(tx, request.person);
  if (!isOwn && request.fields.length > 0) await addAccess(house, tx, actor, { ...request, person: row.person_id });
  return openData(house, row, request.fields);
}

/** Adds to the log of reads. */
export async function addAccess(
  house: Pick<House, "clock">,
  tx: Tx,
  actor: Actor,
  read: Omit<PersonalDataRequest, "fields"> & { readonly fields: readonly AccessedField[] },
): Promise<void> {
  const seat = actor.kind === "staff" ? seatFor(actor, read.hall) : undefined;
  await tx
    .insertInto("identity.access_log")
    .values({
      person_id: read.person,
      id: newId(house.clock),
      account_id: actor.kind === "staff" ? actor.id : null,
      hall: seat?.hall ?? read.hall ?? null,
      department: seat?.department ?? null,
      fields: [...read.fields],
      purpose: read.purpose,
      application_id: read.application ?? null,
      read_at: house.clock.now(),
    })
    .execute();
}

/** A read as the person sees it (谁看过我的信息). */
export interface Access {
  readonly id: string;
  readonly at: Date;
  readonly hall: string | null;
  /** Key of the register of departments. */
  readonly department: string | null;
  readonly fields: readonly AccessedField[];
  readonly purpose: string;
  readonly application: string | null;
}

const pageSize = 50;

/**
 * Who read what about the actor, or about the legal person he acts for, newest first. Reasons name cases: an agent for some items only
 * sees his own log, as he sees his own inbox.
 *
 * @param page.after id of the last entry of the page before.
 * @throws HallError `identity/not-citizen` (forbidden).
 */
export async function listAccesses(
  db: Reader,
  actor: Actor,
  page: { after?: string | undefined } = {},
): Promise<Access[]> {
  if (actor.kind !== "citizen") throw new HallError("forbidden", "identity/not-citizen", "请用个人账号登录后再办理");
  const { person } = logOf(actor);
  let query = db.selectFrom("identity.access_log").selectAll().where("person_id", "=", person);
  if (page.after !== undefined) query = query.where("id", "<", page.after);
  const rows = await query.orderBy("id", "desc").limit(pageSize).execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.read_at,
    hall: row.hall,
    department: row.department,
    fields: row.fields as AccessedField[],
    purpose: row.purpose,
    application: row.application_id,
  }));
}

/** Whose log a citizen sees now. @returns the person or legal person, and whether it is the latter. */
export function logOf(actor: Extract<Actor, { kind: "citizen" }>): { person: string; isCompanys: boolean } {
  const isLimited = (actor.scope ?? null) !== null;
  if (actor.actingFor === null || isLimited) return { person: actor.person, isCompanys: false };
  return { person: actor.actingFor, isCompanys: true };
}
