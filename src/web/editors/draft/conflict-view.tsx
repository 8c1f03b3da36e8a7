import type { VNode } from "preact";
import type { DifferenceLine } from "../../../catalogue/index.ts";
import { formatInstant } from "../../../kernel/calendar/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import { CardTable, Notice } from "../../../ui/index.ts";
import { Value } from "../compare-page.tsx";
import { partDifferences } from "../values.ts";
import { fieldName } from "./section-of.ts";

/** Two wrote at once: what the other saved beside what was typed here. */
export function ConflictView(props: {
  codes: Codes;
  lines: readonly DifferenceLine[];
  by: string;
  at: Date | undefined;
  /** The section as it is saved now. */
  href: string;
}): VNode {
  const { by, at, lines, codes } = props;
  return (
    <>
      <Notice
        id="conflict"
        tone="warn"
        title={at ? `没有保存：${by} ${formatInstant(at)} 先保存了这份草稿` : "没有保存：这个事项已经发布了新的一版"}
        acts={<a href={props.href}>不要我写的，看现在的</a>}
      >
        <p>您写的都在下面的表里。两边不同的列在这里；再按“保存”，就用您写的。</p>
      </Notice>
      <CardTable
        caption="两边不同的"
        captionHidden
        dense
        rows={lines.map((line, at) => ({
          line,
          at,
          words: partDifferences(codes, line.field, line.upper, line.lower),
        }))}
        rowKey={({ at }) => `${at}`}
        empty="这一部分两边一样。"
        columns={[
          {
            head: "哪一项",
            role: "name",
            cell: ({ line }) => (
              <>
                {fieldName(line.field)}
                {line.part ? <span class="sub">{line.part}</span> : null}
              </>
            ),
          },
          { head: at ? `${by}保存的` : "新的一版", cell: ({ words }) => <Value words={words[0]} /> },
          { head: "您写的", cell: ({ words }) => <Value words={words[1]} /> },
        ]}
      />
    </>
  );
}
