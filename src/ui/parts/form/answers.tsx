import type { VNode } from "preact";

/** One line of 核对: what was asked, what was answered, the way back to change it. */
export interface Answer {
  label: string;
  value: string;
  changeHref: string;
}

/** All answers before submitting (核对并提交). */
export function Answers(props: { answers: readonly Answer[] }): VNode {
  return (
    <dl class="facts">
      {props.answers.map((answer) => (
        <div key={answer.label}>
          <dt>{answer.label}</dt>
          <dd>
            {answer.value}{" "}
            <a href={answer.changeHref}>
              修改<span class="sr">：{answer.label}</span>
            </a>
          </dd>
        </div>
      ))}
    </dl>
  );
}
