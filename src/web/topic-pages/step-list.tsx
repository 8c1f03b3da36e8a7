import type { VNode } from "preact";
import { Fold, Links } from "../../ui/index.ts";
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
          <Items at={at} items={items} />
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

type Items = FoundStep["items"];

/** From so many on, what differs only in its case is one line that opens. */
const manyCases = 4;

/** The items of a step. Lists of the state write each case of an item as an item (核发(新建…), 核发(延期…)): many of them are folded. */
function Items({ at, items }: { at: AtHall; items: Items }): VNode {
  const groups = [...Map.groupBy(items, (item) => `${item.hall} ${stemOf(item.name)}`).values()];
  const folded = groups.filter((group) => group.length >= manyCases);
  const single = groups.filter((group) => group.length < manyCases).flat();
  return (
    <>
      {single.length > 0 ? <ColumnedLinks links={single.map((item) => lineOf(at, item))} /> : null}
      {folded.map((group) => {
        const [first] = group;
        const stem = stemOf(first?.name ?? "");
        const home = first && at.items.hallOf(first);
        const where = home && home.code !== at.hall.code ? `${home.division.name}，` : "";
        return (
          <Fold key={first?.id} title={`${stem}（${where}${group.length} 种情形）`}>
            <Links links={group.map((item) => ({ ...lineOf(at, item), title: caseOf(item.name) }))} />
          </Fold>
        );
      })}
    </>
  );
}

/** A name without the case it is for, which lists put in half-width brackets behind it. */
function stemOf(name: string): string {
  const at = name.indexOf("(");
  return at > 0 ? name.slice(0, at) : name;
}

function caseOf(name: string): string {
  const found = name.slice(stemOf(name).length).replace(/^\(+|\)+$/g, "");
  return found === "" ? name : found;
}

function lineOf(at: AtHall, item: FoundStep["items"][number]) {
  const line = itemLine(item, at.hall.code);
  const home = at.items.hallOf(item);
  if (!home || home.code === at.hall.code) return line;
  return { ...line, meta: [home.division.name, line.meta].filter(Boolean).join(" · ") };
}
