import type { VNode } from "preact";
import { Button, ButtonLink, Icon, Option } from "../../ui/index.ts";

/** One question of the filters; of its choices one counts at a time. */
export interface FilterGroup {
  name: string;
  title: string;
  chosen: string | undefined;
  choices: readonly { value: string; label: string; count: number }[];
}

/** Filters at the left; on phones folded, with the number of those set. A GET form of radio buttons. */
export function FilterBox(props: {
  clearHref: string;
  keep: Readonly<Record<string, string>>;
  groups: readonly FilterGroup[];
}): VNode {
  const set = props.groups.filter(({ chosen }) => chosen !== undefined).length;
  return (
    <details class="filter-box">
      <summary>
        <Icon name="funnel" />
        筛选{set > 0 ? `（已选 ${set} 项）` : ""}
        <Icon name="chevron-down" />
      </summary>
      <form class="filters" action="/search" aria-label="筛选">
        {Object.entries(props.keep).map(([name, value]) =>
          value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        {props.groups.map((group) => (
          <fieldset key={group.name}>
            <legend>{group.title}</legend>
            <div class="options">
              <Option
                id={`filter-${group.name}-0`}
                name={group.name}
                type="radio"
                choice={{ value: "", label: "不限" }}
                checked={group.chosen === undefined}
              />
              {group.choices.map(({ value, label, count }, at) => (
                <Option
                  key={value}
                  id={`filter-${group.name}-${at + 1}`}
                  name={group.name}
                  type="radio"
                  choice={{ value, label }}
                  checked={value === group.chosen}
                  count={count}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <p class="row">
          <Button kind="line" size="small">
            筛选
          </Button>
          <ButtonLink kind="plain" size="small" href={props.clearHref}>
            清除
          </ButtonLink>
        </p>
      </form>
    </details>
  );
}
