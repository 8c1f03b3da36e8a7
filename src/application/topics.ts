import { type Static, Type } from "typebox";
import { type Topic, topic } from "../kernel/outbox/index.ts";

const Text = Type.String({ maxLength: 200 });
const Instant = Type.String({ maxLength: 40 });

/** What every news about a case says: ids and a few facts, no personal data. */
const caseFacts = {
  hall: Text,
  application: Text,
  number: Text,
  /** The applicant: a natural or legal person. */
  person: Text,
  /** The natural person who acts for a legal person. */
  agent: Type.Union([Text, Type.Null()]),
  item: Text,
  version: Type.Integer(),
  department: Text,
  channel: Type.Enum(["web", "counter", "api"]),
  /** Number of the step that made the news; news of one case arrive in this order. */
  revision: Type.Integer(),
  at: Instant,
  submittedAt: Instant,
  /** `submitted`, `correcting`, `accepted`, `paused`, `decided`, `finished`. */
  state: Text,
  /** How it was finished, else null. */
  outcome: Type.Union([Text, Type.Null()]),
};

/** What some news say besides; absent where it does not apply. */
const moreFacts = {
  /** accepted: by silence (视为受理). */
  deemed: Type.Optional(Type.Boolean()),
  /** paused: code table special_reason. */
  reason: Type.Optional(Text),
  /** extended: working days; correction-requested: what the applicant has. */
  days: Type.Optional(Type.Integer()),
  /** decided: approved or refused. */
  approved: Type.Optional(Type.Boolean()),
  /** delivered: online, post, counter. */
  way: Type.Optional(Text),
  /** correction-requested: a second notice on old material, by a visible override. */
  override: Type.Optional(Type.Boolean()),
};

const CaseNews = Type.Object({ ...caseFacts, ...moreFacts });
/** The payload of all news about a case but `application.task-opened`. */
export type CaseNews = Static<typeof CaseNews>;

const OpenedTask = Type.Object({ ...caseFacts, token: Type.Integer(), node: Text, duty: Text, department: Text });
/** A task waits for the holders of a duty in a department. */
export type TaskNews = Static<typeof OpenedTask>;

const news = (what: string): Topic<CaseNews> => topic(`application.${what}`, CaseNews);

export const applicationSubmitted = news("submitted");
/** The officer found everything complete; acceptance follows. */
export const applicationPreReviewed = news("pre-reviewed");
export const correctionRequested = news("correction-requested");
export const applicationCorrected = news("corrected");
export const applicationAccepted = news("accepted");
export const applicationNotAccepted = news("not-accepted");
export const applicationPaused = news("paused");
export const applicationResumed = news("resumed");
export const applicationExtended = news("extended");
export const applicationDecided = news("decided");
/** The result document can be made and signed. */
export const resultIssued = news("result-issued");
/** It waits at the counter (`way` counter, not yet handed over), or has been delivered (`state` finished or later steps). */
export const deliveryOffered = news("delivery-offered");
export const applicationDelivered = news("delivered");
export const applicationWithdrawn = news("withdrawn");
/** Whatever the outcome; comes beside the news of the act that finished the case. */
export const applicationClosed = news("closed");
export const taskOpened = topic("application.task-opened", OpenedTask);

/** News of acts, one for each step that tells one; `closed` and `task-opened` come beside them. */
export const caseTopics: readonly Topic<CaseNews>[] = [
  applicationSubmitted,
  applicationPreReviewed,
  correctionRequested,
  applicationCorrected,
  applicationAccepted,
  applicationNotAccepted,
  applicationPaused,
  applicationResumed,
  applicationExtended,
  applicationDecided,
  resultIssued,
  deliveryOffered,
  applicationDelivered,
  applicationWithdrawn,
];

/** Everything that this module publishes. */
export const applicationTopics: readonly Topic<unknown>[] = [...caseTopics, applicationClosed, taskOpened];
