import { type Calendar, dayOf, dueOn, formatDueOn } from "../kernel/calendar/index.ts";
import type { Codes } from "../kernel/codes/index.ts";

/** What the words about a case are made of: the payload of `application.*` news, as far as it is needed here. */
export interface CaseFacts {
  readonly hall: string;
  readonly application: string;
  readonly number: string;
  readonly person: string;
  readonly agent: string | null;
  readonly item: string;
  readonly revision: number;
  readonly at: string;
  readonly outcome: string | null;
  readonly deemed?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly days?: number | undefined;
  /** Until when those days last, in words. */
  readonly by?: string | undefined;
  readonly approved?: boolean | undefined;
  readonly way?: string | undefined;
}

/** One message about a case: for the inbox, and the template for phone and mail where it is worth one. */
export interface CaseWords {
  readonly title: string;
  readonly body: string;
  readonly template?: string;
}

type Say = (facts: CaseFacts, item: string, codes: Codes) => CaseWords;

/** The days of a correction as the day they end on: nobody counts workdays on his fingers. */
export function withEnd(topic: string, facts: CaseFacts, calendar: Calendar): CaseFacts {
  if (topic !== "application.correction-requested" || facts.days === undefined) return facts;
  const end = dueOn(dayOf(new Date(facts.at)), { days: facts.days, unit: "wd" }, calendar);
  return { ...facts, by: formatDueOn(end) };
}

/** What each piece of news says to the applicant. News that is not here is none for him: `pre-reviewed`, `task-opened`. */
const words: Readonly<Record<string, Say>> = {
  "application.submitted": (_, item) => ({
    title: "申请已提交",
    body: `${item}的申请已经收到。收到之日起 5 个工作日内答复是否受理；需要补正的，一次告诉您全部内容。`,
  }),
  "application.correction-requested": ({ by }, item) => ({
    title: "需要补正",
    body: `${item}的申请需要补正${by === undefined ? "" : `，请在 ${by}前补`}。要改哪几处、补哪几样，都写在办件的补正通知里。`,
    template: "case-correction",
  }),
  "application.corrected": (_, item) => ({
    title: "补正已提交",
    body: `${item}的补正内容已经收到，窗口正在重新核对。`,
  }),
  "application.accepted": ({ deemed }, item) => ({
    title: deemed ? "已视为受理" : "已受理",
    body: deemed
      ? `${item}的申请满 5 个工作日没有答复，依法自收到之日起视为受理，办理时限从那天算起。`
      : `${item}的申请已经受理，办理时限开始计算，受理通知书可以在办件里下载。`,
    template: "case-accepted",
  }),
  "application.not-accepted": (_, item) => ({
    title: "不予受理",
    body: `${item}的申请不予受理。理由和救济途径写在不予受理通知书里。`,
    template: "case-not-accepted",
  }),
  "application.paused": ({ reason }, item, codes) => ({
    title: "办理时限暂停",
    body: `${item}的办理时限暂停计算${reason ? `，原因是${codes.label("special_reason", reason)}` : ""}。结束后接着计算，暂停的时间不算在时限里。`,
    template: "case-news",
  }),
  "application.resumed": (_, item) => ({
    title: "办理时限继续计算",
    body: `${item}的特别程序已经结束，办理时限接着计算。`,
    template: "case-news",
  }),
  "application.extended": ({ days }, item) => ({
    title: days === undefined ? "办理时限延长" : `办理时限延长 ${days} 个工作日`,
    body: `${item}的办理时限经批准延长，理由写在办件的办理过程里。`,
    template: "case-news",
  }),
  "application.decided": ({ approved }, item) => ({
    title: approved === false ? "决定：不予批准" : approved ? "决定：予以批准" : "已作出决定",
    body:
      approved === false
        ? `${item}的申请已作出不予批准的决定。理由和救济途径写在决定书里。`
        : `${item}的申请已作出决定，决定书可以在办件里下载。`,
    template: "case-decided",
  }),
  "application.result-issued": (_, item) => ({
    title: "办理结果已制作",
    body: `${item}的办理结果已经制作完成，接下来按您选的方式送达。`,
  }),
  "application.delivery-offered": ({ way }, item) => ({
    title: way === "counter" ? "结果可以领取" : "结果已送出",
    body:
      way === "counter" ? `${item}的办理结果已到窗口，请带上身份证件领取。` : `${item}的办理结果已经${sentBy(way)}。`,
    template: "case-delivered",
  }),
  "application.delivered": (_, item) => ({
    title: "结果已送达",
    body: `${item}的办理结果已经送达，这个办件办完了。`,
  }),
  "application.withdrawn": (_, item) => ({
    title: "申请已撤回",
    body: `${item}的申请已经撤回，不再办理。需要时可以重新申请。`,
  }),
};

/** Beside the act's own news, so it tells only what no other does. */
const closings: Readonly<Record<string, Say>> = {
  voided: (_, item) => ({
    title: "办件已作废",
    body: `${item}的办件已经作废，理由写在办件的办理过程里。`,
    template: "case-news",
  }),
  terminated: (_, item) => ({
    title: "办件已终止",
    body: `${item}的办件已经终止，理由写在办件的办理过程里。`,
    template: "case-news",
  }),
  forwarded: (_, item) => ({
    title: "办件已转报",
    body: `${item}的办件和全部材料已经报送有权决定的机关，由它办理和答复，您不用重新提交。报给了谁写在办件的办理过程里。`,
    template: "case-news",
  }),
  turnedBack: (_, item) => ({
    title: "申请已退回",
    body: `${item}的申请退回给您，原因写在办件的办理过程里。`,
    template: "case-news",
  }),
  correctionExpired: (_, item) => ({
    title: "到期没有补正",
    body: `${item}的申请到期没有补正，不再办理。备齐以后可以重新申请。`,
    template: "case-news",
  }),
};

function sentBy(way: string | undefined): string {
  return way === "post" ? "寄出" : "送到您的网厅账号";
}

/**
 * Says a piece of news in plain words.
 *
 * @param itemName of the item applied for. @returns undefined: the applicant need not be told.
 */
export function wordsOfCase(
  topic: string,
  facts: CaseFacts,
  itemName: string | undefined,
  codes: Codes,
): CaseWords | undefined {
  const item = itemName === undefined ? "您" : `“${itemName}”`;
  const say = topic === "application.closed" ? closings[facts.outcome ?? ""] : words[topic];
  return say?.(facts, item, codes);
}
