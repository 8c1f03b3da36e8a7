// biome-ignore-all lint/a11y/noRedundantRoles: on phones CSS makes blocks of the cells and browsers then drop the table; explicit roles keep it (study of the web layer §5).
import type { ComponentChildren, VNode } from "preact";

/** A column of a table: its head and how a row fills it. */
export interface Column<Row> {
  head: string;
  /** The head is only for screen readers (a column of ticks or acts). */
  headHidden?: boolean;
  cell: (row: Row) => ComponentChildren;
  /** `name` is the row's header (exactly one column), `end` is set to the right, `act` stands bare on a phone card. */
  role?: "name" | "end" | "act";
}

export interface CardTableProps<Row> {
  caption: ComponentChildren;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Situations (numbers from 1) in which a row counts; see SituationPicker. */
  rowWhen?: (row: Row) => readonly number[];
  dense?: boolean;
  /** Further class of the table, for the parts that set their own columns. */
  kind?: string;
  /** Said in place of an empty table. */
  empty?: string;
}

/**
 * A table whose rows become cards on phones. Explicit roles keep it a table for screen readers even when CSS makes blocks of its cells;
 * the labels inside cells are for the eye only.
 */
export function CardTable<Row>(props: CardTableProps<Row>): VNode {
  if (props.rows.length === 0 && props.empty) return <p class="quiet">{props.empty}</p>;
  const names = ["table", "table-cards"];
  if (props.dense) names.push("table-dense");
  if (props.kind) names.push(props.kind);
  return (
    <table role="table" class={names.join(" ")}>
      <caption class={props.captionHidden ? "sr" : undefined}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th key={column.head} role="columnheader" scope="col" class={column.role === "end" ? "end" : undefined}>
              {column.headHidden ? <span class="sr">{column.head}</span> : column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} role="row" data-when={whenOf(props.rowWhen?.(row))}>
            {props.columns.map((column) => (
              <Cell key={column.head} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>(props: { column: Column<Row>; row: Row }): VNode {
  const { column, row } = props;
  if (column.role === "name") {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" class={column.role === "end" ? "end" : column.role === "act" ? "bare" : undefined}>
      <span class="cell-label" aria-hidden="true">
        {column.head}
      </span>
      <span>{column.cell(row)}</span>
    </td>
  );
}

function whenOf(situations: readonly number[] | undefined): string | undefined {
  return situations && situations.length > 0 ? situations.join(" ") : undefined;
}
