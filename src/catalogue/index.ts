import type { Module } from "../kernel/module/index.ts";
import { schedules, subscriptions } from "./jobs.ts";
import { routes } from "./routes.ts";
import { searchTables, syncSynonyms } from "./search/index.ts";
import { catalogueTables } from "./tables.ts";
import { itemPublished, itemStateChanged } from "./topics.ts";

export { cancelItem } from "./cancel-item.ts";
export { canonicalJson, digestOf } from "./canonical.ts";
export type { CatalogueHouse, Ground } from "./change-item.ts";
export { stateNames } from "./change-item.ts";
export { type BodyInUse, bodiesInUse, departmentOfItem, type NamedBody } from "./departments.ts";
export { type Depth, depthOf } from "./depth.ts";
export { devolvePower, type Receiver } from "./devolve-power.ts";
export {
  type DifferenceLine,
  type Differences,
  differencesOf,
  listDifferences,
  resolveDocument,
} from "./differences.ts";
export { discardDraft } from "./discard-draft.ts";
export { type Basis, ItemDocument, type ItemField, itemFields, type Material, type Situation } from "./document.ts";
export { findDraft, findingsForPublishing, type ItemDraft, listVersions, type VersionLine } from "./draft-queries.ts";
export {
  diffEditions,
  type Edition,
  type EditionDifference,
  type EditionEntry,
  type EditionWork,
  editionWork,
  enterEdition,
  listEditions,
} from "./editions.ts";
export { exportItems } from "./export/export-items.ts";
export { importTemplate } from "./export/template.ts";
export { followUpper } from "./follow-upper.ts";
export { catalogueAsOf, firstBrokenLine, historyOf, type ItemThen } from "./history.ts";
export { documentOfGuide, type Guide, type GuideBody, shippedGuides } from "./import/guides.ts";
export { importFile, mostListBytes } from "./import/import-file.ts";
export { type ImportCommand, type ImportReport, importItems } from "./import/import-items.ts";
export { type LineFinding, lineFindings } from "./import/line-finding.ts";
export { findImport, type ImportBatch, importLines, listImports } from "./import/queries.ts";
export type { ImportFormat } from "./import/raw-rows.ts";
export { type GuidePlace, importShippedGuides, importShippedItems } from "./import/shipped.ts";
export type { RowOutcome } from "./import/take-in.ts";
export { type UndoReport, undoImport } from "./import/undo-import.ts";
export { changesSince, type ItemFilter, type ItemPage, listItems } from "./item-pages.ts";
export { countKept, type KeptFilter, type KeptItem, type KeptView, keptViews, listKept } from "./kept-items.ts";
export { announceLicence, availableLicences } from "./licences.ts";
export * from "./listings/index.ts";
export { type ReviewPoint, reviewPointsOf } from "./manual.ts";
export type { Home } from "./new-item.ts";
export { parseDocument } from "./parse-document.ts";
export { noteView, refreshPopularity, writeViews } from "./popularity/index.ts";
export { publishItem } from "./publish-item.ts";
export {
  appliableItem,
  basisOf,
  findItem,
  findItemByCode,
  findItems,
  type Item,
  itemsOnLaw,
  requireAppliable,
  requireItem,
} from "./queries.ts";
export { approveLegality, sendBack, submitForReview } from "./review-draft.ts";
export {
  editorPost,
  hallsToKeep,
  listKeeperPost,
  mayEdit,
  mayEditItem,
  mayJudge,
  mayKeepList,
  mayKeepShared,
  mayReadDrafts,
  mayReview,
  mayReviewIn,
  requireEditor,
  reviewerPost,
} from "./rights.ts";
export type { ItemFinding } from "./rules/finding.ts";
export { type AvailableLicence, checkForPublishing, gateRules, stopsPublishing } from "./rules/gate.ts";
export { checkItem, itemRules } from "./rules/item-rules.ts";
export { checkAgainstUpper } from "./rules/upper-rules.ts";
export { type SavedDraft, saveDraft } from "./save-draft.ts";
export { type StandardScore, standardScore } from "./score.ts";
export * from "./search/index.ts";
export { type MaterialNeed, materialsFor } from "./situations.ts";
export { mergeItems, splitItem } from "./split-item.ts";
export { successorsOf } from "./succession.ts";
export { resumeItem, suspendItem } from "./suspend-item.ts";
export type { DraftState, ItemChangeKind, ItemKind, ItemOrigin, ItemState } from "./tables.ts";
export { retirePhrase, teachPhrase } from "./teach-phrase.ts";
export { itemPublished, itemStateChanged } from "./topics.ts";
export { type Body, transferPower } from "./transfer-power.ts";
export { countUpperChanges, type UpperChange, upperChanges } from "./upper-changes.ts";
export { findVersion, type ItemVersion } from "./versions.ts";

/** 事项目录: items, their versions, their history. */
export const catalogue: Module = {
  name: "catalogue",
  tables: [...catalogueTables, ...searchTables],
  topics: [itemPublished, itemStateChanged],
  subscriptions,
  schedules,
  routes,
  loadReference: (tx) => syncSynonyms(tx),
};
