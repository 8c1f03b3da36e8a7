import type { Module } from "../kernel/module/index.ts";
import { loadPlan } from "./load-plan.ts";
import { routes } from "./routes.ts";
import { organizationTables } from "./tables.ts";
import { organizationChanged, postClosed } from "./topics.ts";

export { bodyColumns } from "./body-lines.ts";
export { closeDepartments } from "./close-departments.ts";
export type { Department, DepartmentChange } from "./department.ts";
export { type Duty, duties, isDuty } from "./duties.ts";
export {
  type DepartmentImport,
  type ImportedDepartment,
  type ImportWarning,
  importDepartments,
} from "./import-departments.ts";
export { type BodyReport, type BodyRow, importBodies } from "./import-file.ts";
export { kindOfName, type OrganKind, organKinds, usualName } from "./kinds.ts";
export { loadPlan, type PlanReport } from "./load-plan.ts";
export { aliasesOf, foldName } from "./names.ts";
export { addOffice, addPost, closePost, findPost, officesOf, postsOf } from "./posts.ts";
export {
  type DepartmentResolution,
  departmentByAlias,
  departmentByUscc,
  departmentHistory,
  departmentOfKind,
  departmentsByKey,
  departmentsOf,
  findDepartment,
  requireDepartment,
  resolveDepartment,
} from "./queries.ts";
export { type NewDepartment, registerDepartment } from "./register-department.ts";
export { renameDepartment } from "./rename-department.ts";
export { mayKeepOrganization } from "./rights.ts";
export type { DepartmentKey, DepartmentOrigin, Nature, OfficeRow, PostRow, Vertical } from "./tables.ts";
export { organizationChanged, postClosed } from "./topics.ts";
export { makeUsualDepartments } from "./usual-departments.ts";
export { type DepartmentWindow, openDepartmentWindow, orderWindows, windowsOf } from "./windows.ts";
export type { ChangeCommand, OrganizationHouse } from "./write.ts";

/** 机构与岗位: departments with their history, windows, offices and posts. */
export const organization: Module = {
  name: "organization",
  tables: organizationTables,
  topics: [organizationChanged, postClosed],
  routes,
  loadReference: (tx) => loadPlan(tx),
};
