import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { OpenedDraft } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";

/** What of a draft is handed in, as its owner saw it last. */
export type ShownDraft = Pick<
  OpenedDraft,
  "id" | "person" | "actingFor" | "hall" | "item" | "version" | "draft" | "materials" | "number" | "madeFrom"
>;

/** As long as a session of a citizen rests at most. Files that were taken out of the draft meanwhile are kept for days. */
const goodForMs = 2 * 3_600_000;

/** Letters of a header that every proxy lets through; a longer draft is read again when it is handed in. */
const mostLetters = 6_000;

/**
 * A draft as its owner was shown it, sealed for the form or the ETag that he hands it in with: what he declared to be true is what becomes
 * the case, whatever another window did meanwhile, and nobody has to read the draft again.
 *
 * @returns undefined for a draft that is too long to be carried about, or that is a case already.
 */
export function sealShown(
  house: Pick<House, "seal" | "clock">,
  opened: ShownDraft & Pick<OpenedDraft, "state">,
): string | undefined {
  if (opened.state !== "open") return undefined;
  const { id, person, actingFor, hall, item, version, draft, materials, number, madeFrom } = opened;
  const shown: ShownDraft = { id, person, actingFor, hall, item, version, draft, materials, number, madeFrom };
  const text = JSON.stringify({ until: house.clock.now().getTime() + goodForMs, shown });
  const sealed = house.seal.seal(text, placeOf(person, id)).toString("base64url");
  return sealed.length > mostLetters ? undefined : sealed;
}

/**
 * Opens what `sealShown` sealed for this very person and draft; quotation marks of an ETag are forgiven.
 *
 * @returns undefined for anything else, and when it is older than two hours: then the draft has to be read.
 * @throws HallError `application/not-citizen` (forbidden).
 */
export function openShown(
  house: Pick<House, "seal" | "clock">,
  actor: Actor,
  id: Id,
  text: string | undefined,
): ShownDraft | undefined {
  const { person } = requireCitizen(actor);
  const bare = /^"?([A-Za-z0-9_-]+)"?$/.exec(text ?? "")?.[1];
  if (bare === undefined || bare.length > mostLetters) return undefined;
  try {
    const opened = house.seal.open(Buffer.from(bare, "base64url"), placeOf(person, id));
    const { until, shown } = JSON.parse(opened) as { until: number; shown: ShownDraft };
    return until > house.clock.now().getTime() ? shown : undefined;
  } catch {
    // Sealed for somebody else, by an earlier key, or not by us.
    return undefined;
  }
}

function placeOf(person: Id, id: Id): string {
  return `application.draft shown to ${person} ${id}`;
}
