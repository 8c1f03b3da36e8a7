import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";

/** A key on a self-service terminal, as large as a hand in a glove. */
export interface KioskKey {
  href: string;
  icon: IconName;
  name: string;
  says?: string;
}

/** One main key across, the others two by two. */
export function KioskKeys(props: { main: KioskKey; keys: readonly KioskKey[] }): VNode {
  return (
    <div class="kiosk-grid">
      <Key {...props.main} main />
      {props.keys.map((key) => (
        <Key key={key.name} {...key} />
      ))}
    </div>
  );
}

function Key(props: KioskKey & { main?: boolean }): VNode {
  return (
    <a class={props.main ? "kiosk-key kiosk-key-main" : "kiosk-key"} href={props.href}>
      <Icon name={props.icon} />
      <span>
        <b>{props.name}</b>
        {props.says && <span>{props.says}</span>}
      </span>
    </a>
  );
}

/** The errands people come for most, three in a row. */
export function KioskTopics(props: { topics: readonly KioskKey[] }): VNode {
  return (
    <div class="kiosk-topics">
      {props.topics.map((topic) => (
        <a href={topic.href} key={topic.name}>
          <Icon name={topic.icon} />
          {topic.name}
        </a>
      ))}
    </div>
  );
}
