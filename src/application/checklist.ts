import { createHash } from "node:crypto";
import { type ItemDocument, type ReviewPoint, reviewPointsOf } from "../catalogue/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Scene } from "./act.ts";
import type { StepFacts } from "./state.ts";

/** 审查要点 with the name it has in the journal. */
export interface Checkpoint extends ReviewPoint {
  /** Twelve hexadecimal digits made of its words: the same words in another version are the same point. */
  readonly key: string;
}

const made = new WeakMap<ItemDocument, readonly Checkpoint[]>();

/** The officer's checklist of an item version, each point once. */
export function checklistOf(document: ItemDocument): readonly Checkpoint[] {
  let points = made.get(document);
  if (!points) {
    const named = reviewPointsOf(document).map((one): Checkpoint => ({ ...one, key: keyOf(one) }));
    points = [...new Map(named.map((one) => [one.key, one])).values()];
    made.set(document, points);
  }
  return points;
}

/**
 * What a step keeps of the ticks with which an officer acts: the whole list as he left it.
 *
 * @param ticked keys of `checklistOf`; undefined: he was not shown the list, and it stays as it was.
 * @throws HallError `application/unknown-point` (invalid) for a point that the item version does not have.
 */
export function checkedFacts(
  { version }: Pick<Scene, "version">,
  ticked: readonly string[] | undefined,
): Pick<StepFacts, "checked"> {
  if (ticked === undefined) return {};
  const keys = checklistOf(version.document).map(({ key }) => key);
  if (ticked.some((one) => !keys.includes(one))) {
    throw new HallError("invalid", "application/unknown-point", "审查要点变了，请重新核对", {
      fields: { checked: "审查要点变了，请重新核对" },
    });
  }
  return keys.length === 0 ? {} : { checked: keys.filter((key) => ticked.includes(key)) };
}

function keyOf({ material = "", point }: ReviewPoint): string {
  return createHash("sha256").update(`${material}\n${point}`).digest("hex").slice(0, 12);
}
