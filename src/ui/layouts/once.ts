import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";

/**
 * Renders a part of a page once for each object it is made from, and gives it back as finished HTML from then on: rendering
 * costs by the tag, and the bar of a hall with its switcher is a third of a page's tags. It goes with its object.
 *
 * @param made where the finished parts are kept. @param key all that the part depends on.
 */
export function once<Key extends object>(made: WeakMap<Key, VNode>, key: Key, part: () => VNode): VNode {
  const known = made.get(key);
  if (known) return known;
  const node = jsxTemplate([renderToString(part())]) as VNode;
  made.set(key, node);
  return node;
}
