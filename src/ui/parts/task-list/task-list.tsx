import type { VNode } from "preact";
import { Tag, type TagTone } from "../tag/index.ts";

/** Where a step of a form stands. `missing` says what (还缺 1 项). */
export type TaskState =
  | { kind: "done" }
  | { kind: "todo" }
  | { kind: "missing"; words: string }
  | { kind: "faulty" }
  | { kind: "blocked" };

export interface Task {
  title: string;
  hint?: string;
  href: string;
  state: TaskState;
}

/** The steps of an application: the whole row can be clicked, the state stands at the right. A blocked step is no link. */
export function TaskList(props: { tasks: readonly Task[] }): VNode {
  return (
    <ol class="task-list">
      {props.tasks.map((task) => (
        <li key={task.title}>
          {task.state.kind === "blocked" ? (
            <span class="blocked">{task.title}</span>
          ) : (
            <a href={task.href}>{task.title}</a>
          )}
          {task.hint ? <p class="hint">{task.hint}</p> : null}
          <StateTag state={task.state} />
        </li>
      ))}
    </ol>
  );
}

function StateTag(props: { state: TaskState }): VNode {
  const [words, tone] = wordsOf(props.state);
  return <Tag tone={tone}>{words}</Tag>;
}

function wordsOf(state: TaskState): [string, TagTone] {
  switch (state.kind) {
    case "done":
      return ["已完成", "brand"];
    case "todo":
      return ["还没填", "plain"];
    case "missing":
      return [state.words, "plain"];
    case "faulty":
      return ["要修改", "stop"];
    case "blocked":
      return ["还不能开始", "off"];
  }
}
