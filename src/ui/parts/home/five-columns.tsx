import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

export interface ColumnCard {
  href: string;
  icon: IconName;
  name: string;
  says: string;
  links: readonly { title: string; href: string }[];
}

/** The five columns (五个栏目), each with what one does there. */
export function FiveColumns(props: { columns: readonly ColumnCard[] }): VNode {
  return (
    <div class="five">
      {props.columns.map((column) => (
        <div key={column.name}>
          <h3>
            <a href={column.href}>
              <Icon name={column.icon} />
              {column.name}
            </a>
          </h3>
          <p class="small quiet">{column.says}</p>
          <ul class="small">
            {column.links.map((link) => (
              <li key={link.title}>
                <a href={link.href}>{link.title}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
