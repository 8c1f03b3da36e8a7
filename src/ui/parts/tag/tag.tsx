import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

/**
 * `brand` good for the reader (全程网办, 已完成), `solid` the one chosen, `off` not yet, `warn` 黄牌 or 补正, `stop` 红牌 or an error.
 * Never a colour for a department or a type.
 */
export type TagTone = "plain" | "brand" | "solid" | "off" | "warn" | "stop";

/** One word of state, never a link. Colour is never the only sign: the word is. */
export function Tag(props: { tone?: TagTone | undefined; icon?: IconName | undefined; children: string }): VNode {
  const tone = props.tone ?? "plain";
  return (
    <span class={tone === "plain" ? "tag" : `tag tag-${tone}`}>
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.children}
    </span>
  );
}

/** 黄牌 and 红牌, always with their sign. */
export function CardTag(props: { card: "yellow" | "red" }): VNode {
  return props.card === "yellow" ? (
    <Tag tone="warn" icon="triangle-alert">
      黄牌
    </Tag>
  ) : (
    <Tag tone="stop" icon="circle-alert">
      红牌
    </Tag>
  );
}
