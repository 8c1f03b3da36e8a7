import type { ComponentChildren, VNode } from "preact";

/** A section beside others in the main column, which already parts them by space. */
export function InnerSection(props: {
  id: string;
  title: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <section aria-labelledby={props.id}>
      <div class="section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.aside ? <p>{props.aside}</p> : null}
      </div>
      {props.children}
    </section>
  );
}
