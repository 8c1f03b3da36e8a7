import type { ComponentChildren, VNode } from "preact";

/** A chapter of a guide with its heading; `id` is what the table of contents leads to. */
export function Block(props: { id: string; title: string; children: ComponentChildren }): VNode {
  return (
    <section class="block" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}
