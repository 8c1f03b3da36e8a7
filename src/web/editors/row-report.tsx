import type { VNode } from "preact";
import type { RowOutcome } from "../../catalogue/index.ts";
import { lineFindings } from "../../catalogue/index.ts";
import { CardTable, Tag } from "../../ui/index.ts";
import { fieldName } from "./draft/section-of.ts";
import { keptHref } from "./paths.ts";

const outcomes = { added: "新增", changed: "改动", unchanged: "没变", refused: "不收" } as const;
const tones = { added: "brand", changed: "plain", unchanged: "off", refused: "stop" } as const;
const mends = new Map(Object.values(lineFindings).map(({ rule, mend }) => [rule as string, mend]));

/** What became of lines of an import, and what is to be said about each. */
export function RowReport(props: { rows: readonly RowOutcome[]; empty: string }): VNode {
  return (
    <CardTable
      caption="逐行的报告"
      captionHidden
      dense
      rows={props.rows}
      rowKey={({ line }) => `${line}`}
      empty={props.empty}
      columns={[
        { head: "行", cell: ({ line }) => line },
        {
          head: "编码",
          role: "name",
          cell: ({ code, item, outcome }) =>
            item && outcome !== "refused" ? (
              <a href={keptHref(item)}>
                <span class="code">{code}</span>
              </a>
            ) : (
              <span class="code">{code ?? "没有编码"}</span>
            ),
        },
        { head: "怎样", cell: ({ outcome }) => <Tag tone={tones[outcome]}>{outcomes[outcome]}</Tag> },
        { head: "说明", cell: (row) => <Findings row={row} /> },
      ]}
    />
  );
}

function Findings({ row }: { row: RowOutcome }): VNode {
  const told = row.findings.filter(({ severity }) => severity !== "unknown");
  // What a list does not say at all is one sentence, not ten.
  const missing = row.findings.filter(({ severity }) => severity === "unknown");
  const names = [...new Set(missing.map(({ field, message }) => (field ? fieldName(field) : message)))];
  return (
    <>
      {told.map(({ rule, field, message, mend }, at) => (
        <span class={at === 0 ? undefined : "sub"} key={`${rule} ${field}`}>
          <span class="code">{rule}</span> {field ? `${fieldName(field)}：` : ""}
          {message}
          {(mend ?? mends.get(rule)) ? `。${mend ?? mends.get(rule)}` : ""}
        </span>
      ))}
      {names.length > 0 ? <span class={told.length === 0 ? undefined : "sub"}>没有写：{names.join("、")}</span> : null}
    </>
  );
}
