// biome-ignore-all lint/a11y/noRedundantRoles: on phones CSS makes grids of the rows and browsers then drop the table; explicit roles keep it (study of the web layer §5).
import type { VNode } from "preact";
import { NoData } from "./data-table.tsx";
import { withUnit } from "./numbers.ts";
import { type Measured, meetsTarget, TargetBar } from "./target-bar.tsx";

/** A ranking: places with a value each, best first; equal values share a rank. */
export interface RankingData {
  title: string;
  /** Head of the places: 地市, 部门. */
  place: string;
  unit: string;
  full?: number;
  lessIsBetter?: boolean;
  rows: readonly { name: string; value: number; target?: number; href?: string }[];
}

/** A ranking is itself a table with bars: no second table is needed. */
export function Ranking(props: { data: RankingData }): VNode {
  const { data } = props;
  if (data.rows.length === 0) return <NoData title={data.title} />;
  const better = (a: number, b: number) => (data.lessIsBetter ? a < b : a > b);
  const rows = data.rows.toSorted((a, b) => (better(a.value, b.value) ? -1 : better(b.value, a.value) ? 1 : 0));
  const full = data.full ?? Math.max(...rows.map((row) => Math.max(row.value, row.target ?? 0)), 1);
  const aimed = rows.some((row) => row.target !== undefined);
  return (
    <table role="table" class="table table-dense rank">
      <caption class="sr">{data.title}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" />
          <th role="columnheader" scope="col">
            {data.place}
          </th>
          <th role="columnheader" scope="col">
            {aimed ? "实际与目标" : "实际"}
          </th>
          <th role="columnheader" scope="col" class="end">
            实际
          </th>
          {aimed && (
            <th role="columnheader" scope="col" class="end">
              目标
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => {
          const measured: Measured = { ...row, unit: data.unit, full, lessIsBetter: data.lessIsBetter ?? false };
          return (
            <tr role="row" key={row.name}>
              <td role="cell">{1 + rows.filter((other) => better(other.value, row.value)).length}</td>
              <th role="rowheader" scope="row">
                {row.href ? <a href={row.href}>{row.name}</a> : row.name}
              </th>
              <td role="cell">
                <TargetBar measured={measured} />
              </td>
              <td role="cell" class="end">
                {!meetsTarget(measured) && <span class="sr">未达标 </span>}
                <b>{withUnit(row.value, data.unit)}</b>
              </td>
              {aimed && (
                <td role="cell" class="end quiet">
                  {row.target !== undefined && <Goal says={withUnit(row.target, data.unit)} />}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The target's number; on phones, where the head is hidden, it says what it is. */
function Goal(props: { says: string }): VNode {
  return (
    <>
      <span class="cell-label" aria-hidden="true">
        目标{" "}
      </span>
      {props.says}
    </>
  );
}
