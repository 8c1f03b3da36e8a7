import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import type { PageFrame } from "./frame.ts";

/** Some 8 KB each: the parts of the halls that are visited most. */
const mostKept = 400;
const kept = new WeakMap<PageFrame["has"], Map<string, string>>();

/** A number for each hall as it was read; a hall that was read anew is another one. */
const numbers = new WeakMap<PageFrame["hall"], number>();
let last = 0;

/** Stands for the address of a page in what is kept; nothing that is escaped or encoded changes it. */
const anyAddress = "__address__";

/**
 * Renders a part that the pages of a hall have in common once, and gives it back as finished HTML from then on: rendering
 * costs by the tag, and masthead, bar and foot are half the tags of a page.
 *
 * @param name names the part, and what it depends on beside the hall and the pages that are there.
 * @param part renders it from the frame it is given. It may name the page's address only inside a query, where it is encoded.
 */
export function once(frame: PageFrame, name: string, part: (frame: PageFrame) => VNode): VNode {
  const { has, hall, address } = frame;
  const parts = kept.get(has) ?? new Map<string, string>();
  kept.set(has, parts);
  const key = `${numberOf(hall)} ${name}`;
  const text = parts.get(key) ?? renderToString(part({ ...frame, address: anyAddress }));
  // The one asked for last stands last; the first goes first.
  parts.delete(key);
  parts.set(key, text);
  const [oldest] = parts.keys();
  if (parts.size > mostKept && oldest !== undefined) parts.delete(oldest);
  // An encoded address holds no sign that means something in HTML.
  return jsxTemplate([text.replaceAll(anyAddress, encodeURIComponent(address.toWellFormed()))]) as VNode;
}

function numberOf(hall: PageFrame["hall"]): number {
  const known = numbers.get(hall);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(hall, last);
  return last;
}
