import type { ComponentChildren, VNode } from "preact";

export interface SectionProps {
  id: string;
  title: string;
  /** At the right of the heading: one line or a link. */
  aside?: ComponentChildren;
  /** Elder mode leaves it out. */
  secondary?: boolean;
  children: ComponentChildren;
}

/** A section of a page with its heading; sections are parted by space, then a hairline. */
export function Section(props: SectionProps): VNode {
  return (
    <section class={props.secondary ? "section secondary" : "section"} aria-labelledby={props.id}>
      <div class="section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.aside ? <p>{props.aside}</p> : null}
      </div>
      {props.children}
    </section>
  );
}
