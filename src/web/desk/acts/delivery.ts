import {
  deliver,
  issueResult,
  mayRule,
  recordPickup,
  recordVisit,
  voidCase,
  wantedDelivery,
} from "../../../application/index.ts";
import { type ActScene, choose, type DeskAct, ownTask, textOf, tokenOf } from "./act.ts";

/** 制证签发. */
export const issuing: DeskAct = {
  key: "issue",
  label: "制证签发",
  title: "制证签发",
  done: "结果已签发",
  isOffered: (scene) => (ownTask(scene, "issue")?.offers.length ?? 0) > 0,
  questions: ({ desk }) => {
    const [result] = desk.view.version.document.results ?? [];
    return [
      { name: "name", label: "结果名称", kind: "text", value: result?.resultName ?? "办理结果" },
      { name: "documentNumber", label: "证照编号或文号", optional: true, kind: "text" },
      { name: "validity", label: "有效期", optional: true, kind: "text", value: result?.validity },
    ];
  },
  run: (house, officer, place, form) =>
    issueResult(house, officer, {
      ...place,
      token: tokenOf(place),
      name: textOf(form, "name"),
      documentNumber: textOf(form, "documentNumber"),
      validity: textOf(form, "validity"),
    }),
};

const ways = [
  { value: "online", label: "网上送达", hint: "申请人登录后下载" },
  { value: "post", label: "邮寄送达", hint: "填邮件号" },
  { value: "counter", label: "窗口领取", hint: "先备好，来人领取时再登记" },
] as const;

/** 送达. */
export const delivering: DeskAct = {
  key: "deliver",
  label: "送达",
  title: "送达结果",
  done: "送达已登记",
  isOffered: (scene) => (ownTask(scene, "deliver")?.offers.length ?? 0) > 0 && !waits(scene),
  questions: ({ desk }) => [
    {
      name: "way",
      label: "怎么送达",
      hint: wishOf(desk.answers),
      kind: "choice",
      choices: ways,
      value: wantedDelivery(desk.answers),
    },
    { name: "waybill", label: "邮件号", optional: true, kind: "text", hint: "邮寄的必填" },
  ],
  run: (house, officer, place, form) =>
    deliver(house, officer, {
      ...place,
      token: tokenOf(place),
      way: choose(textOf(form, "way"), "way", ["online", "post", "counter"]),
      waybill: textOf(form, "waybill"),
    }),
};

function wishOf(answers: Parameters<typeof wantedDelivery>[0]): string | undefined {
  const wish = wantedDelivery(answers);
  const way = ways.find(({ value }) => value === wish);
  return way && `申请人要：${way.label}`;
}

/** Made ready at the counter, not yet collected. */
function waits({ desk }: ActScene): boolean {
  const { delivery } = desk.view.state;
  return delivery !== null && delivery.deliveredAt === null;
}

/** 领取登记. */
export const collecting: DeskAct = {
  key: "pickup",
  label: "领取登记",
  title: "领取登记",
  done: "领取已登记",
  isOffered: ({ desk, officer }) => {
    const { hall, state } = desk.view;
    const isHere = state.delivery?.way === "counter" && state.pickedUpAt === null;
    return isHere && mayRule(officer, hall, state, ["window-officer"]);
  },
  questions: () => [
    { name: "name", label: "领取人姓名", kind: "text" },
    { name: "idNumber", label: "领取人证件号码", optional: true, kind: "text" },
    { name: "note", label: "备注", optional: true, kind: "long" },
  ],
  run: (house, officer, { token: _, ...place }, form) =>
    recordPickup(house, officer, {
      ...place,
      name: textOf(form, "name"),
      idNumber: textOf(form, "idNumber"),
      note: textOf(form, "note"),
    }),
};

/** 到现场次数. */
export const visiting: DeskAct = {
  key: "visit",
  label: "登记到现场",
  title: "登记申请人到现场一次",
  lead: "每来一次登记一次，用来和承诺的到现场次数比较。",
  done: "已登记到现场一次",
  isOffered: ({ desk, officer }) => mayRule(officer, desk.view.hall, desk.view.state, ["window-officer", "inspector"]),
  questions: () => [{ name: "note", label: "来办什么", optional: true, kind: "long" }],
  run: (house, officer, { token: _, ...place }, form) =>
    recordVisit(house, officer, { ...place, note: textOf(form, "note") }),
};

/** 作废. */
export const voiding: DeskAct = {
  key: "void",
  label: "作废",
  title: "作废这个办件",
  lead: "只用来改正本部门自己的差错，不能恢复。申请人会看到理由。",
  done: "已作废",
  stops: true,
  isOffered: ({ desk, officer }) =>
    desk.view.state.flow.outcome === null && mayRule(officer, desk.view.hall, desk.view.state, ["approver"]),
  questions: () => [{ name: "reason", label: "理由", kind: "long" }],
  run: (house, officer, { token: _, ...place }, form) =>
    voidCase(house, officer, { ...place, reason: textOf(form, "reason") ?? "" }),
};
