/**
 * What the holder of a post may do. The keys are the posts that flows name (process) and the roles that routes ask for.
 */
export const duties = {
  "window-officer": "窗口收件、受理、送达",
  "first-examiner": "初审",
  reviewer: "审核",
  "co-reviewer": "出具协办意见",
  inspector: "现场核查",
  approver: "批准",
  issuer: "制证签发",
  "catalogue-editor": "编制事项",
  "catalogue-reviewer": "审查事项（编办、法制）",
  "legality-reviewer": "审查事项的合法性",
  "catalogue-publisher": "发布事项",
  "consultation-officer": "答复咨询、投诉",
  archivist: "归档",
  supervisor: "效能监督",
  "region-keeper": "管理区划和大厅",
  "organization-keeper": "管理机构和岗位",
  "hall-administrator": "管理本大厅的工作人员",
} as const;

/** The key of a duty. */
export type Duty = keyof typeof duties;

/** Whether the text is a duty we know. */
export function isDuty(text: string): text is Duty {
  return Object.hasOwn(duties, text);
}
