import type { VNode } from "preact";
import { Icon } from "../icons/index.ts";
import type { Hall, HallLink } from "./frame.ts";

/** Where one stands (省 › 市 › 县 › 镇 › 村), what lies below in numbers, and the switch to another hall. */
export function HallBar(props: { hall: Hall }): VNode {
  const { hall } = props;
  return (
    <div class="hallbar">
      <div class="wrap">
        <nav aria-label="当前大厅">
          <ol class="hallpath">
            {hall.within?.map((name) => (
              <li key={name}>{name}</li>
            ))}
            {hall.path.map((step, at) => (
              <li key={step.href}>
                <a href={step.href} aria-current={at === hall.path.length - 1 ? "location" : undefined}>
                  {step.name}
                </a>
              </li>
            ))}
            {hall.below?.map((step) => (
              <li key={step.href} class="below">
                <a href={step.href}>{step.name}</a>
              </li>
            ))}
          </ol>
        </nav>
        {hall.switcher ? <HallSwitcher {...hall.switcher} /> : null}
      </div>
    </div>
  );
}

/** Opens without script; with it, typing narrows long lists (island `hall-filter`). */
export function HallSwitcher(props: {
  words: string;
  groups: readonly { title: string; halls: readonly HallLink[] }[];
  allHref: string;
}): VNode {
  return (
    <details class="switch">
      <summary>
        {props.words}
        <Icon name="chevron-down" />
      </summary>
      <div class="popover">
        <p class="pick-filter" data-island="hall-filter" hidden>
          <label for="hall-filter">输入名称找大厅</label>
          <input class="input" id="hall-filter" type="search" autocomplete="off" />
        </p>
        {props.groups.map((group) => (
          <div key={group.title} class="pick-group">
            <h2>{group.title}</h2>
            <ul class="pick">
              {group.halls.map((hall) => (
                <li key={hall.href}>
                  <a href={hall.href}>{hall.name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p class="small">
          <a href={props.allHref}>全部大厅</a>
        </p>
      </div>
    </details>
  );
}
