import type { ComponentChildren, VNode } from "preact";

/** A fact the item's source leaves open: said, never left blank or guessed. */
export function Unwritten(props: { what?: string }): VNode {
  return <span class="quiet">还没有公布{props.what ?? ""}</span>;
}

/** A fact, or that the source leaves it open. */
export function known(value: ComponentChildren): ComponentChildren {
  return value === undefined || value === "" ? <Unwritten /> : value;
}

/** 是, 否, or that the source leaves it open. */
export function yesNo(value: boolean | undefined, yes: string, no: string): ComponentChildren {
  if (value === undefined) return <Unwritten />;
  return value ? yes : no;
}
