import type { VNode } from "preact";

export interface PagerProps {
  /** Page shown, from 1. */
  page: number;
  /** Pages in all; 1 shows nothing. */
  pages: number;
  href: (page: number) => string;
  label?: string;
}

/** Pages of a list: first, last and the neighbours of the present one; the rest is a gap. */
export function Pager(props: PagerProps): VNode | null {
  if (props.pages <= 1) return null;
  const { page, pages, href } = props;
  return (
    <nav class="pager" aria-label={props.label ?? "分页"}>
      <ul>
        {page > 1 ? (
          <li>
            <a href={href(page - 1)} rel="prev">
              上一页
            </a>
          </li>
        ) : null}
        {shownPages(page, pages).map((shown) => (
          <li key={shown}>
            {shown < 0 ? (
              <span class="gap" aria-hidden="true">
                …
              </span>
            ) : shown === page ? (
              <span aria-current="page">
                <span class="sr">第 </span>
                {shown}
                <span class="sr"> 页</span>
              </span>
            ) : (
              <a href={href(shown)} aria-label={`第 ${shown} 页`}>
                {shown}
              </a>
            )}
          </li>
        ))}
        {page < pages ? (
          <li>
            <a href={href(page + 1)} rel="next">
              下一页
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** Page numbers to show; a gap is a negative number (unique, so it can be a key). */
export function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const sorted = [...new Set(near)].sort((one, other) => one - other);
  return sorted.flatMap((number, at) => {
    const before = sorted[at - 1] ?? number - 1;
    if (number - before === 1) return [number];
    if (number - before === 2) return [number - 1, number];
    return [-number, number];
  });
}
