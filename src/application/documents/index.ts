export { groupCode, readCheckNumber } from "./check-number.ts";
export type { DocumentFacts, DocumentKind } from "./facts.ts";
export { documentSubscriptions } from "./jobs.ts";
export { documentKinds } from "./kinds.ts";
export { type CaseDocument, type CheckedDocument, documentsOf, findDocument, openDocument } from "./queries.ts";
export { documentAnswer, documentRoutes } from "./routes.ts";
export { documentTables } from "./tables.ts";
export { documentTopics } from "./topics.ts";
