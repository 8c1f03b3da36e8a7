import type { EndOutcome } from "./flow.ts";
import type { Opinion } from "./joint.ts";

/**
 * 令牌: one point of progress in a running flow, one row each. It never moves: going on ends it and begins another with
 * the next number, so an act upon a task that somebody has finished or called off meanwhile is seen and refused.
 *
 * At a task or timer it waits; at a fork it stands for the open branches (`within` of their tokens); at a join it has arrived.
 */
export interface Token {
  /** Counts from 1 within the case. */
  readonly no: number;
  readonly node: string;
  /** Number of the open fork's token; `null` outside all branches. */
  readonly within: number | null;
  /** Which branch of that fork, from 0; `null` outside all branches. */
  readonly branch: number | null;
  /** The last word said on the way here; starts at `null` in each branch. */
  readonly opinion: Opinion;
}

/** Why nothing can be done at present: the applicant is correcting (asked by that token's task), or the case is paused. */
export type Hold =
  | { readonly kind: "correction"; readonly token: number }
  | { readonly kind: "pause"; readonly reason: string };

/** How a case was finished: by an end node, by the applicant, or by the office. */
export type CaseOutcome = EndOutcome | "withdrawn" | "correctionExpired" | "terminated" | "turnedBack" | "voided";

/** A running flow: plain data, one row on the case and one row a token. */
export interface FlowState {
  readonly outcome: CaseOutcome | null;
  readonly hold: Hold | null;
  /** Number of the newest token ever made. */
  readonly lastNo: number;
  /** Live tokens in the order of their numbers; empty once the case is finished. */
  readonly tokens: readonly Token[];
}

/** What can happen to a running flow. Days are the caller's: it knows the calendar and says `overdue` or `timer` when they are over. */
export type FlowEvent =
  | { readonly kind: "agree" | "disagree" | "requestCorrection" | "overdue" | "timer"; readonly token: number }
  | { readonly kind: "return"; readonly token: number; readonly to: string; readonly reason: string }
  | { readonly kind: "correct" | "expireCorrection" | "resume" | "withdraw" }
  | { readonly kind: "pause"; readonly reason: string }
  | {
      readonly kind: "terminate";
      readonly as: "terminated" | "turnedBack" | "voided" | "forwarded";
      readonly reason: string;
    };

/** How a token ended. */
export type Leaving = "agree" | "disagree" | "passed" | "returned" | "joined" | "cancelled";

/** What the caller has to write down, in this order. Folding `entered` and `left` gives the state's tokens. */
export type Effect =
  | { readonly kind: "entered"; readonly token: Token }
  | { readonly kind: "left"; readonly token: Token; readonly as: Leaving }
  /** A machine did its part (机器环节) on the way from one token to the next; it never holds one. */
  | { readonly kind: "passed"; readonly node: string }
  | { readonly kind: "jointDecided"; readonly join: string; readonly fork: number; readonly opinion: Opinion }
  | { readonly kind: "clockStopped" | "clockResumed"; readonly reason: string; readonly token: number | null }
  | { readonly kind: "ended"; readonly outcome: CaseOutcome };

/** One move of the flow: the state after it, and what happened. */
export interface FlowMove {
  readonly state: FlowState;
  readonly effects: readonly Effect[];
}
