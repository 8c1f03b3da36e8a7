import type { HallCode } from "../kernel/codes/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { NewEvent, Topic } from "../kernel/outbox/index.ts";
import { phaseOf } from "./fold.ts";
import type { CaseState, Step, StepKind } from "./state.ts";
import {
  applicationAccepted,
  applicationClosed,
  applicationCorrected,
  applicationDecided,
  applicationDelivered,
  applicationExtended,
  applicationNotAccepted,
  applicationPaused,
  applicationPreReviewed,
  applicationResumed,
  applicationSubmitted,
  applicationWithdrawn,
  type CaseNews,
  correctionRequested,
  deliveryOffered,
  resultIssued,
  taskOpened,
} from "./topics.ts";

/** The news that an act tells by itself. */
const newsOfKind: Partial<Record<StepKind, Topic<CaseNews>>> = {
  submit: applicationSubmitted,
  preReview: applicationPreReviewed,
  requestCorrection: correctionRequested,
  correct: applicationCorrected,
  accept: applicationAccepted,
  deemAccepted: applicationAccepted,
  notAccept: applicationNotAccepted,
  withdraw: applicationWithdrawn,
  pause: applicationPaused,
  resume: applicationResumed,
  extend: applicationExtended,
  issueResult: resultIssued,
};

/** Everything that is told of a step, in order: the act, the decision, the delivery, the end, the tasks that wait now. */
export function newsOf(
  hall: HallCode,
  application: Id,
  before: CaseState | undefined,
  after: CaseState,
  step: Step,
): NewEvent<unknown>[] {
  const { facts } = step;
  const common = commonFacts(hall, application, after, step);
  const news: NewEvent<unknown>[] = [];
  const tell = (topic: Topic<CaseNews>, more: Partial<CaseNews> = {}) =>
    news.push({ hall, topic, payload: { ...common, ...more }, lane: application });

  const own = newsOfKind[step.kind];
  if (own) tell(own, detailsOf(step));
  // Somebody's opinion or silence may accept or decide, where a flow has no task of that act.
  if (after.acceptance && !before?.acceptance && own !== applicationAccepted)
    tell(applicationAccepted, { deemed: false });
  if (facts.decided) tell(applicationDecided, { approved: facts.decided.approved });
  if (facts.delivery && !facts.delivery.done) tell(deliveryOffered, { way: facts.delivery.way });
  if (after.delivery?.deliveredAt && !before?.delivery?.deliveredAt) {
    tell(applicationDelivered, { way: after.delivery.way });
  }
  if (after.flow.outcome && !before?.flow.outcome) tell(applicationClosed);
  for (const { token, node, duty, department } of facts.flow?.tasks ?? []) {
    news.push({ hall, topic: taskOpened, payload: { ...common, token, node, duty, department }, lane: application });
  }
  if (facts.transferred) {
    const task = after.tasks.find(({ token }) => token === facts.transferred?.token);
    if (task) {
      const { token, node, duty, department } = task;
      news.push({ hall, topic: taskOpened, payload: { ...common, token, node, duty, department }, lane: application });
    }
  }
  return news;
}

function detailsOf({ facts }: Step): Partial<CaseNews> {
  return {
    ...(facts.accepted && { deemed: facts.accepted.deemed }),
    ...(facts.asked?.override && { override: true }),
    ...(facts.asked?.days && { days: facts.asked.days }),
    ...(facts.extended && { days: facts.extended.days }),
    ...(facts.flow?.hold?.kind === "pause" && { reason: facts.flow.hold.reason }),
  };
}

function commonFacts(hall: HallCode, application: Id, state: CaseState, step: Step): CaseNews {
  return {
    hall,
    application,
    number: state.number,
    person: state.person,
    agent: state.agent,
    item: state.item,
    version: state.version,
    department: state.department,
    channel: state.channel,
    revision: step.seq,
    at: step.at,
    submittedAt: state.submittedAt,
    state: phaseOf(state),
    outcome: state.flow.outcome,
  };
}
