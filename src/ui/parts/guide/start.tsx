import type { VNode } from "preact";
import { ButtonLink } from "../button/index.ts";
import { type Fact, Facts } from "../facts/index.ts";

export interface StartProps {
  href: string;
  /** Words of the button; 在线办理 unless the item is done otherwise. */
  words?: string;
  facts: readonly Fact[];
}

/** The side of a guide: the one button and what it costs in days, money and ways. */
export function StartPanel(props: StartProps): VNode {
  return (
    <div class="panel">
      <ButtonLink href={props.href} wide iconEnd="arrow-right">
        {props.words ?? "在线办理"}
      </ButtonLink>
      <Facts tight facts={props.facts} />
    </div>
  );
}

/** On phones the button stays at the thumb; its bar is hidden on wide screens. */
export function StartBar(props: { href: string; words?: string; days: string; note: string }): VNode {
  return (
    <div class="startbar">
      <p>
        <b>{props.days}</b>
        {props.note}
      </p>
      <ButtonLink href={props.href}>{props.words ?? "在线办理"}</ButtonLink>
    </div>
  );
}
