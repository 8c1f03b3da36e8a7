import type { ComponentChildren, VNode } from "preact";
import { CardTable } from "../table/index.ts";
import { CardTag, Tag } from "../tag/index.ts";
import { MiniLimit, type ShownLimit } from "../time/index.ts";

/** One case in an officer's queue. */
export interface QueueCase {
  number: string;
  href: string;
  item: string;
  applicant: string;
  /** 黄牌 or 红牌; without one, `soon` says that the promised day is near. */
  card?: "yellow" | "red";
  soon?: boolean;
  /** 环节 and the post or body it waits at. */
  node: string;
  holder: string;
  promised: ShownLimit;
  legal: ShownLimit;
  chosen?: boolean;
}

/**
 * The queue: cases by due day, both limits in each row. Each tick is named `number`; the form round it is the page's.
 *
 * @param caption read out before the table, e.g. 待办办件，先到期的在前.
 */
export function QueueTable(props: { caption: string; cases: readonly QueueCase[]; empty?: string }): VNode {
  return (
    <CardTable
      caption={props.caption}
      captionHidden
      dense
      kind="queue"
      rows={props.cases}
      rowKey={(one) => one.number}
      empty={props.empty ?? "现在没有待办的件。"}
      columns={[
        { head: "选择", headHidden: true, cell: (one) => <Tick one={one} /> },
        { head: "事项与申请人", role: "name", cell: (one) => <CaseName one={one} /> },
        { head: "环节", cell: (one) => <Place node={one.node} holder={one.holder} /> },
        { head: "承诺", cell: (one) => <MiniLimit limit={one.promised} /> },
        { head: "法定", cell: (one) => <MiniLimit limit={one.legal} /> },
        { head: "动作", headHidden: true, role: "act", cell: (one) => <Open one={one} /> },
      ]}
    />
  );
}

function Tick(props: { one: QueueCase }): VNode {
  return (
    <label class="tick">
      <input type="checkbox" name="number" value={props.one.number} checked={props.one.chosen} />
      <span class="sr">选择 {props.one.number}</span>
    </label>
  );
}

function CaseName(props: { one: QueueCase }): ComponentChildren {
  const { one } = props;
  return (
    <>
      <a href={one.href}>{one.item}</a>
      {one.card ? <CardTag card={one.card} /> : one.soon ? <Tag tone="brand">即将到期</Tag> : null}
      <span class="sub">
        <span class="code">{one.number}</span> · {one.applicant}
      </span>
    </>
  );
}

function Place(props: { node: string; holder: string }): ComponentChildren {
  return (
    <>
      {props.node}
      <span class="sub">{props.holder}</span>
    </>
  );
}

function Open(props: { one: QueueCase }): VNode {
  return (
    <a href={props.one.href} aria-label={`办理 ${props.one.number}`}>
      办理
    </a>
  );
}
