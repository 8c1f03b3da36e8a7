import type { VNode } from "preact";

/** A step of a service, in the order of the law. Without `at` the steps are described, not walked (the guide). */
export interface Step {
  name: string;
  note: string;
  at?: "done" | "now" | "todo";
}

const said = { done: "，已完成", now: "，正在办", todo: "，还没到" } as const;

/** Steps of a service, numbered because their order is law. */
export function Steps(props: { steps: readonly Step[]; level?: 3 | 4 }): VNode {
  const Heading = props.level === 4 ? "h4" : "h3";
  return (
    <ol class="steps">
      {props.steps.map((step) => (
        <li key={step.name} class={step.at === "now" || step.at === "todo" ? step.at : undefined}>
          <Heading>
            {step.name}
            {step.at ? <span class="sr">{said[step.at]}</span> : null}
          </Heading>
          <p>{step.note}</p>
        </li>
      ))}
    </ol>
  );
}
