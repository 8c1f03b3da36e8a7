import { readCookie } from "./cookies.ts";

/** How a visitor wants pages shown: 大字版 and 高对比. Chosen once, kept in a cookie, part of the key of the page cache. */
export interface Display {
  readonly mode: "standard" | "elder" | "kiosk";
  readonly contrast: "normal" | "more";
}

/** The cookie that keeps the choice; it says nothing about the person. */
export const displayCookie = "wangting-display";

const modes = ["standard", "elder", "kiosk"] as const;
const choices = new Map<string, Display>(
  modes.flatMap((mode) => [
    [mode, Object.freeze({ mode, contrast: "normal" as const })],
    [`${mode}.more`, Object.freeze({ mode, contrast: "more" as const })],
  ]),
);
const standard: Display = Object.freeze({ mode: "standard", contrast: "normal" });

/** Reads the choice out of a `Cookie` header; anything unknown is the standard one, so that nobody can fill the cache with variants. */
export function readDisplay(cookieHeader: string | undefined): Display {
  if (!cookieHeader?.includes(displayCookie)) return standard;
  return choices.get(readCookie(cookieHeader, displayCookie) ?? "") ?? standard;
}

/** The value the cookie keeps for a choice; also the variant in the key of the page cache. */
export function displayName(display: Display): string {
  return display.contrast === "more" ? `${display.mode}.more` : display.mode;
}
