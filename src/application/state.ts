import type { Id } from "../kernel/ids/index.ts";
import type { CaseOutcome, FlowState, Hold, Token } from "../process/index.ts";

/** Where a case came in: 网上, 窗口, 部门系统. */
export type Channel = "web" | "counter" | "api";
/** How a result reaches the applicant: 网上, 邮寄, 窗口. */
export type DeliveryWay = "online" | "post" | "counter";

/** What stands over the whole case; follows from the rest of the state (`phaseOf`). */
export type Phase = "submitted" | "correcting" | "accepted" | "paused" | "decided" | "finished";

/** A limit as the item version had it at acceptance; unit by code table time_unit. */
export interface FrozenLimit {
  readonly amount: number;
  readonly unit: "wd" | "cd" | "h" | "m";
}

/** 待办: a task that is open, one row of `application.task`. */
export interface OpenTask {
  readonly token: number;
  readonly node: string;
  /** Key of `duties` in organization. */
  readonly duty: string;
  /** Key of the department that has to do it. */
  readonly department: string;
  /** ISO instant. */
  readonly since: string;
  /** After so many working days of silence an outcome counts as given; null: never. */
  readonly deemed: number | null;
  /** The officer's account; null: nobody has taken it. */
  readonly claimedBy: string | null;
}

/** 补正: one notice and its answer. */
export interface CorrectionState {
  readonly requestedAt: string;
  readonly answeredAt: string | null;
  /** What was asked: `field:key` and `material:key`. */
  readonly asked: readonly string[];
  /** What the answer changed: on this, and only on this, a further notice needs no override. */
  readonly changed: readonly string[];
  /** A second notice on old material; visible for ever. */
  readonly override: boolean;
  /** Working days the applicant was given; null: the notice named none, then the usual limit counts. */
  readonly days: number | null;
  /** The step that holds the notice. */
  readonly seq: number;
}

/** 联办分支: a department asked beside others, its days, and its answer. */
export interface BranchState {
  readonly token: number;
  readonly node: string;
  readonly department: string;
  readonly openedAt: string;
  /** Working days. */
  readonly limit: number;
  /** When it answered, or was called off. */
  readonly answeredAt: string | null;
  /** Its round was broken off by a sending back (退回): it has not answered, and is asked anew. */
  readonly calledOff?: true;
}

/** 暂停计时: by the office (`token` null) or by a task that is a special procedure. */
export interface PauseState {
  /** Code table special_reason. */
  readonly reason: string;
  readonly token: number | null;
  readonly from: string;
  readonly to: string | null;
}

/** 受理. */
export interface AcceptanceState {
  readonly at: string;
  /** Day from which the limits count: of the act, or of receipt when accepted by silence. */
  readonly on: string;
  readonly deemed: boolean;
  readonly legal: FrozenLimit | null;
  readonly promised: FrozenLimit | null;
}

/**
 * 办件的状态: all that is known of a case without its contents. It is the fold of the journal's steps and nothing else, plain
 * JSON, without personal data. Instants are ISO 8601 in UTC.
 */
export interface CaseState {
  readonly number: string;
  readonly item: Id;
  readonly version: number;
  /** Key of the department whose item it is. */
  readonly department: string;
  /** The applicant: a natural or legal person. */
  readonly person: Id;
  /** The natural person who acts for the applicant; null: the applicant himself. */
  readonly agent: Id | null;
  readonly channel: Channel;
  /** 异地收件: the counter of another hall that took it in; absent otherwise. */
  readonly intake?: { readonly hall: string; readonly department: string };
  /** 联办: several departments under one limit. */
  readonly joint: boolean;
  /** The case it was made from (再次申请). */
  readonly madeFrom: string | null;
  readonly flow: FlowState;
  readonly tasks: readonly OpenTask[];
  /** Every department that has or had a task in it. */
  readonly departments: readonly string[];
  readonly submittedAt: string;
  /** When the newest materials arrived: the five days of art. 32 count from here. */
  readonly receivedAt: string;
  /** When pre-review found everything complete. */
  readonly completeAt: string | null;
  readonly acceptance: AcceptanceState | null;
  readonly notAcceptedAt: string | null;
  readonly corrections: readonly CorrectionState[];
  readonly pauses: readonly PauseState[];
  readonly extensions: readonly { readonly at: string; readonly days: number }[];
  /** Absent while no departments were asked side by side. */
  readonly branches?: readonly BranchState[];
  /** 审查要点 as the last officer left them: keys of `checklistOf`; absent until somebody ticked. */
  readonly checked?: readonly string[];
  readonly decision: { readonly at: string; readonly approved: boolean } | null;
  readonly resultAt: string | null;
  readonly delivery: {
    readonly way: DeliveryWay;
    readonly offeredAt: string;
    readonly deliveredAt: string | null;
  } | null;
  readonly pickedUpAt: string | null;
  /** 到现场次数. */
  readonly visits: number;
  /** What the applicant says of it; absent until he has said it. */
  readonly visitsConfirmed?: number;
  /** Number of the step whose contents are in force. */
  readonly content: number;
  readonly finishedAt: string | null;
}

