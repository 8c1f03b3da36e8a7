import type { VNode } from "preact";
import { outlines } from "./icons.ts";
import type { IconName } from "./names.ts";

/** A drawing beside words: never alone, hidden from screen readers, coloured by the text around it. */
export function Icon(props: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={outlines[props.name]} />
    </svg>
  );
}
