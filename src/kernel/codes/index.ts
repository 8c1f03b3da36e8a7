export { enterCalendarDay, enterCalendarYear, loadCalendar, syncCalendar } from "./calendar-data.ts";
export {
  type CodeMapping,
  type CodeTable,
  type CodeValue,
  type Confidence,
  codeMappings,
  codeTables,
} from "./code-tables.ts";
export { type Codes, createCodes, type KnownTable } from "./codes.ts";
export { correctCodeValue, correctMapping, type ValueCorrection } from "./correct-codes.ts";
export {
  type DivisionCode,
  type DivisionLevel,
  divisionLevel,
  type HallCode,
  isDivisionCode,
  isHallCode,
  isProvincePrefix,
  parseDivisionCode,
  parseHallCode,
  statisticsCode,
  upperDivisions,
} from "./division.ts";
export {
  type IdNumber,
  type IdNumberFacts,
  idNumberCheckCharacter,
  idNumberFacts,
  isIdNumber,
  parseIdNumber,
} from "./id-number.ts";
export {
  type BaseCode,
  type BaseCodeParts,
  baseCodeParts,
  type CodeWarning,
  type HandlingCode,
  type ImplementationCode,
  type ImplementationCodeParts,
  type ImportedCode,
  type ItemCode,
  implementationCodeParts,
  importBaseCode,
  importHandlingCode,
  importImplementationCode,
  isBaseCode,
  isHandlingCode,
  isImplementationCode,
  parseBaseCode,
  parseHandlingCode,
  parseImplementationCode,
  parseItemCode,
  parseLocalCode,
} from "./item-code.ts";
export { loadCodes } from "./load-codes.ts";
export { type MaskKind, mask } from "./masking.ts";
export {
  isMobile,
  isPhone,
  type MobileNumber,
  type Phone,
  type PhoneFacts,
  parseMobile,
  parsePhone,
  phoneFacts,
} from "./phone.ts";
export { syncCodeTables } from "./sync-codes.ts";
export type { SyncReport } from "./sync-report.ts";
export { codesTables, type Origin } from "./tables.ts";
export {
  isOrgCode,
  isUscc,
  type OrgCode,
  parseOrgCode,
  parseUscc,
  type Uscc,
  usccCheckCharacter,
  usccFacts,
} from "./uscc.ts";
