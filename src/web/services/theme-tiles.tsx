import type { VNode } from "preact";
import type { Entry } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { Tiles } from "../../ui/index.ts";
import { themeIcons } from "../theme-icons.ts";
import { themesOf } from "./themes.ts";

/**
 * The themes of an entry as tiles. All of them stand on phones too: a theme behind a “more” would be one click further.
 *
 * @param props.href absent: the tiles are only read. @param props.counts by code; said beside the names.
 */
export function ThemeTiles(props: {
  house: Pick<House, "codes">;
  entry: Entry;
  href: ((path: string) => string) | undefined;
  counts?: ReadonlyMap<string, number>;
}): VNode {
  const { house, entry, href, counts } = props;
  return (
    <Tiles
      tiles={themesOf(house, entry).map(({ code, key, name }) => ({
        name,
        icon: themeIcons[key] ?? "ellipsis",
        href: href?.(`/themes/${key}`),
        ...(counts ? { count: counts.get(code) ?? 0 } : {}),
      }))}
    />
  );
}
