import type { VNode } from "preact";
import { Button, type Control, type Fault, Field } from "../../../ui/index.ts";
import { actHref } from "../paths.ts";
import { type ActQuestion, type ActScene, type DeskAct, type Typed, textOf } from "./act.ts";
import { ChecksBeside, ChecksField } from "./checks.tsx";

export interface ActFormProps {
  scene: ActScene;
  act: DeskAct;
  csrf: string;
  /** What was typed, and what to mend. */
  typed?: Typed;
  fields?: Readonly<Record<string, string>>;
  /** Heading level of its title; 0 where the page's own title says it. */
  level?: 0 | 2;
  /** The checklist stands beside the form, at the materials. */
  checksBeside?: boolean;
}

/** The id of an act's form: ticks that stand elsewhere on the page belong to it. */
export function formIdOf({ key }: DeskAct): string {
  return `form-${key}`;
}

/** The form of an act: what it asks, what was seen of the case, the button. */
export function ActForm(props: ActFormProps): VNode {
  const { scene, act, csrf, typed = {}, fields = {}, level = 2 } = props;
  const { view, task } = scene.desk;
  const id = `act-${act.key}`;
  return (
    <form
      id={formIdOf(act)}
      class={act.view ? "stack-l" : "decide"}
      method="post"
      action={actHref(view, act.key)}
      noValidate
      {...(level === 2 ? { "aria-labelledby": id } : { "aria-label": act.title })}
    >
      <input type="hidden" name="_csrf" value={csrf} />
      <Seen scene={scene} />
      {level === 2 ? <h2 id={id}>{titleOf(act, task?.name)}</h2> : null}
      {act.checks && props.checksBeside ? <ChecksBeside desk={scene.desk} /> : null}
      {act.checks && !props.checksBeside ? (
        <ChecksField desk={scene.desk} typed={typed} error={fields.checked} />
      ) : null}
      {act.view?.(scene, typed, fields)}
      {act.questions(scene).map((question) => (
        <Field
          key={question.name}
          id={idOf(question.name)}
          name={question.name}
          label={question.label}
          hint={question.hint}
          optional={question.optional}
          error={fields[question.name]}
          control={controlOf(question, textOf(typed, question.name))}
        />
      ))}
      <div class="field acts">
        <Button wide={!act.view} {...(act.stops ? { kind: "stop" as const } : {})}>
          {act.label}
        </Button>
      </div>
      <p class="small quiet">提交后写入办理经过，不能修改，只能追加。</p>
    </form>
  );
}

/** 受理; 现场核查：审查意见; 决定：作出决定 would say it twice. */
function titleOf({ key, title }: DeskAct, task: string | undefined): string {
  return task === undefined || key === "resume" || title.includes(task) ? title : `${task}：${title}`;
}

/** What was seen of the case when the page was made: an act on an older state is refused. */
export function Seen({ scene }: { scene: ActScene }): VNode {
  const { view, task } = scene.desk;
  return (
    <>
      <input type="hidden" name="seen" value={view.seen} />
      <input type="hidden" name="at" value={view.revision} />
      {task ? <input type="hidden" name="token" value={task.token} /> : null}
    </>
  );
}

/** An act without questions: one press. */
export function AtOnce(props: { scene: ActScene; act: DeskAct; csrf: string; kind?: "main" | "line" }): VNode {
  const { scene, act, csrf } = props;
  return (
    <form method="post" action={actHref(scene.desk.view, act.key)}>
      <input type="hidden" name="_csrf" value={csrf} />
      <Seen scene={scene} />
      <Button kind={props.kind ?? "line"} size="small">
        {act.label}
      </Button>
    </form>
  );
}

/** What is wrong, each at its question. */
export function faultsOf(scene: ActScene, act: DeskAct, fields: Readonly<Record<string, string>>): Fault[] {
  const own = act.questions(scene).flatMap(({ name, label }) => {
    const text = fields[name];
    return text === undefined ? [] : [{ id: idOf(name), label, text }];
  });
  const checks = fields.checked === undefined ? [] : [{ id: "a-checked", label: "审查要点", text: fields.checked }];
  return [...checks, ...(act.faults?.(scene, fields) ?? []), ...own];
}

function idOf(name: string): string {
  return `a-${name.replaceAll(".", "-")}`;
}

function controlOf(question: ActQuestion, typed: string | undefined): Control {
  const value = typed ?? question.value;
  const choices = question.choices ?? [];
  switch (question.kind) {
    case "long":
      return { kind: "long-text", value, rows: 3 };
    case "text":
      return { kind: "text", value, width: "full" };
    case "number":
      return {
        kind: "text",
        inputmode: "numeric",
        width: "s",
        value,
        ...(question.unit === undefined ? {} : { unit: question.unit }),
      };
    case "choice":
      return { kind: "one-of", choices, value };
    case "choose":
      return { kind: "select", choices, value, width: "full" };
  }
}
