import type { Wish } from "./examples/halls.ts";
import { themedHalls } from "./examples/halls.ts";
import { type PageName, pageNames } from "./page-names.ts";

/** What the address of the gallery can ask for; anything else is ignored. */
export interface GalleryQuery {
  mode?: string | undefined;
  contrast?: string | undefined;
  theme?: string | undefined;
  page?: string | undefined;
}

const modes = ["standard", "elder", "kiosk", "console"] as const;

/** Reads the wish of an address; unknown words fall back to the standard look. */
export function readWish(query: GalleryQuery): Wish & { page: PageName | undefined } {
  return {
    mode: modes.find((mode) => mode === query.mode) ?? "standard",
    contrast: query.contrast === "more" ? "more" : "normal",
    theme: themedHalls.find((hall) => hall.code === query.theme)?.code,
    page: pageNames.find((name) => name === query.page),
  };
}

/** Address of the gallery for a wish; the standard look is left out of it. */
export function galleryHref(wish: GalleryQuery): string {
  const query = new URLSearchParams();
  if (wish.mode && wish.mode !== "standard") query.set("mode", wish.mode);
  if (wish.contrast === "more") query.set("contrast", "more");
  if (wish.theme) query.set("theme", wish.theme);
  if (wish.page) query.set("page", wish.page);
  const text = query.toString();
  return text === "" ? "/ui" : `/ui?${text}`;
}
