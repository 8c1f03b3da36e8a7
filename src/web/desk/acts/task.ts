import { claimTask, mayHandle, releaseTask } from "../../../application/index.ts";
import { type DeskAct, tokenOf } from "./act.ts";

/** 认领. */
export const claim: DeskAct = {
  key: "claim",
  label: "认领",
  title: "认领",
  done: "已认领，现在归您办理",
  atOnce: true,
  isOffered: ({ desk, officer }) =>
    desk.task?.claimedBy === null &&
    mayHandle(officer, desk.view.hall, desk.task) &&
    desk.view.state.flow.hold === null,
  questions: () => [],
  run: (house, officer, place) => claimTask(house, officer, { ...place, token: tokenOf(place) }),
};

/** 放回. */
export const release: DeskAct = {
  key: "release",
  label: "放回",
  title: "放回",
  done: "已放回，同岗位的人都可以认领",
  atOnce: true,
  isOffered: ({ desk, officer }) =>
    desk.task?.claimedBy === officer.id && mayHandle(officer, desk.view.hall, desk.task),
  questions: () => [],
  run: (house, officer, place) => releaseTask(house, officer, { ...place, token: tokenOf(place) }),
};
