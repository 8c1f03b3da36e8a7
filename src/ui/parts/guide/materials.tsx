import type { VNode } from "preact";
import { CardTable } from "../table/index.ts";
import { Tag } from "../tag/index.ts";

/** A material of a guide as its table shows it. */
export interface MaterialLine {
  name: string;
  note?: string;
  need: "必要" | "非必要";
  from: string;
  how: { kind: "free"; note: string } | { kind: "upload"; note?: string } | { kind: "paper"; note?: string };
  /** Situations (numbers from 1) in which it is asked for; none: always. */
  when?: readonly number[];
}

/** What to prepare. A material the hall fetches itself says 免交. */
export function Materials(props: { caption: string; materials: readonly MaterialLine[] }): VNode {
  return (
    <CardTable
      kind="materials"
      caption={props.caption}
      rows={props.materials}
      rowKey={(material) => material.name}
      rowWhen={(material) => material.when ?? []}
      columns={[
        { head: "材料", role: "name", cell: (material) => <Noted text={material.name} note={material.note} /> },
        { head: "要不要", cell: (material) => material.need },
        { head: "谁出具", cell: (material) => material.from },
        { head: "怎么交", cell: (material) => <How how={material.how} /> },
      ]}
    />
  );
}

function How(props: { how: MaterialLine["how"] }): VNode {
  const { how } = props;
  if (how.kind === "upload") return <Noted text="上传电子件" note={how.note} />;
  if (how.kind === "paper") return <Noted text="交纸质原件" note={how.note} />;
  return (
    <>
      <Tag tone="brand" icon="shield-check">
        免交
      </Tag>
      <span class="material-note">{how.note}</span>
    </>
  );
}

function Noted(props: { text: string; note: string | undefined }): VNode {
  return (
    <>
      {props.text}
      {props.note ? <span class="material-note">{props.note}</span> : null}
    </>
  );
}
