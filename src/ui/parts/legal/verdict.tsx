import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import { fullDayWord, instantWords } from "../time/index.ts";
import { type LicenceState, stateWords } from "./licence-state.ts";

/** The answer of a check as the page's headline, with the second it was given. */
export function Verdict(props: { state: LicenceState; at: Date; level?: 1 | 4 }): VNode {
  const words = stateWords[props.state];
  const Title = `h${props.level ?? 1}` as const;
  const { day, time, datetime } = instantWords(props.at);
  const [first, ...rest] = words.verdict.split(/(?<=，)/);
  return (
    <div class="verdict-head">
      <div class={words.good ? "verdict" : "verdict is-bad"}>
        <Icon name={words.icon} />
        <Title>
          <span class="phrase">{first}</span>
          {rest.length > 0 && <span class="phrase">{rest.join("")}</span>}
        </Title>
      </div>
      <p class="lead">
        查验时间 <time dateTime={datetime}>{`${fullDayWord(day)} ${time}`}</time>
        （北京时间）。截图不算数，请以扫码当时的结果为准。
      </p>
    </div>
  );
}

/** One thing that was checked: passed, failed, or could not be asked. */
export interface LicenceCheck {
  what: string;
  result: "passed" | "failed" | "unanswered";
  says: string;
}

const RESULTS = {
  passed: { icon: "check", word: "通过" },
  failed: { icon: "x", word: "没有通过" },
  unanswered: { icon: "clock", word: "暂时查不到" },
} as const;

/** What was checked, one line each: 签名、时间、状态、目录、当前版本. */
export function LicenceChecks(props: { checks: readonly LicenceCheck[] }): VNode {
  return (
    <dl class="checks">
      {props.checks.map((check) => (
        <div key={check.what} class={check.result === "passed" ? undefined : `is-${check.result}`}>
          <dt>
            <Icon name={RESULTS[check.result].icon} />
            {check.what}
            <span class="sr">：{RESULTS[check.result].word}</span>
          </dt>
          <dd>{check.says}</dd>
        </div>
      ))}
    </dl>
  );
}
