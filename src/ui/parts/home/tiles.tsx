import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

export interface Tile {
  href: string;
  icon: IconName;
  name: string;
}

/** Themes (主题). On phones only the first ones stand here, 全部事项 always does. */
export function Tiles(props: { tiles: readonly Tile[]; allHref: string }): VNode {
  return (
    <ul class="tiles">
      {props.tiles.map((tile) => (
        <li key={tile.name}>
          <a href={tile.href}>
            <Icon name={tile.icon} />
            <span>{tile.name}</span>
          </a>
        </li>
      ))}
      <li class="all-item">
        <a class="all" href={props.allHref}>
          <Icon name="layout-grid" />
          <span>全部事项</span>
        </a>
      </li>
    </ul>
  );
}
