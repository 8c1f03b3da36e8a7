import type { VNode } from "preact";
import { type LinkLine, Links } from "../ui/index.ts";

/** Many links with their figures, in two columns that are read downwards; one column on phones. */
export function ColumnedLinks(props: { links: readonly LinkLine[] }): VNode {
  const { links } = props;
  if (links.length < 4) return <Links links={links} />;
  const half = Math.ceil(links.length / 2);
  return (
    <div class="halves halves-list">
      <Links links={links.slice(0, half)} />
      <Links links={links.slice(half)} />
    </div>
  );
}
