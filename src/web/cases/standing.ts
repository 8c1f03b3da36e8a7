import {
  type CaseClock,
  correctionEnd,
  heldWorkdays,
  type OwnCaseLine,
  outcomeNames,
} from "../../application/index.ts";
import type { Calendar, Day } from "../../kernel/calendar/index.ts";
import { dayAndWeekday, type Holder, type JournalNext, type TagTone } from "../../ui/index.ts";

/** Where a case stands, as far as its applicant is told: of the list, of its own page, of the progress by number. */
export type Standing = Pick<OwnCaseLine, "phase" | "state" | "waiting" | "clocks">;

/** What saying it aloud needs. */
export interface Ground {
  /** The department of a key. */
  readonly nameOf: (department: string) => string;
  readonly calendar: Calendar;
  readonly now: Date;
  readonly today: Day;
}

/** A case in plain words: whose turn it is, what is going on, what comes of it. */
export interface StandingWords {
  readonly title: string;
  readonly lead: string;
  /** One word for lists. */
  readonly tag: string;
  readonly tone: TagTone;
  /** Whose turn it is; `nobody` when the case has ended. */
  readonly turn: "you" | "hall" | "nobody";
}

/** Says where a case stands. Pure. */
export function sayStanding(standing: Standing, ground: Ground): StandingWords {
  switch (standing.phase) {
    case "finished":
      return sayEnd(standing);
    case "correcting":
      return sayCorrecting(standing, ground);
    case "paused":
      return {
        title: `暂停计时：${pausedFor(standing)}`,
        lead: "这段时间不计入办理时限，结束后接着计时。您现在不用做什么。",
        tag: "暂停计时",
        tone: "plain",
        turn: "hall",
      };
    case "decided":
      return sayDecided(standing, ground);
    case "accepted":
      return sayAccepted(standing, ground);
    case "submitted":
      return saySubmitted(standing, ground);
  }
}

/** The clock that counts now; undefined when none does. */
export function presentClock({ phase, clocks, state }: Standing): CaseClock | undefined {
  // What waits for the applicant is not counted against him.
  if (isToCollect({ state })) return undefined;
  if (phase === "correcting") return clocks.correction;
  if (phase === "decided") return clocks.delivery;
  if (phase === "submitted") return clocks.acceptance ? (clocks.promised ?? clocks.legal) : clocks.answer;
  if (phase === "finished") return undefined;
  return clocks.promised ?? clocks.joint ?? clocks.legal;
}

/** Until when, in words: 11月24日（星期二）; of a limit in hours the hour. */
export function untilWords(clock: CaseClock | undefined, today: Day): string | undefined {
  if (!clock?.dueOn) return undefined;
  const day = dayAndWeekday(clock.dueOn, today);
  return clock.provisional ? `${day}（暂定）` : day;
}

/** Who holds the case, since when, and what each side has to do; undefined when it has ended. */
export function holderOf(standing: Standing, ground: Ground): Holder | undefined {
  const { phase, state, waiting } = standing;
  if (phase === "finished") return undefined;
  const held = (since: Date) => ({ since, heldWorkdays: heldWorkdays(since, ground.now, ground.calendar) });
  const notice = state.corrections.at(-1);
  if (phase === "correcting" && notice) {
    return {
      body: "您",
      post: "等您补正",
      ...held(new Date(notice.requestedAt)),
      yours: "照补正通知逐项改好，一次交齐",
    };
  }
  if (isToCollect(standing) && state.delivery) {
    return {
      body: "您",
      post: "等您到窗口领取",
      ...held(new Date(state.delivery.offeredAt)),
      yours: "带身份证件到窗口领取",
    };
  }
  const [first] = waiting;
  if (!first) return undefined;
  const since = waiting.reduce((earliest, one) => (one.since < earliest ? one.since : earliest), first.since);
  const theirs = taskWords(standing, ground);
  return {
    body: departmentsOf(standing, ground).join("、"),
    post: [...new Set(waiting.map(({ node }) => node))].join("、"),
    ...held(since),
    ...(theirs === undefined ? {} : { theirs }),
  };
}

/** In a list: who holds it, in a few words. */
export function holderWords(standing: Standing, ground: Ground): string {
  const { turn } = sayStanding(standing, ground);
  if (turn === "you") return "您";
  const bodies = departmentsOf(standing, ground);
  return bodies.length > 2 ? `${bodies.length} 个部门` : bodies.join("、");
}

