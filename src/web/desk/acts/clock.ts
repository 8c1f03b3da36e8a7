import {
  clockFactsOf,
  extend,
  extensionRoom,
  mayRule,
  pause,
  pauseReasons,
  pausingDuties,
  resume,
} from "../../../application/index.ts";
import { formatDay } from "../../../kernel/calendar/index.ts";
import { type ActScene, type DeskAct, numberOf, textOf } from "./act.ts";

function mayPause({ desk, officer }: ActScene): boolean {
  return mayRule(officer, desk.view.hall, desk.view.state, pausingDuties);
}

/** 暂停计时. */
export const pausing: DeskAct = {
  key: "pause",
  label: "暂停计时",
  title: "暂停计时（特别程序）",
  lead: "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审所需时间不计入时限，要书面告诉申请人。",
  done: "已暂停计时",
  isOffered: (scene) => {
    const { acceptance, decision, flow } = scene.desk.view.state;
    return acceptance !== null && decision === null && flow.hold === null && flow.outcome === null && mayPause(scene);
  },
  questions: ({ house, desk }) => [
    {
      name: "reason",
      label: "哪一种特别程序",
      kind: "choose",
      choices: [...new Set([...pauseReasons, ...(desk.view.version.document.specialProcedure ?? [])])].map((value) => ({
        value,
        label: house.codes.label("special_reason", value),
      })),
    },
    { name: "ground", label: "依据", kind: "long", hint: "为什么要这样做，申请人会看到" },
    { name: "days", label: "预计多少个工作日", optional: true, kind: "number", unit: "个工作日" },
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    pause(house, officer, {
      ...place,
      reason: textOf(form, "reason") ?? "",
      ground: textOf(form, "ground") ?? "",
      days: numberOf(form, "days"),
    }),
};

/** 恢复计时. */
export const resuming: DeskAct = {
  key: "resume",
  label: "恢复计时",
  title: "恢复计时",
  lead: "特别程序结束，时限从今天接着算。",
  done: "已恢复计时",
  isOffered: (scene) => scene.desk.view.state.flow.hold?.kind === "pause" && mayPause(scene),
  questions: () => [{ name: "result", label: "特别程序的结果", kind: "long", hint: "申请人会看到" }],
  run: (house, officer, { token: _, ...place }, form) =>
    resume(house, officer, { ...place, result: textOf(form, "result") ?? "" }),
};

/** 延长审批. */
export const extending: DeskAct = {
  key: "extend",
  label: "延长时限",
  title: "延长办理时限",
  lead: "只能延长一次，要在到期以前，由审批人决定，并把理由告诉申请人。",
  done: "已延长，两个时限一并顺延",
  isOffered: (scene) => {
    const { desk, officer } = scene;
    const { hall, state } = desk.view;
    return state.flow.outcome === null && roomOf(scene).possible && mayRule(officer, hall, state, ["approver"]);
  },
  questions: (scene) => {
    const room = roomOf(scene);
    const last = room.possible && room.lastDay ? `最晚在${formatDay(room.lastDay)}前决定` : undefined;
    return [
      {
        name: "days",
        label: "延长多少天",
        kind: "number",
        hint: `1 到 ${room.possible ? room.mostDays : 10} 天，按时限的单位${last ? `；${last}` : ""}`,
        unit: "天",
      },
      { name: "reason", label: "理由", kind: "long", hint: "申请人会看到" },
    ];
  },
  run: (house, officer, { token: _, ...place }, form) =>
    extend(house, officer, { ...place, days: numberOf(form, "days") ?? 0, reason: textOf(form, "reason") ?? "" }),
};

function roomOf({ house, desk }: ActScene) {
  return extensionRoom(clockFactsOf(desk.view.state), house.calendar, house.clock.now());
}
