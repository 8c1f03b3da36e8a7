import type { VNode } from "preact";
import { deskPath } from "./paths.ts";

/** The way from the queue to here. The key U follows its first link. */
export function Way(props: { steps?: readonly { href: string; title: string }[]; here: string }): VNode {
  return (
    <nav class="small" aria-label="当前位置">
      <a href={deskPath} data-up>
        待办
      </a>
      {props.steps?.map(({ href, title }) => (
        <span key={href}>
          {" › "}
          <a href={href}>{title}</a>
        </span>
      ))}
      {" › "}
      <span class="quiet">{props.here}</span>
    </nav>
  );
}