/** What comes next, as the journal shows it above what was. */
export function stepsToCome(standing: Standing, ground: Ground): JournalNext[] {
  const { phase, clocks } = standing;
  const until = untilWords(presentClock(standing), ground.today);
  const who = departmentsOf(standing, ground).join("、");
  const by = until ? `最迟 ${until}` : "";
  if (phase === "submitted" && !clocks.acceptance) {
    return [{ when: by, title: "答复是否受理", text: "到期没有答复，就算已经受理。", who }];
  }
  if (phase === "correcting") return [{ when: by, title: "您补正", text: "交齐以后重新计算 5 个工作日的答复期限。" }];
  if (phase === "decided" && isToCollect(standing)) return [{ when: "", title: "您到窗口领取结果" }];
  if (phase === "decided") return [{ when: by, title: "送达结果", who }];
  if (phase === "finished") return [];
  const nodes = [...new Set(standing.waiting.map(({ node }) => node))].join("、");
  const promised = until ? `承诺 ${until}` : "";
  return [{ when: phase === "paused" ? "恢复计时以后" : promised, title: nodes || "办结", who }];
}

/** The result waits at the counter for the applicant. */
export function isToCollect({ state }: Pick<Standing, "state">): boolean {
  return state.delivery !== null && state.delivery.way === "counter" && state.delivery.deliveredAt === null;
}

function saySubmitted({ state, clocks, ...rest }: Standing, ground: Ground): StandingWords {
  if (clocks.acceptance?.deemed) return sayAccepted({ state, clocks, ...rest }, ground);
  const until = untilWords(clocks.answer, ground.today);
  const who = ground.nameOf(state.department);
  const answered = state.corrections.some(({ answeredAt }) => answeredAt !== null);
  const title = state.completeAt ? "材料齐全，等待受理" : answered ? "补正已交，等待受理" : "已提交，等待受理";
  const lead = until
    ? `${who}最迟 ${until}答复是否受理；到期没有答复，就算已经受理。您现在不用做什么。`
    : `${who}会答复是否受理。您现在不用做什么。`;
  return { title, lead, tag: "等待受理", tone: "plain", turn: "hall" };
}

function sayCorrecting({ state, clocks }: Standing, { today, calendar }: Ground): StandingWords {
  const asked = state.corrections.at(-1)?.asked ?? [];
  const materials = asked.filter((name) => name.startsWith("material:")).length;
  const fields = asked.length - materials;
  const parts = [materials > 0 ? `${materials} 项材料要补` : "", fields > 0 ? `${fields} 处填写要改` : ""];
  const until = untilWords(clocks.correction, today);
  const notice = state.corrections.at(-1);
  const closes = notice && dayAndWeekday(correctionEnd(notice, calendar).closesOn, today);
  const isAccepted = clocks.acceptance !== undefined;
  return {
    title: clocks.correction?.late
      ? `已经过了补正期限，请马上补正`
      : until
        ? `轮到您：请在 ${until}前补正`
        : "轮到您：请补正",
    lead: `有 ${parts.filter((part) => part !== "").join("、")}，逐项写在补正通知里。${closes ? `过期不补，大厅可以终止办理；到 ${closes}还没有补，自动终止。` : ""}${isAccepted ? "" : "受理的期限等您补正以后重新计算。"}`,
    tag: "等您补正",
    tone: "warn",
    turn: "you",
  };
}

function sayAccepted(standing: Standing, ground: Ground): StandingWords {
  const { waiting, clocks } = standing;
  const nodes = [...new Set(waiting.map(({ node }) => node))];
  const deemed = clocks.acceptance?.deemed === true;
  const bodies = departmentsOf(standing, ground);
  const doing =
    bodies.length > 1 ? `${bodies.length} 个部门正在办` : nodes.length > 0 ? `等待${nodes.join("、")}` : "正在办理";
  return {
    title: `${deemed ? "视为受理" : "已受理"}，${doing}`,
    lead: `${bodies.join("、")}在办。${lateWords(standing, ground) ?? dueWords(standing, ground)}您现在不用做什么。`,
    tag: deemed ? "视为受理" : "已受理",
    tone: "brand",
    turn: "hall",
  };
}

function dueWords({ clocks }: Standing, { today }: Ground): string {
  const promised = untilWords(clocks.promised, today);
  const legal = untilWords(clocks.joint ?? clocks.legal, today);
  if (promised && legal) return `承诺 ${promised}前办结，法定最迟 ${legal}。`;
  if (legal) return `法定最迟 ${legal}前办结。`;
  return promised ? `承诺 ${promised}前办结。` : "";
}

