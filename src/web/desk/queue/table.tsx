import type { ComponentChildren, VNode } from "preact";
import { CardTable, MiniLimit, type ShownLimit, Tag } from "../../../ui/index.ts";
import type { DeskRow } from "./rows.ts";

/** The queue: what waits, who holds it since when, both limits in each row. Each tick is named `task`; the form round it is the page's. */
export function QueueTable(props: { caption: string; rows: readonly DeskRow[]; chosen: readonly string[] }): VNode {
  return (
    <CardTable
      caption={props.caption}
      captionHidden
      dense
      kind="queue"
      rows={props.rows}
      rowKey={(row) => row.key}
      columns={[
        { head: "选择", headHidden: true, cell: (row) => <Tick row={row} chosen={props.chosen} /> },
        { head: "事项与申请人", role: "name", cell: (row) => <CaseName row={row} /> },
        { head: "环节", cell: (row) => <Place row={row} /> },
        { head: "承诺", cell: (row) => <Limit limit={row.limits.now} name={row.limits.nowName} /> },
        { head: "法定", cell: (row) => <Limit limit={row.limits.legal} name={row.limits.legal?.name} /> },
        { head: "动作", headHidden: true, role: "act", cell: (row) => <Open row={row} /> },
      ]}
    />
  );
}

function Tick({ row, chosen }: { row: DeskRow; chosen: readonly string[] }): VNode {
  return (
    <>
      <label class="tick">
        <input type="checkbox" name="task" value={row.key} checked={chosen.includes(row.key)} />
        <span class="sr">选择 {row.number}</span>
      </label>
      <input type="hidden" name={`seen.${row.key}`} value={row.seen} />
    </>
  );
}

function CaseName({ row }: { row: DeskRow }): ComponentChildren {
  return (
    <>
      <a href={row.href} data-row>
        {row.item}
      </a>
      {row.limits.isSoon ? <Tag tone="brand">即将到期</Tag> : null}
      <span class="sub">
        <span class="code">{row.number}</span> · <span class="nowrap">{row.applicant}</span>
      </span>
    </>
  );
}

function Place({ row }: { row: DeskRow }): ComponentChildren {
  return (
    <>
      {row.node}
      <span class="sub">{row.holder}</span>
      <span class="sub">{row.since}</span>
    </>
  );
}

function Limit(props: { limit: ShownLimit | undefined; name: string | undefined }): ComponentChildren {
  if (!props.limit) return <span class="quiet">没有规定</span>;
  return (
    <>
      <MiniLimit limit={props.limit} />
      {props.name ? <span class="sub">{props.name}</span> : null}
    </>
  );
}

function Open({ row }: { row: DeskRow }): VNode {
  return (
    <a href={row.href} aria-label={`办理 ${row.number}`} tabIndex={-1}>
      办理
    </a>
  );
}
