import type { VNode } from "preact";
import type { ItemVersion } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { prerender } from "../../kernel/http/index.ts";
import type { Hall } from "../../region/index.ts";
import { ConditionsBlock } from "./conditions-block.tsx";
import { DifferencesBlock } from "./differences-block.tsx";
import { FactsBlock } from "./facts-block.tsx";
import { FeeBlock } from "./fee-block.tsx";
import { HandleBlock } from "./handle-block.tsx";
import { HelpBlock } from "./help-block.tsx";
import type { Guide } from "./load-guide.ts";
import { MaterialsBlock } from "./materials-block.tsx";
import type { Elsewhere } from "./places.ts";
import { QuestionsBlock } from "./questions-block.tsx";
import { ResultBlock } from "./result-block.tsx";
import { SideFoot } from "./side.tsx";
import { StepsBlock } from "./steps-block.tsx";
import { StructuredData } from "./structured-data.tsx";

/** The chapters of a guide, in the order in which they are read; between the second and the third group stands the basis. */
export interface GuideParts {
  readonly beforeBasis: VNode;
  readonly afterBasis: VNode;
  readonly facts: VNode;
  readonly sideFoot: VNode;
  readonly data: VNode;
}

export interface PartsProps {
  house: House;
  guide: Guide;
  others: readonly Elsewhere[];
  home: Hall | undefined;
  /** What the form of situations must keep in the address. */
  keep: Readonly<Record<string, string>>;
}

/** Some 20 KB each: the guides that are read again and again, in every hall and edition. */
const mostKept = 200;
const kept = new Map<ItemVersion, GuideParts>();

/**
 * What hangs on the version alone is rendered once: a version never changes. Ticked situations, another hall's page and an
 * item of the base catalogue, which names its carriers, are rendered anew.
 */
export function guideParts(props: PartsProps): GuideParts {
  const { guide, keep } = props;
  if (guide.chosen.length > 0 || Object.keys(keep).length > 0 || guide.item.kind === "base") return makeParts(props);
  const known = kept.get(guide.version);
  const parts = known ?? prerendered(makeParts(props));
  // The one asked for last stands last; the first goes first.
  kept.delete(guide.version);
  kept.set(guide.version, parts);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest) kept.delete(oldest);
  return parts;
}

function prerendered({ beforeBasis, afterBasis, facts, sideFoot, data }: GuideParts): GuideParts {
  return {
    beforeBasis: prerender(beforeBasis),
    afterBasis: prerender(afterBasis),
    facts: prerender(facts),
    sideFoot: prerender(sideFoot),
    data: prerender(data),
  };
}

function makeParts({ house, guide, others, home, keep }: PartsProps): GuideParts {
  const { document } = guide;
  return {
    beforeBasis: (
      <>
        <ConditionsBlock document={document} />
        <MaterialsBlock house={house} guide={guide} keep={keep} />
        <StepsBlock guide={guide} />
        <HandleBlock house={house} guide={guide} others={others} />
        <FeeBlock document={document} />
        <ResultBlock house={house} document={document} />
      </>
    ),
    afterBasis: (
      <>
        <QuestionsBlock document={document} />
        <HelpBlock document={document} />
        <DifferencesBlock guide={guide} />
      </>
    ),
    facts: <FactsBlock house={house} guide={guide} />,
    sideFoot: <SideFoot house={house} guide={guide} />,
    data: <StructuredData house={house} guide={guide} home={home} />,
  };
}
