import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

/** `main` once a view, `line` second, `plain` the way out, `stop` what cannot be taken back (outlined, never a red slab). */
export type ButtonKind = "main" | "line" | "plain" | "stop";

interface Look {
  kind?: ButtonKind;
  size?: "normal" | "small";
  wide?: boolean;
  icon?: IconName;
  iconEnd?: IconName;
  /** Gallery only: holds a state that otherwise needs a pointer. */
  held?: "hover" | "focus" | "active";
  /** When the words alone do not say what it acts on, e.g. 办理 440104-261109-00863. */
  label?: string;
  children: ComponentChildren;
}

export interface ButtonProps extends Look {
  type?: "submit" | "button";
  name?: string;
  value?: string;
  disabled?: boolean;
  /** The act is under way: the words should say so (提交中). */
  busy?: boolean;
  /** Id of a dialog this button opens, without script. */
  opens?: string;
  /** Id of a dialog this button closes. */
  closes?: string;
}

/** A button that acts. For going somewhere use ButtonLink. */
export function Button(props: ButtonProps): VNode {
  return (
    <button
      class={classOf(props)}
      type={props.type ?? (props.opens || props.closes ? "button" : "submit")}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      aria-busy={props.busy ? "true" : undefined}
      aria-label={props.label}
      popovertarget={props.opens ?? props.closes}
      popovertargetaction={props.closes ? "hide" : undefined}
    >
      {props.busy ? <Icon name="refresh-cw" /> : null}
      {content(props)}
    </button>
  );
}

/** A link that looks like a button because following it is the act of the view (在线办理). */
export function ButtonLink(props: Look & { href: string }): VNode {
  return (
    <a class={classOf(props)} href={props.href} aria-label={props.label}>
      {content(props)}
    </a>
  );
}

function content(props: Look): ComponentChildren {
  return (
    <>
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.children}
      {props.iconEnd ? <Icon name={props.iconEnd} /> : null}
    </>
  );
}

function classOf(look: Look): string {
  const names = ["button"];
  if (look.kind && look.kind !== "main") names.push(`button-${look.kind}`);
  if (look.size === "small") names.push("button-s");
  if (look.wide) names.push("button-wide");
  if (look.held) names.push(`is-${look.held}`);
  return names.join(" ");
}
