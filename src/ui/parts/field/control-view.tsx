import type { PartialInputHTMLAttributes, VNode } from "preact";
import { AddressInputs } from "./address-inputs.tsx";
import type { Control, TextControl } from "./control.ts";
import { DayParts } from "./day-parts.tsx";
import { FileInput } from "./file-input.tsx";
import { LongText } from "./long-text.tsx";
import { Options } from "./options.tsx";

/** What every control must know of its field. */
export interface ControlOf<C extends Control = Control> {
  id: string;
  name: string;
  control: C;
  describedBy: string | undefined;
  invalid: boolean;
}

/** The control of a field, by its kind. */
export function ControlView(props: ControlOf): VNode {
  const { control, ...rest } = props;
  switch (control.kind) {
    case "text":
      return <TextInput {...rest} control={control} />;
    case "money":
      return (
        <TextInput {...rest} control={{ ...control, kind: "text", inputmode: "decimal", width: "s", unit: "元" }} />
      );
    case "long-text":
      return <LongText {...rest} control={control} />;
    case "select":
      return <Select {...rest} control={control} />;
    case "one-of":
      return (
        <Options
          {...rest}
          type="radio"
          choices={control.choices}
          chosen={control.value === undefined ? [] : [control.value]}
          across={control.across}
        />
      );
    case "any-of":
      return (
        <Options {...rest} type="checkbox" choices={control.choices} chosen={control.values} across={control.across} />
      );
    case "day":
      return <DayInput {...rest} control={control} />;
    case "day-parts":
      return <DayParts {...rest} control={control} />;
    case "file":
      return <FileInput {...rest} control={control} />;
    case "address":
      return <AddressInputs {...rest} control={control} />;
    case "declaration":
      return (
        <Options
          {...rest}
          type="checkbox"
          choices={[{ value: "yes", label: control.text }]}
          chosen={control.checked ? ["yes"] : []}
          across={false}
        />
      );
    case "locked":
      return <input class="input" id={rest.id} readOnly value={control.value} aria-describedby={rest.describedBy} />;
  }
}

function TextInput(props: ControlOf<TextControl>): VNode {
  const { control } = props;
  const input = (
    <InputOfType
      type={control.type ?? "text"}
      attributes={{
        class: control.width && control.width !== "full" ? `input w-${control.width}` : "input",
        id: props.id,
        name: props.name,
        value: control.value,
        inputmode: control.inputmode,
        autocomplete: control.autocomplete ?? "off",
        maxlength: control.maxLength,
        disabled: control.disabled,
        "aria-invalid": props.invalid ? "true" : undefined,
        "aria-describedby": props.describedBy,
      }}
    />
  );
  if (!control.unit) return input;
  return (
    <div class="affix">
      {input}
      <span>{control.unit}</span>
    </div>
  );
}

/** JSX types tie roles to the kind of input, so each kind is written out. */
function InputOfType(props: {
  type: NonNullable<TextControl["type"]>;
  attributes: Omit<PartialInputHTMLAttributes<HTMLInputElement>, "type" | "role">;
}): VNode {
  switch (props.type) {
    case "text":
      return <input type="text" {...props.attributes} />;
    case "tel":
      return <input type="tel" {...props.attributes} />;
    case "email":
      return <input type="email" {...props.attributes} />;
    case "password":
      return <input type="password" {...props.attributes} />;
  }
}

function Select(props: ControlOf<Extract<Control, { kind: "select" }>>): VNode {
  const { control } = props;
  return (
    <select
      class={control.width === "full" ? "input" : `input w-${control.width ?? "m"}`}
      id={props.id}
      name={props.name}
      aria-invalid={props.invalid ? "true" : undefined}
      aria-describedby={props.describedBy}
    >
      {control.value === undefined ? <option value="">请选择</option> : null}
      {control.choices.map((choice) => (
        <option
          key={choice.value}
          value={choice.value}
          selected={choice.value === control.value}
          disabled={choice.disabled}
        >
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/** A near day, picked in the browser's own calendar; the value is YYYY-MM-DD. Days known by heart use day-parts. */
function DayInput(props: ControlOf<Extract<Control, { kind: "day" }>>): VNode {
  return (
    <input
      class="input w-m"
      id={props.id}
      name={props.name}
      type="date"
      value={props.control.value}
      min={props.control.min}
      max={props.control.max}
      aria-invalid={props.invalid ? "true" : undefined}
      aria-describedby={props.describedBy}
    />
  );
}
