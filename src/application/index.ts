import type { Module } from "../kernel/module/index.ts";
import { applicantSealed, applicantTables, correctionSubscriptions } from "./applicant/index.ts";
import { documentRoutes, documentSubscriptions, documentTables, documentTopics } from "./documents/index.ts";
import {
  draftRoutes,
  draftSchedules,
  draftSealed,
  draftSubscriptions,
  draftTables,
  draftTopics,
} from "./drafts/index.ts";
import { schedules, subscriptions } from "./jobs.ts";
import { caseRoutes } from "./routes.ts";
import { caseSealed, caseTables } from "./tables.ts";
import { applicationTopics } from "./topics.ts";

export { type AcceptCommand, acceptApplication, limitsOf } from "./accept.ts";
export type { CaseCommand, Moved } from "./act.ts";
export * from "./applicant/index.ts";
export { type Again, applyAgain } from "./apply-again.ts";
export { type AuditFault, type AuditReport, auditCases } from "./audit.ts";
export { type BranchOpinion, branchesOf, opinionsOf } from "./branches.ts";
export { broughtUp } from "./brought-up.ts";
export { type CaseView, findCase, findContents, type TaskView } from "./case-view.ts";
export { type CasesLately, casesLately } from "./cases-lately.ts";
export {
  type Checked,
  type CheckedMaterial,
  checkBeforeSubmit,
  type Draft,
  isGiven,
  isNecessary,
} from "./check-before-submit.ts";
export { type Checkpoint, checklistOf } from "./checklist.ts";
export { claimTask, releaseTask, type TaskCommand } from "./claim.ts";
export { clockFactsOf } from "./clock-facts.ts";
export * from "./clocks/index.ts";
export type { GivenMaterial } from "./content.ts";
export { type CorrectCommand, correct } from "./correct.ts";
export { type CorrectionEnd, correctionDays, correctionEnd } from "./correction-limit.ts";
export { type DecideCommand, decide } from "./decide.ts";
export { deemAccepted } from "./deem-accepted.ts";
export { deemTask } from "./deem-task.ts";
export { type DeliverCommand, deliver, type PickupCommand, recordPickup } from "./deliver.ts";
export * from "./documents/index.ts";
export * from "./drafts/index.ts";
export { type SampleGround, sampleAnswers } from "./examples/sample-answers.ts";
export { expireCorrection } from "./expire-correction.ts";
export { type ExtendCommand, extend } from "./extend.ts";
export { applyStep, foldSteps, phaseOf } from "./fold.ts";
export { type ForwardCommand, forwardCase } from "./forward-case.ts";
export { giveOpinion, type OpinionCommand } from "./give-opinion.ts";
export { isWithin } from "./intake.ts";
export { type IssueCommand, issueResult } from "./issue-result.ts";
export { type SilenceReport, settleSilence } from "./jobs.ts";
export { type JournalLine, outcomeNames } from "./journal-lines.ts";
export { journalOf, readSteps } from "./journal-queries.ts";
export { loadCases } from "./load/load-cases.ts";
export { listMyCases, type MyCase } from "./my-cases.ts";
export { type NotAcceptCommand, notAccept } from "./not-accept.ts";
export { isCaseNumber, parseCaseNumber } from "./numbers.ts";
export { ownerOfUse, type UseOwner } from "./owner-of-use.ts";
export { type PauseCommand, pause, pauseReasons, pausingDuties, type ResumeCommand, resume } from "./pause.ts";
export { type PreReviewCommand, preReview } from "./pre-review.ts";
export { type Progress, progressOf } from "./progress.ts";
export { formOf, wantedMaterials } from "./questions.ts";
export { officerQueue, type QueueEntry, type QueueFilter, type QueuePage, type SeatPlace, seenOf } from "./queue.ts";
export { countQueue, findByNumber, longestWaiting, type QueueCount, searchQueue } from "./queue-reads.ts";
export { recordVisit, type VisitCommand } from "./record-visit.ts";
export { type CorrectionCommand, requestCorrection } from "./request-correction.ts";
export { type ReturnCommand, returnTask } from "./return-task.ts";
export { isApplicant, mayHandle, mayRead, mayRule, mayWriteFor } from "./rights.ts";
export type { CaseState, Channel, CorrectionState, DeliveryWay, OpenTask, Phase, Step, StepKind } from "./state.ts";
export { type Receipt, submitApplication } from "./submit.ts";
export { type TerminateCommand, terminateCase } from "./terminate-case.ts";
export * from "./topics.ts";
export { departmentsFor, type TransferCommand, transferTask } from "./transfer-task.ts";
export { type TurnBackCommand, type TurnBackGround, turnBack, turnBackGrounds } from "./turn-back.ts";
export { type VoidCommand, voidCase } from "./void-case.ts";
export { type WithdrawCommand, withdraw } from "./withdraw.ts";
export type { Ask, PaperMark, Words } from "./words.ts";

/** 申办受理: cases, from the submission to the collection of the result. */
export const application: Module = {
  name: "application",
  tables: [...caseTables, ...applicantTables, ...draftTables, ...documentTables],
  sealed: [...caseSealed, ...applicantSealed, ...draftSealed],
  topics: [...applicationTopics, ...draftTopics, ...documentTopics],
  routes: [...caseRoutes, ...draftRoutes, ...documentRoutes],
  subscriptions: [...subscriptions, ...correctionSubscriptions, ...draftSubscriptions, ...documentSubscriptions],
  schedules: [...schedules, ...draftSchedules],
};
