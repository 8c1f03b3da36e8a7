import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import { Button, ButtonLink } from "../button/index.ts";
import { Option } from "../field/index.ts";

/** One question of the filters; counts say what each choice leaves. */
export interface FilterGroup {
  name: string;
  title: string;
  choices: readonly { value: string; label: string; count: number; chosen?: boolean }[];
}

export interface FiltersProps {
  action: string;
  clearHref: string;
  groups: readonly FilterGroup[];
  /** What the address must keep, e.g. the words searched for. */
  keep?: readonly { name: string; value: string }[];
}

/** Filters at the left; folded on phones with the number of those set. A GET form. */
export function Filters(props: FiltersProps): VNode {
  const set = props.groups.flatMap((group) => group.choices).filter((choice) => choice.chosen).length;
  return (
    <details class="filter-box">
      <summary>
        <Icon name="funnel" />
        筛选{set > 0 ? `（已选 ${set} 项）` : ""}
        <Icon name="chevron-down" />
      </summary>
      <form class="filters" action={props.action} aria-label="筛选">
        {props.keep?.map((kept) => (
          <input key={kept.name} type="hidden" name={kept.name} value={kept.value} />
        ))}
        {props.groups.map((group) => (
          <fieldset key={group.name}>
            <legend>{group.title}</legend>
            <div class="options">
              {group.choices.map((choice, at) => (
                <Option
                  key={choice.value}
                  id={`filter-${group.name}-${at + 1}`}
                  name={group.name}
                  type="checkbox"
                  choice={choice}
                  checked={choice.chosen === true}
                  count={choice.count}
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
