import type { VNode } from "preact";
import { type Checkpoint, checklistOf } from "../../../application/index.ts";
import { Field } from "../../../ui/index.ts";
import type { DeskCase } from "../case/load.ts";
import type { Typed } from "./act.ts";

/** The officer's checklist (审查要点) of a case, and what is ticked of it: as typed, else as the last officer left it. */
export function ticksOf(desk: Pick<DeskCase, "view">, typed: Typed = {}) {
  const points = checklistOf(desk.view.version.document);
  return { points, ticked: new Set(checkedIn(typed) ?? desk.view.state.checked) };
}

/** What was ticked in a form; undefined when it did not show the list. */
export function checkedIn({ checklist, checked }: Typed): readonly string[] | undefined {
  if (checklist === undefined) return undefined;
  return checked === undefined ? [] : typeof checked === "string" ? [checked] : checked;
}

/** The list inside a form that stands alone. */
export function ChecksField(props: { desk: DeskCase; typed: Typed; error: string | undefined }): VNode | null {
  const { points, ticked } = ticksOf(props.desk, props.typed);
  if (points.length === 0) return null;
  return (
    <>
      <input type="hidden" name="checklist" value="shown" />
      <Field
        id="a-checked"
        name="checked"
        label="审查要点"
        hint="核对过的打勾，写入办理经过，下一环节看得到"
        error={props.error}
        control={{
          kind: "any-of",
          choices: points.map(({ key, point, material }) => ({
            value: key,
            label: point,
            ...(material === undefined ? {} : { hint: material }),
          })),
          values: [...ticked],
        }}
      />
    </>
  );
}

/** Said in the form of an act whose list stands beside it, at the materials. */
export function ChecksBeside({ desk }: { desk: DeskCase }): VNode | null {
  const { points, ticked } = ticksOf(desk);
  if (points.length === 0) return null;
  const done = points.filter(({ key }) => ticked.has(key)).length;
  return (
    <>
      <input type="hidden" name="checklist" value="shown" />
      <p class="small">
        <a href="#materials">审查要点 {points.length} 项</a>在材料旁边逐项打勾
        {done > 0 ? `，上一环节核对了 ${done} 项` : ""}，一起写入办理经过。
      </p>
    </>
  );
}

/** Points beside what they are about. @param form the form they are sent with; absent: only read. */
export function Points(props: {
  points: readonly Checkpoint[];
  ticked: ReadonlySet<string>;
  form: string | undefined;
}): VNode {
  const { points, ticked, form } = props;
  if (points.length === 0) return <span class="quiet">没有写</span>;
  return (
    <ul class={form ? undefined : "bullets"}>
      {points.map(({ key, point }) => (
        <li key={key}>
          {form ? (
            <label class="choice-s">
              <input type="checkbox" name="checked" value={key} form={form} checked={ticked.has(key)} />
              <span>{point}</span>
            </label>
          ) : (
            <>
              {point}
              {ticked.has(key) ? <b>（已核对）</b> : null}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
