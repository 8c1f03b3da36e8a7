import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

/** `plain` background, `brand` what comes next, `warn` 补正 or 黄牌, `stop` an error or 红牌. */
export type NoticeTone = "brand" | "plain" | "warn" | "stop";

const icons: Record<NoticeTone, IconName> = {
  brand: "info",
  plain: "info",
  warn: "triangle-alert",
  stop: "circle-alert",
};

export interface NoticeProps {
  tone?: NoticeTone;
  icon?: IconName;
  /** Given: the title is a heading and names the region; otherwise it is only bold. */
  id?: string;
  title: ComponentChildren;
  children?: ComponentChildren;
  /** One act, at most a second link. */
  acts?: ComponentChildren;
}

/** One rule on the left edge, one sentence, one act. At most one on a page. */
export function Notice(props: NoticeProps): VNode {
  const tone = props.tone ?? "brand";
  const name = tone === "brand" ? "notice" : `notice notice-${tone}`;
  const body = (
    <>
      <Icon name={props.icon ?? icons[tone]} />
      <div>
        {props.id ? <h2 id={props.id}>{props.title}</h2> : <b>{props.title}</b>}
        {props.children}
        {props.acts ? <p class="row">{props.acts}</p> : null}
      </div>
    </>
  );
  if (!props.id) return <div class={name}>{body}</div>;
  return (
    <section class={name} aria-labelledby={props.id}>
      {body}
    </section>
  );
}
