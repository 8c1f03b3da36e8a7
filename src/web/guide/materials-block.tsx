import type { VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import { Block, Bullets, Fold, Materials, Situations } from "../../ui/index.ts";
import { Downloads } from "./downloads.tsx";
import type { Guide } from "./load-guide.ts";
import { materialLists } from "./material-lines.ts";
import { Unwritten } from "./unwritten.tsx";

/** 申请材料, narrowed by situations; what is spared stays to be seen, so that nobody is told too little. */
export function MaterialsBlock(props: { house: House; guide: Guide; keep: Readonly<Record<string, string>> }): VNode {
  const { house, guide, keep } = props;
  const { document, chosen, item } = guide;
  const { needed, spared, situations } = materialLists(document, chosen, house.codes);
  // A public list often names the materials and says nothing else of them.
  const namesOnly = (document.materials ?? []).every(
    ({ key, materialName, ...said }) => Object.keys(said).length === 0,
  );
  return (
    <Block id="materials" title="要准备的材料">
      {situations.length > 0 ? (
        <Situations action={`/items/${item.id}`} situations={situations} chosen={chosen} keep={keep} />
      ) : null}
      {namesOnly && needed.length > 0 ? (
        <>
          <Bullets items={needed.map(({ name }) => name)} />
          <p class="small quiet above">
            共 {needed.length} 项。来源只写了名称，没有写要几份、谁出具、能不能交电子件，办理前请先咨询。
          </p>
        </>
      ) : null}
      {!namesOnly && needed.length > 0 ? (
        <Materials caption={captionOf(needed, chosen.length)} materials={needed} />
      ) : null}
      {spared.length > 0 ? (
        <Fold title={`按您勾选的情形不用交的 ${spared.length} 项`}>
          <p class="small quiet">勾选有变化时，按“更新清单”重新列出。</p>
          <Materials caption="这些材料在别的情形下才要" materials={spared} />
        </Fold>
      ) : null}
      {document.materials === undefined ? (
        <p>
          <Unwritten what="要哪些材料" />
          ，办理前请先咨询。
        </p>
      ) : null}
      {document.materials?.length === 0 ? <p>不用交材料。</p> : null}
      <Downloads guide={guide} />
    </Block>
  );
}

function captionOf(needed: ReturnType<typeof materialLists>["needed"], ticked: number): string {
  const free = needed.filter(({ how }) => how.kind === "free").length;
  const some = ticked === 0 && needed.some(({ when }) => when !== undefined);
  const count = `${ticked > 0 ? "按您勾选的情形共" : some ? "最多" : "共"} ${needed.length} 项`;
  return free > 0 ? `${count}，其中 ${free} 项免交。` : `${count}。`;
}
