import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

/** Nothing here: say why, and what can be done. Never an empty box. */
export function Empty(props: {
  icon?: IconName;
  title: string;
  text: string;
  level?: 2 | 3 | 4;
  act?: ComponentChildren;
}): VNode {
  const Heading = `h${props.level ?? 3}` as const;
  return (
    <div class="panel empty">
      <Icon name={props.icon ?? "inbox"} />
      <Heading>{props.title}</Heading>
      <p>{props.text}</p>
      {props.act}
    </div>
  );
}

/** A place kept while an island fetches something; pages themselves never load in pieces. */
export function Loading(): VNode {
  return (
    <div class="panel bones" role="status">
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span class="sr">正在载入</span>
    </div>
  );
}
