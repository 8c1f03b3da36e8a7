export { type ConfirmVisitsCommand, confirmVisits } from "./confirm-visits.ts";
export {
  askedFields,
  askedMaterials,
  type CorrectionCheck,
  type CorrectionDesk,
  freshMaterials,
  openCorrection,
  type Prepared,
} from "./correction-desk.ts";
export { listOwnCases, type OwnCaseLine, type OwnCases, type Waiting, waitingOf } from "./list-own-cases.ts";
export { openCaseFile } from "./open-case-file.ts";
export { type OwnCase, ownCase } from "./own-case.ts";
export {
  changeCorrectionMaterials,
  checkMark,
  correctionMark,
  readCorrection,
  type SavedCorrection,
  saveCorrection,
} from "./prepare-correction.ts";
export { checkCorrection, correctionSubscriptions, sendCorrection } from "./send-correction.ts";
export { applicantSealed, applicantTables } from "./tables.ts";
