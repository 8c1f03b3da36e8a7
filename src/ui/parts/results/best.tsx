import type { ComponentChildren, VNode } from "preact";
import { ButtonLink } from "../button/index.ts";
import { InlineFacts } from "../facts/index.ts";
import { Panel } from "../panel/index.ts";
import { Tag } from "../tag/index.ts";

export interface BestProps {
  id: string;
  href: string;
  title: string;
  why: string;
  /** 一件事: what is done together, each with its days. */
  together?: { says: string; items: readonly { name: string; days: string }[] };
  facts: readonly ComponentChildren[];
  applyHref: string;
}

/** The best answer to a question, above the others; a joint service (一件事) names its parts. */
export function BestAnswer(props: BestProps): VNode {
  return (
    <Panel tone="brand" labelledBy={props.id}>
      <div class="row">
        <Tag tone="solid">最合适</Tag>
        <span class="small quiet">{props.why}</span>
      </div>
      <h2 id={props.id}>
        <a href={props.href}>{props.title}</a>
      </h2>
      {props.together ? (
        <>
          <p>{props.together.says}</p>
          <ol class="joint small">
            {props.together.items.map((item) => (
              <li key={item.name}>
                <b>{item.name}</b>
                <span>{item.days}</span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <div class="hit-foot">
        <InlineFacts facts={props.facts} />
        <ButtonLink href={props.applyHref}>开始办理</ButtonLink>
      </div>
    </Panel>
  );
}
