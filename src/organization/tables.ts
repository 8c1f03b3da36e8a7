import type { HallCode } from "../kernel/codes/index.ts";
import { declareTables } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { DivisionKey } from "../region/index.ts";
import type { Duty } from "./duties.ts";
import type { OrganKind } from "./kinds.ts";

declare const departmentKey: unique symbol;

/** The identity of a department: stays when it is renamed. */
export type DepartmentKey = string & { readonly [departmentKey]: true };

/** Where a department was taken from: the plans, the usual set of a place, a list of items, or entered by hand. */
export type DepartmentOrigin = "plan" | "template" | "import" | "local";

/** Code table `dept_nature`: 1 法定机关, 2 授权组织, 3 受委托组织, 9 其他. */
export type Nature = "1" | "2" | "3" | "9";

/** Who runs it instead of the government of its place (垂直管理). */
export type Vertical = "national" | "province";

/** What happened to a department. */
export type DepartmentChangeKind = "import" | "found" | "rename" | "amend" | "merge" | "close";

/** The one row that acts lock. */
export interface DepartmentRegisterRow {
  name: "departments";
  last_change: bigint;
}

/** Why and since when. */
export interface DepartmentChangeRow {
  number: bigint;
  kind: DepartmentChangeKind;
  from_on: string;
  document: string;
  note: string | null;
  recorded_at: Date;
  recorded_by: string;
}

/** A department. */
export interface DepartmentRow {
  key: DepartmentKey;
  division: DivisionKey;
  origin: DepartmentOrigin;
}

/** What a department was from a day on; never changed once written. */
export interface DepartmentVersionRow {
  department: DepartmentKey;
  version: number;
  from_on: string;
  change: bigint;
  name: string;
  short_name: string;
  kind: OrganKind | null;
  nature: Nature;
  vertical: Vertical | null;
  /** As given; imports keep faulty ones. */
  uscc: string | null;
  org_code: string | null;
  /** Order among the departments of its place. */
  position: number;
  state: "live" | "ended";
}

/** Who took over duties of a department. */
export interface DepartmentSuccessorRow {
  department: DepartmentKey;
  successor: DepartmentKey;
  change: bigint;
}

/** A name, folded by `foldName`. */
export interface DepartmentAliasRow {
  division: DivisionKey;
  alias: string;
  department: DepartmentKey;
}

/** A shipped file that was taken in. */
export interface OrganizationEditionRow {
  name: string;
  sha256: string;
}

/** A department's place on the portal (部门窗口). */
export interface DepartmentWindowRow {
  hall: HallCode;
  department: DepartmentKey;
  position: number;
  /** Batch of the plan in which it comes online, and its day. */
  batch: number | null;
  due_on: string | null;
  state: "open" | "closed";
  opened_at: Date;
  closed_at: Date | null;
}

/** A part of a department (处室、科室). */
export interface OfficeRow {
  hall: HallCode;
  id: Id;
  department: DepartmentKey;
  name: string;
  position: number;
  opened_at: Date;
  closed_at: Date | null;
}

/** A seat with duties (岗位). */
export interface PostRow {
  hall: HallCode;
  id: Id;
  department: DepartmentKey;
  office_id: Id | null;
  name: string;
  duties: Duty[];
  opened_at: Date;
  closed_at: Date | null;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "organization.register": DepartmentRegisterRow;
    "organization.department_change": DepartmentChangeRow;
    "organization.department": DepartmentRow;
    "organization.department_version": DepartmentVersionRow;
    "organization.department_successor": DepartmentSuccessorRow;
    "organization.department_alias": DepartmentAliasRow;
    "organization.edition": OrganizationEditionRow;
    "organization.department_window": DepartmentWindowRow;
    "organization.office": OfficeRow;
    "organization.post": PostRow;
  }
}

/** The register is small and read everywhere; windows, offices and posts belong to the hall they work in. */
export const organizationTables = declareTables("organization", {
  register: "reference",
  department_change: "reference",
  department: "reference",
  department_version: "reference",
  department_successor: "reference",
  department_alias: "reference",
  edition: "reference",
  department_window: "hall",
  office: "hall",
  post: "hall",
});
