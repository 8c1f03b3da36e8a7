import type { ComponentChildren, VNode } from "preact";
import { Icon } from "../../icons/index.ts";

/** Opens and closes without script; on paper it is always open. */
export function Fold(props: { title: string; open?: boolean; children: ComponentChildren }): VNode {
  return (
    <details class="fold" open={props.open}>
      <summary>
        {props.title}
        <Icon name="chevron-down" />
      </summary>
      <div>{props.children}</div>
    </details>
  );
}
