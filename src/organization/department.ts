import type { Day } from "../kernel/calendar/index.ts";
import type { DivisionKey } from "../region/index.ts";
import type { OrganKind } from "./kinds.ts";
import type { DepartmentChangeKind, DepartmentKey, DepartmentOrigin, Nature, Vertical } from "./tables.ts";

/** A department as it was from a day on. */
export interface Department {
  readonly key: DepartmentKey;
  readonly division: DivisionKey;
  readonly origin: DepartmentOrigin;
  /** 广东省公安厅. */
  readonly name: string;
  /** 省公安厅. */
  readonly shortName: string;
  readonly kind: OrganKind | undefined;
  readonly nature: Nature;
  /** Run from above instead of by the government of its place. */
  readonly vertical: Vertical | undefined;
  /** As given; an import keeps a faulty one, so ask `isUscc` before relying on it. */
  readonly uscc: string | undefined;
  readonly orgCode: string | undefined;
  /** Order among the departments of its place. */
  readonly position: number;
  readonly state: "live" | "ended";
  readonly fromOn: Day;
  /** Of its forms, from 1. */
  readonly version: number;
}

/** A change, as told to people. */
export interface DepartmentChange {
  readonly number: bigint;
  readonly kind: DepartmentChangeKind;
  readonly fromOn: Day;
  readonly document: string;
  readonly note: string | undefined;
}
