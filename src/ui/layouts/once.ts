import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import type { Hall, PageFrame } from "./frame.ts";

const made = new WeakMap<PageFrame["has"], WeakMap<Hall, Map<string, VNode>>>();

/**
 * Renders a part that all pages of a hall have in common once, and gives it back as finished HTML from then on: rendering
 * costs by the tag, and the bar of a hall with its switcher is a third of a page's tags. What is kept goes with the hall.
 *
 * @param name names the part, and what it depends on beside the hall and the pages that are there.
 */
export function once({ has, hall }: PageFrame, name: string, part: () => VNode): VNode {
  const halls = made.get(has) ?? new WeakMap<Hall, Map<string, VNode>>();
  made.set(has, halls);
  const parts = halls.get(hall) ?? new Map<string, VNode>();
  halls.set(hall, parts);
  const known = parts.get(name);
  if (known) return known;
  const node = jsxTemplate([renderToString(part())]) as VNode;
  parts.set(name, node);
  return node;
}