/** Who did it. A person's or officer's id names nobody outside this house. */
export interface StepBy {
  readonly kind: "citizen" | "staff" | "system";
  readonly id: string;
}

/** What the flow did in a step; enough to fold without running the flow again. */
export interface FlowChange {
  readonly left: readonly number[];
  readonly entered: readonly Token[];
  readonly lastNo: number;
  readonly hold: Hold | null;
  readonly outcome: CaseOutcome | null;
  /** Tasks among the tokens entered; `limit`: the working days of a department asked beside others (联办). */
  readonly tasks: readonly (Omit<OpenTask, "since" | "claimedBy"> & { readonly limit?: number })[];
  /** Nodes that a machine did at once on the way (机器环节), in their order. */
  readonly passed?: readonly string[];
  readonly stopped: readonly { readonly reason: string; readonly token: number | null }[];
  readonly resumed: readonly { readonly reason: string; readonly token: number | null }[];
}

/** The facts of a step. Each kind of step uses some of them; the fold takes them as they come. */
export interface StepFacts {
  readonly begun?: Pick<
    CaseState,
    "number" | "item" | "version" | "department" | "person" | "agent" | "channel" | "intake" | "joint" | "madeFrom"
  >;
  readonly flow?: FlowChange;
  /** Questions and materials that the machine looked through before the case came in (C4). */
  readonly machine?: { readonly fields: number; readonly materials: number };
  readonly complete?: true;
  readonly accepted?: Omit<AcceptanceState, "at">;
  readonly notAccepted?: true;
  readonly asked?: { readonly what: readonly string[]; readonly override: boolean; readonly days: number | null };
  readonly corrected?: { readonly changed: readonly string[] };
  /** 审查要点 that the officer left ticked, of all there are. */
  readonly checked?: readonly string[];
  readonly claimed?: { readonly token: number; readonly by: string | null };
  /** The task upon which was acted. */
  readonly token?: number;
  /** 转办: the task, and whose it is now. */
  readonly transferred?: { readonly token: number; readonly department: string };
  /** 退回申请人: one of `turnBackGrounds`. */
  readonly turnedBack?: string;
  readonly opinion?: "agree" | "disagree";
  readonly to?: string;
  readonly extended?: { readonly days: number };
  readonly decided?: { readonly approved: boolean };
  readonly issued?: true;
  readonly delivery?: { readonly way: DeliveryWay; readonly done: boolean };
  readonly pickedUp?: true;
  readonly visited?: true;
  readonly visitsConfirmed?: number;
  /** The applicant is the same as another person, under whom the case goes on. */
  readonly joined?: { readonly person: Id };
  /** Digests of what is kept outside the journal: answers, files, words. */
  readonly digests?: { readonly content?: string; readonly words?: string };
}

/** What was done, by the word of the act. */
export type StepKind =
  | "submit"
  | "preReview"
  | "requestCorrection"
  | "correct"
  | "expireCorrection"
  | "accept"
  | "deemAccepted"
  | "notAccept"
  | "withdraw"
  | "pause"
  | "resume"
  | "extend"
  | "claim"
  | "release"
  | "giveOpinion"
  | "returnTask"
  | "transferTask"
  | "deemTask"
  | "decide"
  | "issueResult"
  | "deliver"
  | "recordPickup"
  | "recordVisit"
  | "confirmVisits"
  | "terminate"
  | "forward"
  | "turnBack"
  | "voidCase"
  | "joinPerson";

/** 步骤: one line of a case's journal. Once written it never changes. */
export interface Step {
  /** Made by the one who acts, so that he knows his own step again when an answer got lost. */
  readonly id: Id;
  /** From 1, without gaps: also the revision of the state after it. */
  readonly seq: number;
  readonly kind: StepKind;
  readonly at: string;
  readonly by: StepBy;
  readonly facts: StepFacts;
}
