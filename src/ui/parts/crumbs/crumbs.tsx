import type { VNode } from "preact";

export interface Crumb {
  href: string;
  title: string;
}

/** The way from the hall's home to this page; the page itself comes last and is no link. */
export function Crumbs(props: { way: readonly Crumb[]; here: string; label?: string }): VNode {
  return (
    <nav class="crumbs" aria-label={props.label ?? "当前位置"}>
      <ol class="wrap">
        {props.way.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.title}</a>
          </li>
        ))}
        <li aria-current="page">{props.here}</li>
      </ol>
    </nav>
  );
}
