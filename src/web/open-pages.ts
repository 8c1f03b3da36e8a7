import type { House } from "../kernel/house/index.ts";
import type { Page } from "../kernel/http/index.ts";

/** Whether a page stands behind an address of this site. */
export type IsThere = (address: string) => boolean;

const told = new WeakMap<House, IsThere>();

/** Tells the portal which pages the house has mounted; pages link only to those. */
export function tellPages(house: House, pages: readonly Page[]): void {
  told.set(house, matcherOf(pages));
}

const nothingYet: IsThere = () => false;

/** What is there, as far as the portal was told; before that nothing is, so nothing is linked to. */
export function pagesOf(house: House): IsThere {
  return told.get(house) ?? nothingYet;
}

/** @returns whether an address, query and fragment aside, is that of one of the pages that can be looked at. */
export function matcherOf(pages: readonly Pick<Page, "method" | "path">[]): IsThere {
  const exact = new Set<string>();
  const patterns: string[][] = [];
  for (const { method, path } of pages) {
    if (method !== "GET") continue;
    if (path.includes(":")) patterns.push(path.split("/"));
    else exact.add(path);
  }
  return (address) => {
    const [path = ""] = address.split(/[?#]/, 1);
    if (exact.has(path)) return true;
    const steps = path.split("/");
    return patterns.some(
      (pattern) =>
        pattern.length === steps.length &&
        pattern.every((step, at) => (step.startsWith(":") ? steps[at] !== "" : step === steps[at])),
    );
  };
}
