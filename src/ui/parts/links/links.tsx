import type { VNode } from "preact";

export interface LinkLine {
  href: string;
  title: string;
  /** A date or a size at the right, e.g. 11-18. */
  meta?: string;
  /** The day `meta` stands for, YYYY-MM-DD: makes it a time element. */
  day?: string;
}

/** Links one under the other with a hairline: notices, documents. */
export function Links(props: { links: readonly LinkLine[] }): VNode {
  return (
    <ul class="links">
      {props.links.map((link) => (
        <li key={link.href + link.title}>
          <a href={link.href}>
            <span>{link.title}</span>
            <Meta link={link} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Meta(props: { link: LinkLine }): VNode | null {
  const { meta, day } = props.link;
  if (!meta) return null;
  if (!day) return <span class="meta">{meta}</span>;
  return (
    <time class="meta" dateTime={day}>
      {meta}
    </time>
  );
}
