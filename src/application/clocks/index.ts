export { type Acceptance, acceptanceOf, deemedAcceptedOn } from "./acceptance.ts";
export { type CaseClock, type CaseClocks, type ClockKind, clocksOf } from "./clocks.ts";
export { type ExtensionRoom, extensionRoom, lastDayToExtend } from "./extension.ts";
export type {
  BranchFact,
  CaseFacts,
  CaseLimit,
  CaseLimitUnit,
  CorrectionFact,
  ExtensionFact,
  PauseFact,
} from "./facts.ts";
export { hearingDays, heldWorkdays } from "./hearing.ts";
export { correctionGrace, correctionLimit, jointLimit } from "./law.ts";
export { type RailView, type RulerView, railOf, rulerOf } from "./ruler.ts";
