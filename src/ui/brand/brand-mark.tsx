import type { VNode } from "preact";

/** The sign of the house: a hall seen from the front, two columns under one roof. Decorative; the hall's name stands beside it. */
export function BrandMark(): VNode {
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect class="brand-mark" width="36" height="36" rx="6" />
      <path class="brand-line" d="M7 13h22M10.5 13v15M25.5 13v15M14 8.5h8M15.5 28v-8.5h5V28" />
    </svg>
  );
}
