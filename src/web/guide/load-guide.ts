import type { CasesLately } from "../../application/index.ts";
import {
  type DifferenceLine,
  findItem,
  findVersion,
  historyOf,
  type Item,
  type ItemDocument,
  type ItemVersion,
  type ItemWithKin,
  listDifferences,
  type StandardScore,
  standardScore,
  successorsOf,
} from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { latelyOf } from "./lately.ts";
import { stopReasonOf } from "./stop-reason.ts";

/** Everything the page of a guide says, read once. */
export interface Guide {
  readonly item: Item;
  readonly version: ItemVersion;
  readonly document: ItemDocument;
  /** What this place does differently from the list above it; empty when it stands alone. */
  readonly differences: readonly DifferenceLine[];
  /** Its laws in the register, where the title is known there. */
  readonly laws: ItemWithKin["basis"];
  readonly score: StandardScore;
  /** How its cases went of late, where there are enough to say. */
  readonly lately: CasesLately | undefined;
  /** Keys of the situations ticked. */
  readonly chosen: readonly string[];
  /** Why it is out of use for a time. */
  readonly stopped: string | undefined;
  /** Day of the version in use. */
  readonly publishedOn: string;
}

/** Reads the guide of the version in use. @param wanted situations as they stand in the address; unknown ones are left out. */
export async function loadGuide(
  house: House,
  { item, basis }: Pick<ItemWithKin, "item" | "basis">,
  wanted: readonly string[],
): Promise<Guide> {
  const version = await findVersion(house, item.id, item.version);
  if (!version) throw new RangeError(`item ${item.id} has no version ${item.version}`);
  const { document, upper } = version;
  const above = upper && (await findVersion(house, upper.item, upper.version));
  const questions = new Set((document.situations ?? []).filter(({ kind }) => kind === "yesNo").map(({ key }) => key));
  return {
    item,
    version,
    document,
    differences: above ? differencesOf(version, above) : [],
    laws: basis,
    score: scoreOf(document),
    lately: await latelyOf(house, item),
    chosen: wanted.filter((key) => questions.has(key)),
    stopped: item.state === "suspended" ? await stopReasonOf(house.db, item) : undefined,
    publishedOn: dayOf(version.writtenAt),
  };
}

const differences = new WeakMap<ItemVersion, readonly DifferenceLine[]>();
const scores = new WeakMap<ItemDocument, StandardScore>();

/** Versions never change, nor does what they say differently from the one above them. */
function differencesOf(version: ItemVersion, above: ItemVersion): readonly DifferenceLine[] {
  const known = differences.get(version) ?? listDifferences(above.document, version.document);
  differences.set(version, known);
  return known;
}

function scoreOf(document: ItemDocument): StandardScore {
  const known = scores.get(document) ?? standardScore(document);
  scores.set(document, known);
  return known;
}

/** Why an item ended, and what stands for it now. */
export interface Succession {
  readonly reason: string | undefined;
  readonly on: string | undefined;
  readonly successors: readonly Item[];
}

/** Reads what became of a cancelled item. */
export async function loadSuccession(house: House, item: Item): Promise<Succession> {
  const last = (await historyOf(house.db, item.id)).at(-1);
  const ids = await successorsOf(house.db, item.id);
  const found = await Promise.all(ids.map((id) => findItem(house.db, id)));
  return {
    reason: last?.reason ?? undefined,
    on: last && dayOf(last.happened_at),
    successors: found.flatMap((one) => one ?? []),
  };
}
