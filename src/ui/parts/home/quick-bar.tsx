import type { VNode } from "preact";
import { Icon, type IconName } from "../../icons/index.ts";
import { SearchBox } from "../search/index.ts";

export interface QuickDoor {
  href: string;
  icon: IconName;
  title: string;
  note: string;
}

/** Under the question: the progress of a case, and three doors. */
export function QuickBar(props: { progressAction: string; doors: readonly [QuickDoor, QuickDoor, QuickDoor] }): VNode {
  return (
    <section class="quick" aria-label="常用">
      <div class="wrap">
        <SearchBox
          id="progress-number"
          name="number"
          label="查办件进度"
          labelShown
          action={props.progressAction}
          placeholder="回执上的 28 位编号"
          button="查询"
          buttonLook="words"
          landmark={false}
        />
        {props.doors.map((door) => (
          <a key={door.href} class="quick-link" href={door.href}>
            <Icon name={door.icon} />
            <span>
              <b>{door.title}</b>
              <span>{door.note}</span>
            </span>
          </a>
        ))}
      </div>
    </section>
  );
}
