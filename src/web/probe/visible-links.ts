import type { Edition, Seen } from "./editions.ts";

/** The links of a page's own content that one sees without opening anything, and the ids they may point to. */
export interface Visible {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

const tagPattern = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g;
const voidTags = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);

/**
 * Reads what a visitor can click on in the main part of a page: not what stands in a closed fold, which is a click of its
 * own, nor what the edition leaves out. Menus, the path and the foot are not counted: on phones they must be opened first.
 *
 * Our own pages only: it relies on tags being closed, as the renderer writes them.
 */
export function visibleIn(html: string, edition: Edition): Visible {
  const links: string[] = [];
  const ids = new Set<string>();
  const open: { element: Seen; children: number; hidden: boolean; inMain: boolean }[] = [];
  for (const [, slash, tag = "", attributes = "", selfClosed] of withoutScripts(html).matchAll(tagPattern)) {
    if (slash === "/") {
      while (open.length > 0 && open.pop()?.element.tag !== tag);
      continue;
    }
    const above = open.at(-1);
    if (above) above.children += 1;
    const element: Seen = {
      tag,
      attributes,
      classes: (attribute(attributes, "class") ?? "").split(" "),
      place: above?.children ?? 1,
      parent: above?.element,
    };
    const closed =
      above?.element.tag === "details" && !/\sopen(?:\s|=|$)/.test(above.element.attributes) && tag !== "summary";
    const hidden =
      (above?.hidden ?? false) || closed || /\shidden(?:\s|=|$)/.test(attributes) || edition.hides(element);
    const id = attribute(attributes, "id");
    const inMain = (above?.inMain ?? false) || id === "main";
    if (inMain && !hidden) {
      if (id !== undefined) ids.add(id);
      const href = tag === "a" ? attribute(attributes, "href") : undefined;
      if (href !== undefined) links.push(href);
    }
    if (!voidTags.has(tag) && selfClosed === "") open.push({ element, children: 0, hidden, inMain });
  }
  return { links, ids };
}

function attribute(attributes: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes) ?? [];
  return value?.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function withoutScripts(html: string): string {
  return html.replace(/<script[\s\S]*?<\/script>/g, "");
}
