import type { VNode } from "preact";
import {
  type Ask,
  type CheckedMaterial,
  correctionGrace,
  correctionLimit,
  requestCorrection,
} from "../../../application/index.ts";
import { summaryOf } from "../../../form/index.ts";
import { CardTable, type Fault, MaterialReview, type ReviewedMaterial } from "../../../ui/index.ts";
import { filesOfMaterial, findingsOf, sourceOf } from "../case/findings.ts";
import { labelOf } from "../case/journal-words.ts";
import { maskAnswers } from "../case/mask-answers.ts";
import { caseHref } from "../paths.ts";
import { type ActScene, type DeskAct, numberOf, ownTask, type Typed, textOf } from "./act.ts";

/** 一次性告知补正: field by field, material by material, each with what to do. */
export const correction: DeskAct = {
  key: "correction",
  label: "一次告知补正",
  title: "一次性告知补正",
  lead: "要补正的一次说全，只能告知这一次；补正后再发现原来就有的问题，要写明当时为什么没有告知。",
  done: "补正告知书已发出，等申请人补正",
  isOffered: (scene) => ownTask(scene, "accept", "examine", "opinion", "decide")?.mayCorrect === true,
  questions: ({ desk }) => [
    ...(desk.view.state.corrections.length > 0
      ? [
          {
            name: "override",
            label: "当时没有告知的原因",
            optional: true,
            kind: "long",
            hint: "已经告知过一次。再要求那时就有的内容才要写，会一直留在办件里",
          } as const,
        ]
      : []),
    {
      name: "days",
      label: "给申请人多少个工作日",
      optional: true,
      kind: "number",
      unit: "个工作日",
      hint: `不填就是 ${correctionLimit.amount} 个工作日；过期可以办结，再过 ${correctionGrace} 个工作日自动办结`,
    },
    { name: "note", label: "给申请人的话", optional: true, kind: "long" },
  ],
  view: (scene, typed, fields) => <Asks scene={scene} typed={typed} fields={fields} />,
  faults: ({ desk }, fields) =>
    Object.entries(fields).flatMap(([name, text]): Fault[] => {
      if (name === "asks") return [{ id: "asks", label: "要补正的内容", text }];
      const [kind, key = ""] = name.split(":");
      if (kind !== "field" && kind !== "material") return [];
      return [{ id: `reason-${name}`, label: labelOf(desk, kind, key), text }];
    }),
  run: (house, officer, place, form) =>
    requestCorrection(house, officer, {
      ...place,
      asks: asksOf(form),
      days: numberOf(form, "days"),
      note: textOf(form, "note"),
      override: textOf(form, "override"),
    }),
};

/** What was marked 要补正, with its reasons. */
function asksOf(form: Typed): Ask[] {
  return Object.keys(form).flatMap((name): Ask[] => {
    const found = /^verdict\.(field|material):(.+)$/.exec(name);
    if (!found || textOf(form, name) !== "correct") return [];
    const [, kind, key = ""] = found;
    const reason = textOf(form, `reason.${kind}:${key}`) ?? "";
    return [{ kind: kind === "field" ? "field" : "material", key, reason }];
  });
}

function Asks(props: { scene: ActScene; typed: Typed; fields: Readonly<Record<string, string>> }): VNode {
  const { scene, typed, fields } = props;
  const { desk } = scene;
  const { checked } = desk;
  return (
    <div class="stack-l" id="asks" tabIndex={-1}>
      {fields.asks ? <p class="error-text">{fields.asks}</p> : null}
      {checked.materials.length > 0 ? (
        <section class="part" aria-labelledby="materials">
          <h2 id="materials">材料</h2>
          <MaterialReview materials={checked.materials.map((one) => reviewed(scene, one, typed, fields))} />
        </section>
      ) : null}
      <FieldReview {...props} />
    </div>
  );
}

function reviewed(
  { desk }: ActScene,
  one: CheckedMaterial,
  typed: Typed,
  fields: Readonly<Record<string, string>>,
): ReviewedMaterial {
  const { key: own, materialName: name } = one.material;
  const key = `material:${own}`;
  const [file] = filesOfMaterial(desk, desk.view, one);
  const error = fields[key];
  const reason = textOf(typed, `reason.${key}`) ?? (one.missing ? `请提交${name}` : undefined);
  return {
    key,
    name,
    href: file?.href ?? `${caseHref(desk.view)}#m-${own}`,
    source: sourceOf(one),
    found: findingsOf(desk, one),
    verdict: verdictOf(typed, key) ?? (one.missing ? "correct" : "fit"),
    ...(reason === undefined ? {} : { reason }),
    ...(error === undefined ? {} : { error }),
  };
}

function verdictOf(typed: Typed, key: string): "fit" | "correct" | undefined {
  const said = textOf(typed, `verdict.${key}`);
  return said === "fit" || said === "correct" ? said : undefined;
}

/** The answers, each with its verdict. */
function FieldReview(props: { scene: ActScene; typed: Typed; fields: Readonly<Record<string, string>> }): VNode {
  const { scene, typed, fields } = props;
  const { form, answers, context } = scene.desk;
  const rows = summaryOf(form, maskAnswers(form, answers), context);
  return (
    <section class="part" aria-labelledby="fields">
      <h2 id="fields">申请表</h2>
      <CardTable
        caption="填写的内容逐项认定"
        captionHidden
        dense
        kind="review"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { head: "填写项", role: "name", cell: ({ label }) => label },
          {
            head: "填的内容",
            cell: ({ lines }) => (lines.length === 0 ? <span class="quiet">没有填</span> : lines.join("；")),
          },
          {
            head: "认定",
            cell: ({ key, label }) => <Verdict id={`field:${key}`} label={label} typed={typed} fields={fields} />,
          },
        ]}
      />
    </section>
  );
}

function Verdict(props: { id: string; label: string; typed: Typed; fields: Readonly<Record<string, string>> }): VNode {
  const { id, label, typed } = props;
  const error = props.fields[id];
  const chosen = verdictOf(typed, id) ?? "fit";
  return (
    <div class="verdict-fields">
      <fieldset>
        <legend class="sr">{label}</legend>
        {(["fit", "correct"] as const).map((value) => (
          <span class="choice-s" key={value}>
            <input type="radio" id={`${value}-${id}`} name={`verdict.${id}`} value={value} checked={chosen === value} />
            <label for={`${value}-${id}`}>{value === "fit" ? "合格" : "要补正"}</label>
          </span>
        ))}
      </fieldset>
      <div class="reason">
        <label for={`reason-${id}`}>
          请申请人怎么改<span class="sr">：{label}</span>
        </label>
        {error ? (
          <p class="error-text" id={`reason-${id}-error`}>
            {error}
          </p>
        ) : null}
        <textarea
          class="input"
          id={`reason-${id}`}
          name={`reason.${id}`}
          rows={2}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? `reason-${id}-error` : undefined}
          value={textOf(typed, `reason.${id}`) ?? ""}
        />
      </div>
    </div>
  );
}
