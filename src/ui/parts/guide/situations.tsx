import type { VNode } from "preact";
import { Button } from "../button/index.ts";
import { type Choice, Option } from "../field/index.ts";

/** How many situations the stylesheet can follow without a request; a guide with more works by its button. */
export const situationsFollowed = 8;

export interface SituationsProps {
  /** Address of the guide; ticking and 更新清单 is a GET, so a situation has an address. */
  action: string;
  situations: readonly Choice[];
  chosen: readonly string[];
  /** Hidden fields: what else the address of the guide holds, e.g. the hall in which it is read. */
  keep?: Readonly<Record<string, string>> | undefined;
}

/** Asks 您是哪种情况 and narrows the list of materials: at once by CSS (`:has`), and the same by GET. */
export function Situations(props: SituationsProps): VNode {
  return (
    <form class="panel noprint" action={props.action}>
      {Object.entries(props.keep ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <fieldset>
        <legend class="label">您是哪种情况？</legend>
        <p class="hint">勾选后，清单只列您需要的。都不符合就不用勾。</p>
        <div class="situations">
          {props.situations.map((situation, at) => (
            <Option
              key={situation.value}
              id={`when-${at + 1}`}
              name="when"
              type="checkbox"
              choice={situation}
              checked={props.chosen.includes(situation.value)}
            />
          ))}
        </div>
      </fieldset>
      <Button kind="line" size="small">
        更新清单
      </Button>
    </form>
  );
}
