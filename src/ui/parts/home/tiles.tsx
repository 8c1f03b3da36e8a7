import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

export interface Tile {
  /** Left out while nothing stands behind the theme: then it is only read. */
  href?: string | undefined;
  icon: IconName;
  name: string;
  /** How many items stand behind it. */
  count?: number;
}

/** Themes (主题). On phones only the first ones stand here, 全部事项 always does; without such a page all of them stand. */
export function Tiles(props: { tiles: readonly Tile[]; allHref?: string | undefined }): VNode {
  const { allHref } = props;
  return (
    <ul class={allHref === undefined ? "tiles tiles-whole" : "tiles"}>
      {props.tiles.map((tile) => (
        <li key={tile.name}>
          <TileFace tile={tile} />
        </li>
      ))}
      {allHref === undefined ? null : (
        <li class="all-item">
          <a class="all" href={allHref}>
            <Icon name="layout-grid" />
            <span>全部事项</span>
          </a>
        </li>
      )}
    </ul>
  );
}

function TileFace(props: { tile: Tile }): VNode {
  const { href, icon, name, count } = props.tile;
  const face = (
    <>
      <Icon name={icon} />
      <span>
        {name}
        {count === undefined ? null : <small class="quiet"> {count}</small>}
      </span>
    </>
  );
  return href === undefined ? <p>{face}</p> : <a href={href}>{face}</a>;
}
