import type { ComponentChildren, VNode } from "preact";
import { Button } from "../button/index.ts";

export interface RowsProps {
  id: string;
  /** Name of the list; the buttons send `add` or `remove` with `name` or `name.0`. */
  name: string;
  label: string;
  hint?: string;
  /** One entry, e.g. 人 for 第 1 人, 添加一人. */
  unit: string;
  /** Fields of each entry, made by the caller with names such as `name.0.idNumber`. */
  rows: readonly ComponentChildren[];
  max?: number;
}

/** Entries that repeat (从业人员、股东). Adding and removing are submits: the page comes back with one more or less, nothing is lost. */
export function Rows(props: RowsProps): VNode {
  const hint = props.hint ? `${props.id}-hint` : undefined;
  const full = props.max !== undefined && props.rows.length >= props.max;
  return (
    <fieldset class="rows" id={props.id} aria-describedby={hint}>
      <legend class="label">{props.label}</legend>
      {hint ? (
        <p class="hint" id={hint}>
          {props.hint}
        </p>
      ) : null}
      <ol>
        {props.rows.map((row, at) => (
          <li key={at}>
            <fieldset>
              <legend>
                第 {at + 1} {props.unit}
              </legend>
              <div class="row-fields">{row}</div>
            </fieldset>
            <Button
              kind="plain"
              size="small"
              icon="trash-2"
              name="remove"
              value={`${props.name}.${at}`}
              label={`删除第 ${at + 1} ${props.unit}`}
            >
              删除
            </Button>
          </li>
        ))}
      </ol>
      {full ? (
        <p class="quiet">
          最多 {props.max} {props.unit}
        </p>
      ) : (
        <Button kind="line" size="small" icon="plus" name="add" value={props.name}>
          添加一{props.unit}
        </Button>
      )}
    </fieldset>
  );
}
