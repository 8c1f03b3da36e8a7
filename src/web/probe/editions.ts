/** An element as far as it decides whether what is in it is seen. */
export interface Seen {
  readonly tag: string;
  readonly classes: readonly string[];
  readonly attributes: string;
  /** Among the elements of its parent, from 1. */
  readonly place: number;
  readonly parent: Seen | undefined;
}

/** A way to look at the hall. */
export interface Edition {
  readonly key: "desktop" | "phone" | "elder";
  readonly name: string;
  /** Cookie that asks for it. */
  readonly cookie: string | undefined;
  /** What its style sheet leaves out. */
  hides(element: Seen): boolean;
}

/**
 * The editions. Desktop and phone are one HTML: what differs is what the style sheet leaves out, told here by hand and held
 * against a browser by `probe.browser.test.ts`. The elder edition (大字版) is asked for by cookie and probed as on a phone,
 * where least of it is shown.
 */
export const editions: readonly Edition[] = [
  { key: "desktop", name: "桌面版", cookie: undefined, hides: (element) => has(element, "startbar") },
  { key: "phone", name: "手机版", cookie: undefined, hides: hiddenOnPhone },
  {
    key: "elder",
    name: "大字版",
    cookie: "wangting-display=elder",
    hides: (element) => has(element, "secondary") || hiddenOnPhone(element),
  },
];

const tilesOnPhone = 15;

function hiddenOnPhone(element: Seen): boolean {
  const { parent, place } = element;
  if (has(element, "button-wide")) return isIn(element, "side");
  if (element.tag !== "li" || !parent || !has(parent, "tiles") || has(parent, "tiles-whole")) return false;
  return place > tilesOnPhone && !has(element, "all-item");
}

function has({ classes }: Seen, name: string): boolean {
  return classes.includes(name);
}

function isIn(element: Seen, name: string): boolean {
  for (let at = element.parent; at; at = at.parent) if (has(at, name)) return true;
  return false;
}
