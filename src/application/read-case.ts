import { sql } from "kysely";
import type { Answers } from "../form/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type GivenMaterial, openContent } from "./content.ts";
import type { CaseState } from "./state.ts";
import { openWords, type Words } from "./words.ts";

/** A case as its row has it. */
export interface Standing {
  readonly hall: HallCode;
  readonly id: Id;
  readonly revision: number;
  readonly state: CaseState;
  readonly applicantLabel: string;
}

/** The present state of a case; primary key. */
export async function readStanding(db: Reader, hall: HallCode, application: Id): Promise<Standing | undefined> {
  const row = await db
    .selectFrom("application.application")
    .select(["revision", "facts", "applicant_label"])
    .where("hall", "=", hall)
    .where("id", "=", application)
    .executeTakeFirst();
  return (
    row && { hall, id: application, revision: row.revision, state: row.facts, applicantLabel: row.applicant_label }
  );
}

/** The answers in force and the newest row of each material. */
export async function readContent(
  house: Pick<House, "db" | "seal">,
  hall: HallCode,
  application: Id,
): Promise<{ answers: Answers; materials: (GivenMaterial & { readonly revision: number })[] }> {
  const content = await house.db
    .selectFrom("application.content")
    .select(["revision", "sealed"])
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  const uses = await sql<GivenMaterial & { revision: number }>`
    select distinct on (key) key, way, files, revision from application.material_use
     where hall = ${hall} and application_id = ${application} order by key, revision desc`.execute(house.db);
  return {
    answers: content ? openContent(house, hall, application, content.revision, content.sealed) : {},
    materials: uses.rows,
  };
}

/** What was said in the steps of a case, by number of the step. */
export async function readWords(
  house: Pick<House, "db" | "seal">,
  hall: HallCode,
  application: Id,
): Promise<ReadonlyMap<number, Words>> {
  const rows = await house.db
    .selectFrom("application.words")
    .select(["seq", "sealed"])
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .execute();
  return new Map(rows.map(({ seq, sealed }) => [seq, openWords(house, hall, application, seq, sealed)]));
}
