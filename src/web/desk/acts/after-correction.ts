import { correctionEnd, expireCorrection, mayRule, mayWriteFor } from "../../../application/index.ts";
import { isOverdue } from "../../../kernel/calendar/index.ts";
import type { ActScene, DeskAct } from "./act.ts";

/** 代收补正: the applicant stands at the counter with what he was asked for. Its page is a room of the counter. */
export const takeCorrection: Pick<DeskAct, "key" | "label" | "done" | "isOffered"> = {
  key: "take-correction",
  label: "代收补正",
  done: "补正已收到，请接着审查",
  isOffered: ({ desk, officer }) =>
    desk.view.state.flow.hold?.kind === "correction" && mayWriteFor(officer, desk.view.hall, desk.view.state),
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
