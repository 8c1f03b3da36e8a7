import type { VNode } from "preact";
import { CardTable, Notice, Tag } from "../../../ui/index.ts";
import type { BatchResult } from "./batch.ts";

const words = { claim: "认领", accept: "受理" } as const;

/** What came of each one of a batch; the refused ones first, with the reason. */
export function BatchResults({ results }: { results: readonly BatchResult[] }): VNode {
  const refused = results.filter(({ refusal }) => refusal !== undefined);
  const done = results.length - refused.length;
  const act = words[results[0]?.act ?? "claim"];
  return (
    <div class="above stack">
      <Notice
        id="batch"
        tone={refused.length > 0 ? "warn" : "brand"}
        icon={refused.length > 0 ? "triangle-alert" : "check"}
        title={refused.length > 0 ? `${act}了 ${done} 件，${refused.length} 件没有办成` : `${act}了 ${done} 件`}
      />
      <CardTable
        caption="每一件的结果"
        captionHidden
        dense
        rows={[...refused, ...results.filter(({ refusal }) => refusal === undefined)]}
        rowKey={({ key }) => key}
        columns={[
          {
            head: "办件",
            role: "name",
            cell: (one) => (
              <a href={one.href}>
                <span class="code">{one.number ?? "打开办件"}</span>
              </a>
            ),
          },
          {
            head: "结果",
            cell: ({ refusal }) =>
              refusal === undefined ? <Tag tone="brand">{`已${act}`}</Tag> : <Tag tone="warn">没有办成</Tag>,
          },
          { head: "原因", cell: ({ refusal }) => refusal ?? "已写入办理经过" },
        ]}
      />
    </div>
  );
}
