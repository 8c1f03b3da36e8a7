import { type PageProgress, progressOf } from "../../form/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { queryPasswordOf } from "../query-password.ts";
import { requireMandate } from "./mandate.ts";
import { formOfVersion, type OpenedDraft, openDraft, readDraftRow } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";
import { openShown, type ShownDraft } from "./shown-draft.ts";

/**
 * One's own draft.
 *
 * @throws HallError `application/no-draft` (not-found); `application/not-citizen`, `application/no-mandate` (forbidden).
 */
export async function requireDraft(
  house: Pick<House, "db" | "seal" | "clock">,
  actor: Actor,
  id: Id,
): Promise<OpenedDraft> {
  const { person } = requireCitizen(actor);
  const opened = openDraft(house, await readDraftRow(house.db, person, id));
  await requireMandate(house, house.db, opened);
  return opened;
}

/**
 * One's own draft as one was shown it, for handing it in; read only when `seen` does not tell.
 *
 * @param seen of `sealShown`. @throws HallError as `requireDraft`.
 */
export async function requireShown(
  house: Pick<House, "db" | "seal" | "clock">,
  actor: Actor,
  id: Id,
  seen: string | undefined,
): Promise<ShownDraft> {
  const shown = openShown(house, actor, id, seen);
  if (!shown) return await requireDraft(house, actor, id);
  await requireMandate(house, house.db, shown);
  return shown;
}

/** One line of 我的草稿. */
export interface ListedDraft extends OpenedDraft {
  readonly progress: readonly PageProgress[];
}

/** A person's open drafts, the last touched first; there are at most 50. */
export async function listDrafts(house: Pick<House, "db" | "seal" | "clock">, actor: Actor): Promise<ListedDraft[]> {
  const { person } = requireCitizen(actor);
  const rows = await house.db
    .selectFrom("application.draft")
    .selectAll()
    .where("person_id", "=", person)
    .where("state", "=", "open")
    .execute();
  const today = dayOf(house.clock.now());
  const drafts = rows
    .map((row) => openDraft(house, row))
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime());
  return await Promise.all(
    drafts.map(async (draft) => {
      const { form } = await formOfVersion(house, draft.item, draft.version);
      return { ...draft, progress: progressOf(form, draft.draft, { today }) };
    }),
  );
}

/** Open drafts of a person for one item; for the page on which one would begin another. */
export async function draftsOfItem(db: Reader, person: Id, item: Id): Promise<{ id: Id; updatedAt: Date }[]> {
  const rows = await db
    .selectFrom("application.draft")
    .select(["id", "updated_at"])
    .where("person_id", "=", person)
    .where("item", "=", item)
    .where("state", "=", "open")
    .execute();
  return rows
    .map(({ id, updated_at }) => ({ id, updatedAt: updated_at }))
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime());
}

/** How long the receipt says the query password: long enough to print it, then only its digest is left to compare with. */
const passwordShownMs = 30 * 60_000;

/** The query password of a submitted draft, in the first half hour; undefined afterwards. */
export function shownPassword(
  house: Pick<House, "seal" | "clock">,
  { hall, id, submittedAt }: Pick<OpenedDraft, "hall" | "id" | "submittedAt">,
): string | undefined {
  if (submittedAt === null || house.clock.now().getTime() - submittedAt.getTime() > passwordShownMs) return undefined;
  return queryPasswordOf(house, hall, id);
}
