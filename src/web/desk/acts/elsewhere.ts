import {
  forwardCase,
  mayHandle,
  mayRule,
  terminateCase,
  transferTask,
  turnBack,
  turnBackGrounds,
} from "../../../application/index.ts";
import { choose, type DeskAct, missing, ownTask, textOf, tokenOf } from "./act.ts";

/** 转办. */
export const transferring: DeskAct = {
  key: "transfer",
  label: "转办",
  title: "转给别的部门办",
  lead: "这个环节归别的部门的，转过去由它办；办件还是本部门的，时限接着算。",
  done: "已转办，那个部门的待办里有了",
  isOffered: ({ desk, officer }) => {
    const { task, view, otherDesks } = desk;
    const isOwn = task?.mine === true && mayHandle(officer, view.hall, task);
    return isOwn && view.state.flow.hold === null && otherDesks.length > 0;
  },
  questions: ({ desk }) => [
    {
      name: "department",
      label: "转给哪个部门",
      kind: "choose",
      choices: desk.otherDesks.map(({ key, name }) => ({ value: key, label: name })),
    },
    { name: "reason", label: "理由", kind: "long", hint: "申请人会看到" },
  ],
  run: (house, officer, place, form) => {
    const department = textOf(form, "department");
    if (!department) throw missing("department", "请选择部门");
    const reason = textOf(form, "reason") ?? "";
    return transferTask(house, officer, { ...place, token: tokenOf(place), department, reason });
  },
};

const groundWords = {
  duplicate: { label: "重复提交", hint: "写明和哪个办件重复" },
  "wrong-item": { label: "报错了事项", hint: "写明该办哪个事项" },
} as const;

/** 退回申请人. */
export const turningBack: DeskAct = {
  key: "turn-back",
  label: "退回申请人",
  title: "退回申请人",
  lead: "只退回重复提交、报错事项的。材料不齐的一次告知补正；依法不受理的作不予受理决定。",
  done: "已退回申请人",
  stops: true,
  isOffered: (scene) =>
    ownTask(scene, "accept") !== undefined &&
    scene.desk.view.state.flow.hold === null &&
    scene.desk.view.clocks.acceptance === undefined,
  questions: () => [
    {
      name: "ground",
      label: "为什么退回",
      kind: "choice",
      choices: turnBackGrounds.map((value) => ({ value, ...groundWords[value] })),
    },
    { name: "reason", label: "说明", kind: "long", hint: "申请人会看到" },
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    turnBack(house, officer, {
      ...place,
      ground: choose(textOf(form, "ground"), "ground", turnBackGrounds),
      reason: textOf(form, "reason") ?? "",
    }),
};

/** 转报. */
export const forwarding: DeskAct = {
  key: "forward",
  label: "转报",
  title: "转报有权决定的机关",
  lead: "依法由上级机关决定的，把初步审查意见和全部材料报送上去，在本厅办结。系统只作记录，材料请按两个机关约定的办法送。不能恢复。",
  done: "已转报，办件在本厅办结",
  stops: true,
  isOffered: ({ desk, officer }) => {
    const { hall, state } = desk.view;
    const isOpen = state.acceptance !== null && state.decision === null && state.flow.outcome === null;
    return isOpen && state.flow.hold === null && mayRule(officer, hall, state, ["approver"]);
  },
  questions: () => [
    { name: "to", label: "报送哪个机关", kind: "text", hint: "写全称，申请人会看到" },
    { name: "opinion", label: "初步审查意见", kind: "long", hint: "随材料报送，申请人看不到" },
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    forwardCase(house, officer, { ...place, to: textOf(form, "to") ?? "", opinion: textOf(form, "opinion") ?? "" }),
};

/** 终止办理. */
export const terminating: DeskAct = {
  key: "terminate",
  label: "终止办理",
  title: "终止办理",
  lead: "申请人死亡或者终止、申请的事不存在了，才终止；不符合条件的作不予许可决定。不能恢复。",
  done: "已终止办理",
  stops: true,
  isOffered: ({ desk, officer }) => {
    const { hall, state } = desk.view;
    const isOpen = state.acceptance !== null && state.decision === null && state.flow.outcome === null;
    return isOpen && mayRule(officer, hall, state, ["approver"]);
  },
  questions: () => [{ name: "reason", label: "理由", kind: "long", hint: "申请人会看到" }],
  run: (house, officer, { token: _, ...place }, form) =>
    terminateCase(house, officer, { ...place, reason: textOf(form, "reason") ?? "" }),
};
