import type { JSX } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";

/**
 * Renders a part that is the same for everybody (masthead, footer, navigation) once, into an element that costs next to nothing from then on.
 * Rendering costs by the tag, so on personal pages, which no cache can keep, this is most of what can be saved: keep one per display and hall.
 *
 * @returns an element to put anywhere into a page; its HTML is finished and goes out as it is.
 */
export function prerender(part: JSX.Element): JSX.Element {
  return jsxTemplate([renderToString(part)]) as JSX.Element;
}
