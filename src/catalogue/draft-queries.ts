import type { Reader } from "../kernel/db/index.ts";
import type { ItemDocument } from "./document.ts";
import { availableLicences } from "./licences.ts";
import type { Item } from "./queries.ts";
import type { ItemFinding } from "./rules/finding.ts";
import { checkForPublishing } from "./rules/gate.ts";
import { checkAgainstUpper } from "./rules/upper-rules.ts";
import type { DraftState, ItemOrigin } from "./tables.ts";
import { upperVersion } from "./write-version.ts";

/** The draft of an item as pages show it. */
export interface ItemDraft {
  readonly document: ItemDocument;
  readonly state: DraftState;
  readonly revision: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly submittedBy: string | undefined;
  readonly reviewedBy: string | undefined;
  /** What the reviewer said last. */
  readonly opinion: string | undefined;
}

/** The draft of an item. Who may see it (`mayReadDrafts`) is asked before. */
export async function findDraft(db: Reader, { hall, id }: Pick<Item, "hall" | "id">): Promise<ItemDraft | undefined> {
  const row = await db
    .selectFrom("catalogue.item_draft")
    .selectAll()
    .where("hall", "=", hall)
    .where("item_id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    document: row.document as ItemDocument,
    state: row.state,
    revision: row.revision,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
    submittedBy: row.submitted_by ?? undefined,
    reviewedBy: row.reviewed_by ?? undefined,
    opinion: row.opinion ?? undefined,
  };
}

/** One version of an item in a list. */
export interface VersionLine {
  readonly version: number;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly origin: ItemOrigin;
  readonly upperVersion: number | undefined;
  readonly sha256: string;
}

/** All versions of an item, the newest first. */
export async function listVersions(db: Reader, { hall, id }: Pick<Item, "hall" | "id">): Promise<VersionLine[]> {
  const rows = await db
    .selectFrom("catalogue.item_version")
    .select(["version", "written_at", "written_by", "origin", "upper_version", "sha256"])
    .where("hall", "=", hall)
    .where("item_id", "=", id)
    .orderBy("version", "desc")
    .execute();
  return rows.map(({ version, written_at, written_by, origin, upper_version, sha256 }) => ({
    version,
    writtenAt: written_at,
    writtenBy: written_by,
    origin,
    upperVersion: upper_version ?? undefined,
    sha256,
  }));
}

/** Everything that rules, gate and the version above say about a document of an item; it can be published when none is an error. */
export async function findingsForPublishing(
  house: Parameters<typeof availableLicences>[0],
  db: Reader,
  item: { readonly upper: Item["upper"] },
  document: ItemDocument,
): Promise<ItemFinding[]> {
  const upper = await upperVersion(db, { upper_id: item.upper ?? null });
  return [
    ...checkForPublishing(document, { available: await availableLicences(house, db) }),
    ...(upper ? checkAgainstUpper(upper.document, document) : []),
  ];
}
