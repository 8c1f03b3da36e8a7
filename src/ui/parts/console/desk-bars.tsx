import type { VNode } from "preact";
import { Button } from "../button/index.ts";

/** Views of a queue with how many cases each holds; without a number where there is nothing to count. */
export function Views(props: {
  label?: string;
  current: string;
  views: readonly { key: string; href: string; name: string; count?: number | string | undefined }[];
}): VNode {
  return (
    <nav class="views" aria-label={props.label ?? "视图"}>
      <ul>
        {props.views.map((view) => (
          <li key={view.key}>
            <a href={view.href} aria-current={view.key === props.current ? "page" : undefined}>
              {view.name} {view.count === undefined ? null : <b>{view.count.toLocaleString("zh-CN")}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What can be done with the chosen cases together. Buttons carry the act; without a choice the server says so. */
export function BatchBar(props: { chosen: number; acts: readonly { value: string; label: string }[] }): VNode {
  return (
    <div class="batch">
      <b>{props.chosen > 0 ? `已选 ${props.chosen} 件` : "勾选后可以一起办"}</b>
      {props.acts.map((act) => (
        <Button key={act.value} kind="line" size="small" name="act" value={act.value}>
          {act.label}
        </Button>
      ))}
    </div>
  );
}

/** Keys for whoever works without a mouse: J K 上下移动，回车 打开. */
export function KeyHints(props: { hints: readonly { keys: readonly string[]; does: string }[] }): VNode {
  return (
    <p class="small quiet key-hints">
      {props.hints.map((hint) => (
        <span key={hint.does}>
          {hint.keys.map((key) => (
            <kbd class="kbd" key={key}>
              {key}
            </kbd>
          ))}{" "}
          {hint.does}
        </span>
      ))}
    </p>
  );
}
