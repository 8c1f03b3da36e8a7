import type { VNode } from "preact";

/** What a long page holds: links to its headings. */
export function Toc(props: { entries: readonly { id: string; title: string }[]; label?: string }): VNode {
  return (
    <nav class="toc" aria-label={props.label ?? "本页内容"}>
      <ul>
        {props.entries.map((entry) => (
          <li key={entry.id}>
            <a href={`#${entry.id}`}>{entry.title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
