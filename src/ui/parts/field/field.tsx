import type { ComponentChildren, VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import { type Control, isGroup } from "./control.ts";
import { ControlView } from "./control-view.tsx";

/** One question of a form, in the order label, hint, error, control. */
export interface FieldProps {
  /** Unique on the page; the error summary leads to it, so it is the id of the first control. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  /** What to do and what was typed, e.g. 只填数字，不带单位。您填的是“约86平”。 */
  error?: string | undefined;
  /** Optional is marked, required is not. */
  optional?: boolean | undefined;
  /** Where a value filled beforehand comes from, e.g. 营业执照，A 级可信. */
  source?: string | undefined;
  control: Control;
}

/** A field: one column, sized to the answer, its words tied to its control for screen readers. */
export function Field(props: FieldProps): VNode {
  const described = [props.hint ? `${props.id}-hint` : "", props.error ? `${props.id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  const about = { describedBy: described === "" ? undefined : described, invalid: props.error !== undefined };
  const before = (
    <>
      {props.hint ? (
        <p class="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      <FieldError id={`${props.id}-error`} text={props.error} />
    </>
  );
  return (
    <div class={props.error ? "field has-error" : "field"}>
      {isGroup(props.control) ? (
        <fieldset aria-describedby={about.describedBy}>
          <legend>
            <LabelWords {...props} />
          </legend>
          {before}
          <ControlView {...props} {...about} />
        </fieldset>
      ) : (
        <>
          <FieldLabel {...props} />
          {before}
          <ControlView {...props} {...about} />
        </>
      )}
      <Source from={props.source} />
    </div>
  );
}

/** A declaration carries its own sentence as label; above it stands only the heading. */
function FieldLabel(props: FieldProps): VNode {
  if (props.control.kind === "declaration") {
    return (
      <p class="label">
        <LabelWords {...props} />
      </p>
    );
  }
  return (
    <label for={props.id}>
      <LabelWords {...props} />
    </label>
  );
}

function LabelWords(props: { label: string; optional?: boolean | undefined }): ComponentChildren {
  if (!props.optional) return props.label;
  return (
    <>
      {props.label} <span class="optional">（选填）</span>
    </>
  );
}

/** The sentence of an error at its field. */
export function FieldError(props: { id: string; text: string | undefined }): VNode | null {
  if (props.text === undefined) return null;
  return (
    <p class="error-text" id={props.id}>
      <Icon name="circle-alert" />
      <span>
        <span class="sr">错误：</span>
        {props.text}
      </span>
    </p>
  );
}

function Source(props: { from: string | undefined }): VNode | null {
  if (!props.from) return null;
  return (
    <p class="filled">
      <Icon name="shield-check" />
      来自{props.from}
    </p>
  );
}
