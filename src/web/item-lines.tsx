import type { VNode } from "preact";
import type { Item } from "../catalogue/index.ts";
import { Fold, type LinkLine } from "../ui/index.ts";
import type { Implementer } from "./bodies.ts";
import { ColumnedLinks } from "./columned-links.tsx";
import { itemHref, limitWords } from "./guide/index.ts";
import { InnerSection } from "./inner-section.tsx";

/** An item as one line of a list: its whole name and the limit promised. @param here code of the hall whose pages are read. */
export function itemLine(item: Item, here: string): LinkLine {
  return { href: itemHref(item, here), title: item.name, meta: metaOf(item) };
}

function metaOf(item: Item): string {
  if (item.state === "suspended") return "暂停办理";
  if (item.kind === "base") return "各地办理";
  const limit = item.promise ?? item.legal;
  return limit ? limitWords(limit) : "";
}

/** Up to so many items stand in one list; more are parted. */
const oneList = 24;
/** From so many on, the items of departments that the home names are folded: they are one click from their own page as well. */
const folded = 150;
/** A body with fewer items than this gets no heading of its own in a list that is parted by body. */
const ownHeading = 4;

/** Items as lines under headings, e.g. one for each type. Nothing is folded away. */
export function GroupedItems(props: { items: readonly Item[]; here: string; groupOf: (item: Item) => string }): VNode {
  const { items, here, groupOf } = props;
  return (
    <>
      {[...Map.groupBy(items, groupOf)].map(([group, some], at) => (
        <InnerSection key={group} id={`g${at + 1}`} title={group} aside={`${some.length} 项`}>
          <ColumnedLinks links={some.map((item) => itemLine(item, here))} />
        </InnerSection>
      ))}
    </>
  );
}

/**
 * Items of many bodies. A short list stands whole; a longer one is parted by who implements, small bodies together; in a
 * very long one the departments that the home names are folded.
 */
export function ItemLines(props: {
  items: readonly Item[];
  here: string;
  implementers: readonly Implementer[];
}): VNode {
  const { items, here, implementers } = props;
  if (items.length <= oneList) return <ColumnedLinks links={items.map((item) => itemLine(item, here))} />;
  const groups = groupsOf(items, implementers);
  const headed = groups.filter(({ implementer, items: some }) => implementer?.department || some.length >= ownHeading);
  const small = groups.filter((group) => !headed.includes(group));
  const folds = items.length < folded ? [] : headed.filter(({ implementer }) => implementer?.onHome);
  const open = headed.filter((group) => !folds.includes(group));
  const lines = (some: readonly Item[]) => <ColumnedLinks links={some.map((item) => itemLine(item, here))} />;
  return (
    <>
      {folds.length > 0 ? (
        <div>
          {folds.map(({ name, items: some }) => (
            <Fold key={name} title={`${name}，${some.length} 项`}>
              {lines(some)}
            </Fold>
          ))}
        </div>
      ) : null}
      {open.map(({ name, items: some }, at) => (
        <InnerSection key={name} id={`g${at + 1}`} title={name} aside={`${some.length} 项`}>
          {lines(some)}
        </InnerSection>
      ))}
      {small.length > 0 ? (
        <InnerSection
          id="others"
          title={headed.length > 0 ? "其他实施机构" : "全部事项"}
          aside={`${small.reduce((sum, { items: some }) => sum + some.length, 0)} 项`}
        >
          <ColumnedLinks
            links={small.flatMap(({ name, items: some }) =>
              some.map((item) => ({ ...itemLine(item, here), title: `${item.name}（${name}）` })),
            )}
          />
        </InnerSection>
      ) : null}
    </>
  );
}

interface Group {
  readonly name: string;
  readonly implementer: Implementer | undefined;
  readonly items: readonly Item[];
}

/** In the order of the implementers: departments as the portal has them, then who implements most. */
function groupsOf(items: readonly Item[], implementers: readonly Implementer[]): Group[] {
  const byBody = new Map(
    implementers.flatMap((one) => one.bodies.map(({ name = "", code = "" }) => [`${code} ${name}`, one] as const)),
  );
  const grouped = Map.groupBy(items, ({ deptCode = "", deptName = "" }) => byBody.get(`${deptCode} ${deptName}`));
  const order = [...implementers, undefined];
  return [...grouped]
    .map(([implementer, some]) => ({ name: implementer?.name ?? "没有写实施机构", implementer, items: some }))
    .sort((one, other) => order.indexOf(one.implementer) - order.indexOf(other.implementer));
}
