import type { ComponentChildren, VNode } from "preact";

/** Conditions and the like: short sentences, each with a point. */
export function Bullets(props: { items: readonly ComponentChildren[] }): VNode {
  return (
    <ul class="bullets">
      {props.items.map((item, at) => (
        <li key={at}>{item}</li>
      ))}
    </ul>
  );
}
