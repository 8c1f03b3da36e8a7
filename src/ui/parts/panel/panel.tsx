import type { ComponentChildren, VNode } from "preact";

/** A frame around one thing that acts. One level at most: never a panel in a panel. */
export function Panel(props: { tone?: "plain" | "brand"; labelledBy?: string; children: ComponentChildren }): VNode {
  return (
    <section class={props.tone === "brand" ? "panel panel-brand" : "panel"} aria-labelledby={props.labelledBy}>
      {props.children}
    </section>
  );
}
