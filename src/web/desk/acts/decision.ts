import { decide, giveOpinion, returnTask } from "../../../application/index.ts";
import { type Facts, type FactValue, fieldsOf } from "../../../form/index.ts";
import type { FlowFact } from "../../../process/index.ts";
import { remedies } from "./acceptance.ts";
import {
  type ActQuestion,
  type ActScene,
  choose,
  type DeskAct,
  missing,
  ownTask,
  type Typed,
  textOf,
  tokenOf,
} from "./act.ts";
import { checkedIn } from "./checks.tsx";

/** 审查意见、协办意见. */
export const opinion: DeskAct = {
  key: "opinion",
  label: "提交意见",
  title: "审查意见",
  done: "意见已提交",
  checks: true,
  isOffered: (scene) => (ownTask(scene, "examine", "opinion")?.offers.length ?? 0) > 0,
  questions: (scene) => [
    ...flowQuestions(scene),
    {
      name: "opinion",
      label: "结论",
      kind: "choice",
      choices: [
        { value: "agree", label: "同意", hint: "符合条件，转下一环节" },
        ...(ownTask(scene, "examine", "opinion")?.offers.includes("disagree")
          ? [{ value: "disagree", label: "不同意", hint: "须写明理由" }]
          : []),
      ],
    },
    { name: "text", label: "意见", optional: true, kind: "long", hint: "经办同事看，申请人看不到；不同意的必填" },
  ],
  run: (house, officer, place, form) => {
    const said = textOf(form, "opinion");
    return giveOpinion(house, officer, {
      ...place,
      token: tokenOf(place),
      opinion: choose(said, "opinion", ["agree", "disagree"]),
      text: textOf(form, "text"),
      facts: factsSaid(form),
      checked: checkedIn(form),
    });
  },
};

/** 决定. */
export const decision: DeskAct = {
  key: "decide",
  label: "作出决定",
  title: "作出决定",
  done: "决定已作出，决定书正在生成",
  checks: true,
  isOffered: (scene) => (ownTask(scene, "decide")?.offers.length ?? 0) > 0,
  questions: (scene) => [
    ...flowQuestions(scene),
    {
      name: "decision",
      label: "决定",
      kind: "choice",
      choices: [
        { value: "approve", label: "准予" },
        { value: "refuse", label: "不予许可", hint: "须写明理由，并告知救济途径" },
      ],
    },
    { name: "opinion", label: "内部意见", optional: true, kind: "long", hint: "申请人看不到" },
    { name: "reason", label: "理由", optional: true, kind: "long", hint: "申请人会看到；不予许可的必填" },
    remedies(scene.desk.view.version.document.review?.dept),
  ],
  run: (house, officer, place, form) =>
    decide(house, officer, {
      ...place,
      token: tokenOf(place),
      approve: choose(textOf(form, "decision"), "decision", ["approve", "refuse"]) === "approve",
      opinion: textOf(form, "opinion"),
      reason: textOf(form, "reason"),
      remedies: textOf(form, "remedies"),
      facts: factsSaid(form),
      checked: checkedIn(form),
    }),
};

/** 退回. */
export const returning: DeskAct = {
  key: "return",
  label: "退回",
  title: "退回前面的环节",
  lead: "退回后由前面的环节重办；联办中退回的，各协办部门重新征求意见。",
  done: "已退回",
  isOffered: (scene) =>
    ownTask(scene, "examine", "opinion", "decide", "issue", "deliver")?.offers.includes("return") === true,
  questions: ({ desk }) => [
    {
      name: "to",
      label: "退到哪里",
      kind: "choice",
      choices: (desk.task?.returnTo ?? []).map(({ node, name }) => ({ value: node, label: name })),
      value: desk.task?.returnTo.length === 1 ? desk.task.returnTo[0]?.node : undefined,
    },
    { name: "reason", label: "理由", kind: "long" },
  ],
  run: (house, officer, place, form) => {
    const to = textOf(form, "to");
    if (!to) throw missing("to", "请选择退到哪个环节");
    return returnTask(house, officer, { ...place, token: tokenOf(place), to, reason: textOf(form, "reason") ?? "" });
  },
};

/** What the flow's choices ask and the applicant's answers do not say. */
function flowQuestions({ desk }: ActScene): ActQuestion[] {
  const answered = new Set(fieldsOf(desk.form).map(({ key }) => key));
  const asked = (desk.view.version.document.flow?.facts ?? []).filter(({ key }) => !answered.has(key));
  return asked.map((fact): ActQuestion => {
    const about = { name: `fact.${fact.kind}.${fact.key}`, label: fact.name, optional: true };
    if (fact.kind === "number") return { ...about, kind: "number" };
    if (fact.kind === "yesNo") return { ...about, kind: "choice", choices: yesNo };
    if (!fact.values) return { ...about, kind: "text" };
    return { ...about, kind: "choice", choices: fact.values.map((value) => ({ value, label: value })) };
  });
}

const yesNo = [
  { value: "true", label: "是" },
  { value: "false", label: "否" },
];

/** The act refuses what the flow did not ask. */
function factsSaid(form: Typed): Facts {
  const facts: Record<string, FactValue> = {};
  for (const name of Object.keys(form)) {
    const [mark, kind, key] = name.split(".");
    const text = textOf(form, name)?.trim();
    if (mark !== "fact" || key === undefined || !text) continue;
    facts[key] = readFact(kind as FlowFact["kind"], text, name);
  }
  return facts;
}

function readFact(kind: FlowFact["kind"], text: string, name: string): FactValue {
  if (kind === "yesNo") return text === "true";
  if (kind !== "number") return text;
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw missing(name, "只填数字");
}
