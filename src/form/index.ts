export type { Answer, Answers, Draft, Parts, Typed } from "./answers.ts";
export { type Change, carryOver } from "./carry-over.ts";
export { checkForm, parseForm } from "./check-form.ts";
export {
  type Condition,
  type Facts,
  type FactValue,
  faultsOfCondition,
  holds,
  type KnownFact,
  type Operand,
  type Scalar,
  sampleFacts,
  varsOf,
} from "./condition.ts";
export type { Context } from "./context.ts";
export { type Column, type CrossCheck, type Field, Form, fieldsOf, type GivenFact, type Page } from "./definition.ts";
export { type Fault, refuseFaults, sayFault } from "./faults.ts";
export type { Finding } from "./finding.ts";
export { formOfGuide, type WantedMaterial } from "./form-of-guide.ts";
export type { GuideField, GuideForm, GuideMaterial } from "./guide.ts";
export { schemaOf } from "./json-schema.ts";
export type { JsonSchema, Value } from "./kinds/index.ts";
export { knownFacts } from "./known-facts.ts";
export {
  firstFaultyPage,
  type PageProgress,
  type PageReading,
  type PageState,
  pagesOf,
  progressOf,
  type Question,
  readDraft,
  readPage,
  type ShownPage,
} from "./pages.ts";
export { partsOf } from "./parts.ts";
export { beginDraft, type Offered, type Prefilled, prefill, type RegisterFact, type RegisterFacts } from "./prefill.ts";
export { type Reading, readAnswers } from "./read-answers.ts";
export { settle, shorten } from "./settle.ts";
export { linesOf, type SummaryRow, summaryOf } from "./summary.ts";
export { type WrittenInputs, writeInputs } from "./write-inputs.ts";
