import type { VNode } from "preact";
import type { Choice } from "./control.ts";

export interface OptionsProps {
  id: string;
  name: string;
  type: "radio" | "checkbox";
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Two and more beside each other where there is room. */
  across?: boolean | undefined;
  invalid?: boolean;
}

/** Radio buttons or checkboxes, each as large as a finger. The first has the id of the field, so that errors lead to it. */
export function Options(props: OptionsProps): VNode {
  return (
    <div class={props.across ? "options options-2" : "options"}>
      {props.choices.map((choice, at) => (
        <Option
          key={choice.value}
          id={at === 0 ? props.id : `${props.id}-${at + 1}`}
          name={props.name}
          type={props.type}
          choice={choice}
          checked={props.chosen.includes(choice.value)}
          invalid={props.invalid === true && props.type === "checkbox"}
        />
      ))}
    </div>
  );
}

/** One radio button or checkbox with its words; `count` is how many results it leaves (filters). */
export function Option(props: {
  id: string;
  name: string;
  type: "radio" | "checkbox";
  choice: Choice;
  checked: boolean;
  invalid?: boolean;
  count?: number;
}): VNode {
  const { choice } = props;
  return (
    <div class="option">
      <input
        type={props.type}
        id={props.id}
        name={props.name}
        value={choice.value}
        checked={props.checked}
        disabled={choice.disabled}
        aria-invalid={props.invalid ? "true" : undefined}
      />
      <label for={props.id}>
        {choice.label}
        {choice.hint ? <small>{choice.hint}</small> : null}
      </label>
      {props.count === undefined ? null : (
        <span class="count">
          {props.count}
          <span class="sr"> 项</span>
        </span>
      )}
    </div>
  );
}
