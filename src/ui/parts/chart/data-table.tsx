import type { VNode } from "preact";
import { Fold } from "../fold/index.ts";

/** What every chart carries: the same numbers as a table, folded away. */
export interface DataTable {
  caption: string;
  /** Heading of the first column, then of each number. */
  heads: readonly string[];
  rows: readonly { name: string; values: readonly string[] }[];
}

export function ChartTable(props: { table: DataTable }): VNode {
  const { caption, heads, rows } = props.table;
  const [first, ...others] = heads;
  return (
    <Fold title="看数据表">
      <table class="table table-dense">
        <caption class="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((head) => (
              <th scope="col" class="end" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.values.map((value, column) => (
                <td class="end" key={heads[column + 1]}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}

/** What stands where a chart has nothing to show. */
export function NoData(props: { title: string }): VNode {
  return (
    <p class="quiet">
      <span class="sr">{props.title}：</span>还没有数据
    </p>
  );
}