/** Past a limit, said without sparing the hall. */
function lateWords({ clocks }: Standing, { today }: Ground): string | undefined {
  const legal = clocks.joint ?? clocks.legal;
  if (legal?.late) return `已经超过法定期限 ${untilWords(legal, today) ?? ""}，可以拨打 12345 投诉。`;
  if (clocks.promised?.late) return `已经超过承诺的 ${untilWords(clocks.promised, today) ?? ""}，可以拨打 12345 催办。`;
  return undefined;
}

function sayDecided(standing: Standing, { today }: Ground): StandingWords {
  const { state, clocks } = standing;
  const refused = state.decision?.approved === false;
  const until = untilWords(clocks.delivery, today);
  if (isToCollect(standing)) {
    const what = refused ? "不予许可决定书" : "结果";
    return {
      title: `轮到您：请到窗口领取${what}`,
      lead: "带本人身份证件和办件编号；替别人领的，还要带委托书。",
      tag: "等您领取",
      tone: "warn",
      turn: "you",
    };
  }
  const sent = until ? `最迟 ${until}送达` : "接着送达";
  if (refused) {
    return {
      title: "决定：不予许可",
      lead: `理由和救济途径写在决定书里，${sent}。`,
      tag: "不予许可",
      tone: "stop",
      turn: "hall",
    };
  }
  return {
    title: "准予，正在制作和送达结果",
    lead: `结果${sent}。您现在不用做什么。`,
    tag: "准予",
    tone: "brand",
    turn: "hall",
  };
}

function sayEnd({ state }: Standing): StandingWords {
  const outcome = state.flow.outcome ?? "terminated";
  const end = { tag: outcomeNames[outcome], turn: "nobody" } as const;
  const again = "需要的话可以再次申请，填过的内容不用重填。";
  switch (outcome) {
    case "granted":
      return { ...end, title: "准予，已经办结", lead: deliveredWords[state.delivery?.way ?? "none"], tone: "brand" };
    case "refused":
      return { ...end, title: "不予许可，已经办结", lead: "理由、申请复议和起诉的途径都写在决定书里。", tone: "stop" };
    case "notAccepted":
      return { ...end, title: "不予受理", lead: `理由和救济途径写在不予受理通知书里。${again}`, tone: "stop" };
    case "withdrawn":
      return { ...end, title: "申请已经撤回", lead: `这个办件到此为止。${again}`, tone: "off" };
    case "correctionExpired":
      return { ...end, title: "逾期没有补正，已经终止", lead: again, tone: "off" };
    case "voided":
      return { ...end, title: "办件已经作废", lead: `原因写在办理经过里。${again}`, tone: "off" };
    case "forwarded":
      return {
        ...end,
        title: "已经转报有权决定的机关",
        lead: "全部材料一并报送，由那个机关办理和答复，您不用重新提交。报给了谁写在办理经过里。",
        tone: "plain",
      };
    case "turnedBack":
      return { ...end, title: "已经退回申请人", lead: `原因写在办理经过里。${again}`, tone: "off" };
    case "terminated":
      return { ...end, title: "办件已经终止", lead: `原因写在办理经过里。${again}`, tone: "off" };
  }
}

const deliveredWords = {
  online: "结果已经在网上送达，文书就在这一页。",
  post: "结果已经寄出，运单号写在办理经过里。",
  counter: "结果已经在窗口领取。",
  none: "文书就在这一页。",
} as const;

function pausedFor({ clocks, state }: Standing): string {
  const stopped = [clocks.promised, clocks.joint, clocks.legal].find((clock) => clock?.stoppedFor);
  return stopped?.stoppedFor ?? (state.pauses.length > 0 ? "特别程序" : "暂停");
}

function taskWords(standing: Standing, ground: Ground): string | undefined {
  const until = untilWords(presentClock(standing), ground.today);
  if (standing.phase === "submitted" && !standing.clocks.acceptance) return until && `${until}前答复是否受理`;
  if (standing.phase === "decided") return until && `${until}前送达结果`;
  if (standing.phase === "paused") return "办完特别程序，恢复计时";
  return until && `承诺 ${until}前办结`;
}

function departmentsOf({ waiting, state }: Standing, { nameOf }: Ground): string[] {
  const keys = waiting.length > 0 ? waiting.map(({ department }) => department) : [state.department];
  return [...new Set(keys)].map(nameOf);
}
