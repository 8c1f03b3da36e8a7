import { findItem } from "../catalogue/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { scatter } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Id, isId } from "../kernel/ids/index.ts";
import { readStanding } from "./read-case.ts";

/** Whose files lie under a use of `material`: a case, or the draft it has not yet become. */
export interface UseOwner {
  /** The applicant: a natural or legal person; of a draft whoever writes it. */
  readonly person: Id;
  /** Undefined for a draft. */
  readonly number: string | undefined;
  readonly application: Id;
  readonly item: Id;
  readonly itemName: string | undefined;
}

/** Finds who has to know of something that befell files (病毒). System use: asks no rights. @param use `case:<id>` as it was linked. */
export async function ownerOfUse(house: Pick<House, "db">, hall: HallCode, use: string): Promise<UseOwner | undefined> {
  const application = use.startsWith("case:") ? use.slice("case:".length) : "";
  if (!isId(application)) return undefined;
  const standing = await readStanding(house.db, hall, application);
  if (standing) {
    const { person, number, item } = standing.state;
    return { person, number, application, item, itemName: (await findItem(house.db, item))?.name };
  }
  const draft = await scatter(
    house.db.selectFrom("application.draft").select(["person_id", "item"]).where("id", "=", application),
    "the owner of a draft is asked by its id alone when a virus was found: rare",
  ).executeTakeFirst();
  return (
    draft && {
      person: draft.person_id,
      number: undefined,
      application,
      item: draft.item,
      itemName: (await findItem(house.db, draft.item))?.name,
    }
  );
}
