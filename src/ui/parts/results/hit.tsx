import type { ComponentChildren, VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import { ButtonLink } from "../button/index.ts";
import { InlineFacts } from "../facts/index.ts";

export interface HitProps {
  href: string;
  title: string;
  /** Why it is among the results; found words in Found. */
  why: ComponentChildren;
  facts: readonly ComponentChildren[];
  /** Where 在线办理 leads; left out when the item is not done online. */
  applyHref?: string;
}

/** A found item: its whole name, why it is here, what it takes. */
export function Hit(props: HitProps): VNode {
  return (
    <li class="hit">
      <h3>
        <a href={props.href}>{props.title}</a>
      </h3>
      <p class="why">
        <Icon name="info" />
        <span>{props.why}</span>
      </p>
      <div class="hit-foot">
        <InlineFacts facts={props.facts} />
        {props.applyHref ? (
          <ButtonLink href={props.applyHref} kind="line" size="small" label={`在线办理：${props.title}`}>
            在线办理
          </ButtonLink>
        ) : null}
      </div>
    </li>
  );
}

/** The words of the question inside an answer. */
export function Found(props: { children: string }): VNode {
  return <mark>{props.children}</mark>;
}
