import type { House } from "../kernel/house/index.ts";
import { type Assets, withMadeAssets } from "../kernel/http/index.ts";
import type { Halls } from "../region/index.ts";
import { hallThemeCss, themedHalls } from "../ui/index.ts";
import { lastHalls } from "./halls-at-hand.ts";

const file = "hall-themes.css";
/** Sheets of former states that pages kept in caches still name. */
const remembered = 4;

/**
 * The files of the build and the sheet of hall themes, which follows the halls: a hall opened now has its hue on its first page.
 * Another process knows the new sheet's name once it has read the halls, at most two seconds later.
 */
export function withHallThemes(house: Pick<House, "db">, built: Assets): Assets {
  let halls: Halls | undefined;
  let sheets = [withMadeAssets(built, { [file]: themesCss(undefined) })];
  const current = (): Assets => {
    const last = lastHalls(house);
    if (last !== halls) {
      halls = last;
      sheets = [withMadeAssets(built, { [file]: themesCss(last) }), ...sheets].slice(0, remembered);
    }
    return sheets[0] ?? built;
  };
  return {
    url: (name) => (name === file ? current().url(name) : built.url(name)),
    has: (name) => name === file || built.has(name),
    find(hashed) {
      current();
      return sheets.map((one) => one.find(hashed)).find((found) => found !== undefined);
    },
  };
}

/** The hues of the halls; those of the gallery's examples stand where the register does not have the hall. */
export function themesCss(halls: Halls | undefined): string {
  const real = halls?.all.filter(({ state }) => state === "open") ?? [];
  const codes = new Set<string>(real.map(({ code }) => code));
  return hallThemeCss([...real, ...themedHalls.filter(({ code }) => !codes.has(code))]);
}
