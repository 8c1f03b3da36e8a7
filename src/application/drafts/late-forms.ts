import type { Reader, Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type LateFields, openFields, sealFields } from "./content.ts";

const dayMs = 24 * 3_600_000;
/** A page of a form is far smaller; whoever sends more is not filling one in. */
const mostCharacters = 300_000;

/**
 * Keeps what was typed into a page whose session was over (登录过期), for the same person and for a day. The draft itself is not
 * touched: that takes a session.
 *
 * @returns whether it was kept: the draft must be the person's and open.
 */
export async function keepLateForm(
  house: House,
  tx: Tx,
  late: { person: Id; draft: Id; page: string; fields: LateFields },
): Promise<boolean> {
  const { person, draft, page, fields } = late;
  if (JSON.stringify(fields).length > mostCharacters || page.length > 60) return false;
  const own = await tx
    .selectFrom("application.draft")
    .select("id")
    .where("person_id", "=", person)
    .where("id", "=", draft)
    .where("state", "=", "open")
    .executeTakeFirst();
  if (!own) return false;
  const row = { fields: sealFields(house, draft, page, fields), kept_at: house.clock.now() };
  await tx
    .insertInto("application.late_form")
    .values({ person_id: person, draft_id: draft, page, ...row })
    .onConflict((clash) => clash.columns(["person_id", "draft_id", "page"]).doUpdateSet(row))
    .execute();
  return true;
}

/** What was kept for a page; undefined when there is nothing, or it is older than a day. */
export async function findLateForm(
  house: Pick<House, "seal" | "clock">,
  db: Reader,
  of: { person: Id; draft: Id; page: string },
): Promise<LateFields | undefined> {
  const row = await db
    .selectFrom("application.late_form")
    .selectAll()
    .where("person_id", "=", of.person)
    .where("draft_id", "=", of.draft)
    .where("page", "=", of.page)
    .executeTakeFirst();
  if (!row || row.kept_at.getTime() + dayMs < house.clock.now().getTime()) return undefined;
  return openFields(house, of.draft, of.page, row.fields);
}
