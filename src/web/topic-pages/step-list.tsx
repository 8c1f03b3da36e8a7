import type { VNode } from "preact";
import type { AtHall } from "../at-hall.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { InnerSection } from "../inner-section.tsx";
import { itemLine } from "../item-lines.tsx";
import type { FoundStep } from "./find-steps.ts";

/**
 * Steps in their order, each with its items. A step the catalogue has nothing for is named below, so that nobody believes
 * it need not be done.
 *
 * @param props.ordered numbers them: their order counts.
 */
export function StepList(props: {
  at: AtHall;
  steps: readonly FoundStep[];
  ordered?: boolean;
  prefix?: string;
}): VNode {
  const { at, steps, ordered = true, prefix = "s" } = props;
  const there = steps.filter(({ items }) => items.length > 0);
  const missing = steps.filter(({ items }) => items.length === 0);
  return (
    <>
      {there.map(({ title, says, items }, index) => (
        <InnerSection
          key={title}
          id={`${prefix}${index + 1}`}
          title={ordered ? `${index + 1}. ${title}` : title}
          aside={ordered && index === 0 && there.length > 1 ? `先办这一步。${says}` : says}
        >
          <ColumnedLinks links={items.map((item) => lineOf(at, item))} />
        </InnerSection>
      ))}
      {missing.length > 0 ? (
        <p class="small quiet">
          目录里还没有的：{missing.map(({ title }) => title).join("、")}。要办的请拨打 <a href="tel:12345">12345</a>{" "}
          问清在哪里办。
        </p>
      ) : null}
    </>
  );
}

function lineOf(at: AtHall, item: FoundStep["items"][number]) {
  const line = itemLine(item, at.hall.code);
  const home = at.items.hallOf(item);
  if (!home || home.code === at.hall.code) return line;
  return { ...line, meta: [home.division.name, line.meta].filter(Boolean).join(" · ") };
}
