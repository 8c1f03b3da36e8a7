import type { VNode } from "preact";
import { Links } from "../../ui/index.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { InnerSection } from "../inner-section.tsx";
import type { Elsewhere } from "./elsewhere.ts";

/** What the halls above and below have of the same, plainly: their names and how many. */
export function ElsewhereSections({ elsewhere }: { elsewhere: Elsewhere }): VNode {
  const { above, below } = elsewhere;
  return (
    <>
      {above.length > 0 ? (
        <InnerSection id="above" title="上级大厅也为您办" aside="本地的人都可以办">
          <Links links={above} />
        </InnerSection>
      ) : null}
      {below.length > 0 ? (
        <InnerSection id="below" title="下级大厅" aside="含所辖县区">
          <ColumnedLinks links={below} />
        </InnerSection>
      ) : null}
    </>
  );
}
