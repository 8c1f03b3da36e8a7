import type { VNode } from "preact";
import { correct, correctionEnd, expireCorrection, mayRule } from "../../../application/index.ts";
import { isOverdue } from "../../../kernel/calendar/index.ts";
import { Field } from "../../../ui/index.ts";
import { labelOf } from "../case/journal-words.ts";
import { type ActScene, type DeskAct, missing, type Typed } from "./act.ts";

/** 代收补正: the applicant stands at the counter with the papers he was asked for. */
export const takeCorrection: DeskAct = {
  key: "take-correction",
  label: "代收补正",
  title: "代收纸质补正",
  lead: "申请人把要补的材料带来了：当面核对，收到的打勾，要补的一次交齐。",
  done: "补正已收到，请接着审查",
  isOffered: (scene) => isAtCounter(scene) && isOnlyPapers(scene),
  questions: () => [],
  view: (scene, typed, fields) => <Papers scene={scene} typed={typed} error={fields.papers} />,
  faults: (_, { papers }) => (papers === undefined ? [] : [{ id: "papers", label: "收到的材料", text: papers }]),
  run: (house, officer, { token: _, ...place }, form) => {
    const keys = papersIn(form);
    if (keys.length === 0) throw missing("papers", "勾选收到的材料");
    const materials = keys.map((key) => ({ key, files: [], way: "paper" as const }));
    return correct(house, officer, { ...place, materials });
  },
};

/** 补正不来办结. */
export const expire: DeskAct = {
  key: "expire",
  label: "逾期未补正，办结",
  title: "逾期没有补正，办结",
  lead: "过了补正期限申请人没有补正的，可以办结；不办结的，他交来还可以收。",
  done: "已办结：逾期没有补正",
  stops: true,
  isOffered: (scene) => {
    const notice = scene.desk.view.state.corrections.at(-1);
    if (!isAtCounter(scene) || !notice) return false;
    const { calendar, clock } = scene.house;
    return isOverdue(correctionEnd(notice, calendar).by.on, clock.now());
  },
  questions: () => [],
  run: (house, officer, { token: _, ...place }) => expireCorrection(house, officer, place),
};

function isAtCounter({ desk, officer }: ActScene): boolean {
  const { hall, state } = desk.view;
  return state.flow.hold?.kind === "correction" && mayRule(officer, hall, state, ["window-officer"]);
}

/** Answers that have to be put right are typed by the applicant; here only papers change hands. */
function isOnlyPapers({ desk }: ActScene): boolean {
  const asked = desk.view.state.corrections.at(-1)?.asked ?? [];
  return asked.length > 0 && asked.every((name) => name.startsWith("material:"));
}

function askedPapers({ desk }: ActScene): string[] {
  const asked = desk.view.state.corrections.at(-1)?.asked ?? [];
  return asked.flatMap((name) => (name.startsWith("material:") ? [name.slice("material:".length)] : []));
}

function papersIn({ papers }: Typed): readonly string[] {
  return papers === undefined ? [] : typeof papers === "string" ? [papers] : papers;
}

function Papers(props: { scene: ActScene; typed: Typed; error: string | undefined }): VNode {
  const { scene, typed, error } = props;
  return (
    <Field
      id="papers"
      name="papers"
      label="收到的材料"
      error={error}
      control={{
        kind: "any-of",
        choices: askedPapers(scene).map((key) => ({ value: key, label: labelOf(scene.desk, "material", key) })),
        values: papersIn(typed),
      }}
    />
  );
}
