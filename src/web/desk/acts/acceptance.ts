import { acceptApplication, notAccept, preReview } from "../../../application/index.ts";
import { type DeskAct, ownTask, textOf } from "./act.ts";
import { checkedIn } from "./checks.tsx";

/** 受理. */
export const accept: DeskAct = {
  key: "accept",
  label: "受理",
  title: "受理",
  lead: "材料齐全、符合法定形式的，予以受理；两个时限从这时起算。",
  done: "已受理，时限开始计算，受理通知书正在生成",
  checks: true,
  isOffered: (scene) => ownTask(scene, "accept")?.offers.includes("agree") === true,
  questions: () => [
    { name: "note", label: "给申请人的话", optional: true, kind: "long", hint: "申请人会看到，最多 500 个字" },
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    acceptApplication(house, officer, { ...place, note: textOf(form, "note"), checked: checkedIn(form) }),
};

/** 预审：材料齐全. */
export const complete: DeskAct = {
  key: "complete",
  label: "预审：齐全",
  title: "预审：材料齐全",
  lead: "只告诉申请人材料齐全，还没有受理，时限不起算。",
  done: "已告知申请人材料齐全，请接着受理",
  checks: true,
  isOffered: (scene) => {
    const { completeAt, receivedAt } = scene.desk.view.state;
    const isSaid = completeAt !== null && completeAt >= receivedAt;
    return !isSaid && ownTask(scene, "accept")?.offers.includes("agree") === true;
  },
  questions: () => [{ name: "note", label: "给申请人的话", optional: true, kind: "long" }],
  run: (house, officer, { token: _, ...place }, form) =>
    preReview(house, officer, {
      ...place,
      outcome: "complete",
      note: textOf(form, "note"),
      checked: checkedIn(form),
    }),
};

/** 不予受理. */
export const refuseAcceptance: DeskAct = {
  key: "not-accept",
  label: "不予受理",
  title: "不予受理",
  lead: "依法不需要许可、不属于本部门职权的，不予受理，并告知救济途径。材料不齐的请一次告知补正。",
  done: "已不予受理，通知书正在生成",
  stops: true,
  isOffered: (scene) => ownTask(scene, "accept")?.offers.includes("disagree") === true,
  questions: ({ desk }) => [
    { name: "reason", label: "理由", kind: "long", hint: "写明依据的条款，申请人会看到" },
    remedies(desk.view.version.document.review?.dept),
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    notAccept(house, officer, {
      ...place,
      reason: textOf(form, "reason") ?? "",
      remedies: textOf(form, "remedies"),
    }),
};

/** 救济途径: left empty, those of the item are told. */
export function remedies(reviewer: string | undefined) {
  return {
    name: "remedies",
    label: "救济途径",
    optional: true,
    kind: "long",
    hint: `不填就写法定的：60 日内向${reviewer ?? "本级人民政府"}申请行政复议，或 6 个月内提起行政诉讼`,
  } as const;
}
