import type { VNode } from "preact";
import { Block, Links } from "../../ui/index.ts";
import type { Guide } from "./load-guide.ts";
import type { Elsewhere } from "./places.ts";

const mostShown = 30;

/** The same matter in other halls: the switch of halls that keeps the item. */
export function ElsewhereBlock({ guide, others }: { guide: Guide; others: readonly Elsewhere[] }): VNode | null {
  // The base item names them under 怎么办.
  if (others.length === 0 || guide.item.kind === "base") return null;
  return (
    <Block id="elsewhere" title="在别处办这件事">
      <Links
        links={others.slice(0, mostShown).map(({ hall, item }) => ({
          href: `/items/${item.id}`,
          title: hall.division.name,
          ...(item.deptName ? { meta: item.deptName } : {}),
        }))}
      />
    </Block>
  );
}
