import type { VNode } from "preact";
import type { Control } from "./control.ts";
import type { ControlOf } from "./control-view.tsx";

/** A day known by heart (出生日期), typed: names are `name.year`, `name.month`, `name.day`. */
export function DayParts(props: ControlOf<Extract<Control, { kind: "day-parts" }>>): VNode {
  const { year, month, day } = props.control;
  return (
    <div class="day-parts">
      <Part {...props} id={props.id} part="year" word="年" value={year} digits={4} />
      <Part {...props} id={`${props.id}-month`} part="month" word="月" value={month} digits={2} />
      <Part {...props} id={`${props.id}-day`} part="day" word="日" value={day} digits={2} />
    </div>
  );
}

function Part(props: {
  id: string;
  name: string;
  part: "year" | "month" | "day";
  word: string;
  value: string | undefined;
  digits: 2 | 4;
  invalid: boolean;
}): VNode {
  return (
    <div>
      <input
        class={props.digits === 4 ? "input digits-4" : "input digits-2"}
        id={props.id}
        name={`${props.name}.${props.part}`}
        value={props.value}
        inputmode="numeric"
        autocomplete="off"
        maxlength={props.digits}
        aria-invalid={props.invalid ? "true" : undefined}
      />
      <label for={props.id}>{props.word}</label>
    </div>
  );
}
