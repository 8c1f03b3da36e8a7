import type { VNode } from "preact";
import type { Control } from "./control.ts";
import type { ControlOf } from "./control-view.tsx";

/**
 * Several lines of text. The limit is said below in words; an island counts along (`data-count`), the server checks.
 * No `maxlength` attribute: pasted text must not be cut in silence.
 */
export function LongText(props: ControlOf<Extract<Control, { kind: "long-text" }>>): VNode {
  const { control } = props;
  const count = control.maxLength === undefined ? undefined : `${props.id}-count`;
  return (
    <>
      <textarea
        class="input"
        id={props.id}
        name={props.name}
        rows={control.rows ?? 4}
        aria-invalid={props.invalid ? "true" : undefined}
        aria-describedby={[props.describedBy, count].filter(Boolean).join(" ") || undefined}
        data-count={control.maxLength}
        value={control.value ?? ""}
      />
      {count ? (
        <p class="count-line" id={count}>
          最多 {control.maxLength} 字
        </p>
      ) : null}
    </>
  );
}
