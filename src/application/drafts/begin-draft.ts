import { findVersion, requireAppliable } from "../../catalogue/index.ts";
import { beginDraft as beginAnswers, type Prefilled } from "../../form/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { Again } from "../apply-again.ts";
import { sealAnswers } from "./content.ts";
import { filesOfDraft, relinkFiles } from "./draft-files.ts";
import { readIntent } from "./intent.ts";
import { requireMandate } from "./mandate.ts";
import { formOfVersion } from "./opened-draft.ts";
import { requireAssurance, requireCitizen, servedBy } from "./rights.ts";
import type { DraftMaterial } from "./tables.ts";

/** Enough for anybody; a script that begins drafts without end stops here. */
const mostOpen = 50;

/**
 * Begins a draft of an application (开始申请) with what the registers offer.
 *
 * The intent is the key: pressed twice, the second finds the first one's draft and changes nothing in it.
 *
 * @param command.intent made by `newIntent` for this person, on the page that asks.
 * @param command.actingFor the legal person; null: for oneself.
 * @param command.prefilled what `contextFor` found in the registers for this form.
 * @param command.again an old case of the same applicant (`applyAgain`): its answers and files, under its version; the pages of the
 *   draft then lead over the changes of a newer one.
 * @returns the draft's id, which becomes the id of the case.
 * @throws HallError what `requireAppliable` throws; `application/assurance-too-low`, `application/not-for-you`, `application/no-mandate` (forbidden),
 *   `application/intent-unknown` (invalid), `application/too-many-drafts` (conflict).
 */
export async function beginDraft(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { intent: string; item: Id; actingFor: Id | null; prefilled: Prefilled; again?: Again | undefined },
): Promise<{ id: Id; isNew: boolean }> {
  const { person } = requireCitizen(actor);
  const id = readIntent(house, person, command.intent);
  const there = await tx
    .updateTable("application.draft")
    // A write, so that this answer is as durable as the first one's.
    .set((row) => ({ begun_at: row.ref("begun_at") }))
    .where("person_id", "=", person)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (there) return { id, isNew: false };

  const item = await requireAppliable(tx, command.item);
  const version = await findVersion(house, item.id, item.version);
  if (!version) throw new RangeError(`item ${item.id} has no version ${item.version}`);
  requireAssurance(requireCitizen(actor), version.document);
  refuseUnserved(item.audiences, command.actingFor);
  await requireMandate(house, tx, { person, actingFor: command.actingFor, item: item.id, hall: item.hall });
  await refuseTooMany(tx, person);

  const now = house.clock.now();
  const { again } = command;
  const draft = again ? { answers: again.answers, typed: {} } : beginAnswers(command.prefilled);
  const materials = (again?.materials ?? []).flatMap(({ key, files, way }): DraftMaterial | [] =>
    way === "licence" ? [] : { key, files, way },
  );
  const made = await tx
    .insertInto("application.draft")
    .values({
      person_id: person,
      id,
      acting_for: command.actingFor,
      hall: item.hall,
      item: item.id,
      version: again?.version ?? item.version,
      item_name: item.name,
      state: "open",
      answers: sealAnswers(house, id, draft),
      materials: JSON.stringify(materials),
      saves: "{}",
      revision: 1,
      begun_at: now,
      updated_at: now,
      warned_at: null,
      submitted_at: null,
      number: null,
      made_from: again?.madeFrom ?? null,
    })
    .onConflict((clash) => clash.columns(["person_id", "id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) return { id, isNew: false };
  const { form } = await formOfVersion(house, item.id, again?.version ?? item.version);
  await relinkFiles(
    house,
    tx,
    { hall: item.hall, id },
    { before: [], after: filesOfDraft({ draft, materials }, form) },
  );
  return { id, isNew: true };
}

function refuseUnserved(audiences: readonly string[], actingFor: Id | null): void {
  const serves = servedBy(audiences);
  if (actingFor === null ? serves.natural : serves.legal) return;
  const words = actingFor === null ? "这个事项只受理企业和组织的申请" : "这个事项只受理个人的申请";
  throw new HallError("forbidden", "application/not-for-you", words);
}

async function refuseTooMany(tx: Tx, person: Id): Promise<void> {
  const { count } = await tx
    .selectFrom("application.draft")
    .select((build) => build.fn.countAll<bigint>().as("count"))
    .where("person_id", "=", person)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  if (Number(count) < mostOpen) return;
  throw new HallError("conflict", "application/too-many-drafts", `您有 ${count} 份没交的草稿，请先提交或删除几份`);
}
