import type { ComponentChildren, VNode } from "preact";

export interface DialogProps {
  id: string;
  title: string;
  children: ComponentChildren;
  /** The act and the way out: Button with `closes={id}`. */
  acts: ComponentChildren;
  /** `over` waits until a Button with `opens={id}` shows it (popover, no script); `page` stands in the page: the answer to a GET. */
  place: "over" | "page";
}

/** One question before something that cannot be taken back. */
export function Dialog(props: DialogProps): VNode {
  const heading = `${props.id}-title`;
  return (
    <section
      class="dialog"
      id={props.id}
      role={props.place === "over" ? "dialog" : "group"}
      aria-labelledby={heading}
      popover={props.place === "over" ? "auto" : undefined}
    >
      <h2 id={heading}>{props.title}</h2>
      {props.children}
      <div class="row">{props.acts}</div>
    </section>
  );
}
