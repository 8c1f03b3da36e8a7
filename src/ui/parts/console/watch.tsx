import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import { type Measured, meetsTarget, numberWord, TargetBar, withUnit } from "../chart/index.ts";
import { CardTable } from "../table/index.ts";
import { CardTag, Tag } from "../tag/index.ts";

/** An indicator with its value and its target. */
export interface Kpi {
  name: string;
  href: string;
  /** 三率, 一数 */
  group?: string;
  measured: Measured & { target: number };
}

/** Indicators against their targets: the bar, both numbers, the judgement in words. */
export function KpiTable(props: { caption: string; kpis: readonly Kpi[] }): VNode {
  return (
    <CardTable
      caption={props.caption}
      captionHidden
      dense
      kind="kpi-table"
      rows={props.kpis}
      rowKey={(kpi) => kpi.name}
      empty="这个范围还没有考核指标。"
      columns={[
        { head: "指标", role: "name", cell: (kpi) => <KpiName kpi={kpi} /> },
        { head: "实际与目标", cell: (kpi) => <TargetBar measured={kpi.measured} /> },
        { head: "实际", role: "end", cell: (kpi) => <b>{withUnit(kpi.measured.value, kpi.measured.unit)}</b> },
        { head: "目标", role: "end", cell: (kpi) => withUnit(kpi.measured.target, kpi.measured.unit) },
        { head: "判定", cell: (kpi) => <Judgement measured={kpi.measured} /> },
      ]}
    />
  );
}

function KpiName(props: { kpi: Kpi }): VNode {
  return (
    <>
      <a href={props.kpi.href}>{props.kpi.name}</a>
      {props.kpi.group && <span class="sub">{props.kpi.group}</span>}
    </>
  );
}

function Judgement(props: { measured: Kpi["measured"] }): VNode {
  const { measured } = props;
  if (!meetsTarget(measured)) {
    const short = Math.abs(measured.target - measured.value);
    return <Tag tone="warn">{`差 ${numberWord(short)} ${measured.unit === "%" ? "点" : measured.unit}`}</Tag>;
  }
  return (
    <span class="filled">
      <Icon name="check" />
      达标
    </span>
  );
}

/** A yellow or red card: its case, the rule with its evidence, how far it has got. */
export interface SupervisionCard {
  card: "yellow" | "red";
  href: string;
  item: string;
  number: string;
  /** 未说明, 已说明, 已申诉 */
  state: string;
  evidence: string;
  rule?: { name: string; href: string };
}

/** Cards in lines; red first is the caller's order. */
export function CardLines(props: { cards: readonly SupervisionCard[] }): VNode {
  if (props.cards.length === 0) return <p class="quiet">没有黄牌，也没有红牌。</p>;
  return (
    <ul>
      {props.cards.map((one) => (
        <li class="card-line" key={`${one.card} ${one.number}`}>
          <CardTag card={one.card} />
          <a href={one.href}>
            {one.item} <span class="code">{one.number}</span>
          </a>
          <span class="small quiet">{one.state}</span>
          <p>
            {one.evidence}
            {one.rule && (
              <>
                {" "}
                <a href={one.rule.href}>{one.rule.name}</a>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
