import type { VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { dayWord, LimitRuler, type ShownLimit } from "../time/index.ts";

/** The head of a case on the desk: whose, where it stands, who holds it since when, and both limits. */
export function CaseBar(props: {
  item: string;
  applicant: string;
  /** 11月13日受理, 11月9日收件 */
  begun: { on: Day; word: string };
  node: string;
  /** Absent: it has ended. */
  holder?: string | undefined;
  heldSince?: Day;
  limits: readonly ShownLimit[];
  level?: 1 | 4;
}): VNode {
  const Title = `h${props.level ?? 1}` as const;
  return (
    <div class="casebar">
      <div>
        <Title>{props.item}</Title>
        <p class="quiet small">
          {props.applicant} · {dayWord(props.begun.on)}
          {props.begun.word} · 环节 <b>{props.node}</b>
          {props.holder && ` · 在${props.holder}手里`}
          {props.holder && props.heldSince && `，${dayWord(props.heldSince)}起`}
        </p>
      </div>
      {props.limits.map((limit) => (
        <LimitRuler key={limit.name ?? limit.kind} limit={limit} />
      ))}
    </div>
  );
}
