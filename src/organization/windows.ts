import type { Day } from "../kernel/calendar/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { hallServing } from "../region/index.ts";
import type { Department } from "./department.ts";
import { departmentsByKey } from "./queries.ts";
import { requireKeeper } from "./rights.ts";
import type { DepartmentKey } from "./tables.ts";
import { liveDepartment, type OrganizationHouse } from "./write.ts";

/** A department's place on the portal of a hall (部门窗口). */
export interface DepartmentWindow {
  readonly hall: HallCode;
  readonly department: Department;
  readonly position: number;
  /** Batch of the plan in which it came online, and its day. */
  readonly batch: number | undefined;
  readonly dueOn: string | undefined;
}

/** The open windows of a hall in the order of its portal. */
export async function windowsOf(db: Reader, hall: HallCode): Promise<DepartmentWindow[]> {
  const rows = await db
    .selectFrom("organization.department_window")
    .select(["department", "position", "batch", "due_on"])
    .where("hall", "=", hall)
    .where("state", "=", "open")
    .orderBy("position")
    .orderBy("department")
    .execute();
  const found = await departmentsByKey(
    db,
    rows.map(({ department }) => department),
  );
  const byKey = new Map(found.map((one) => [one.key, one]));
  return rows.flatMap(({ department: key, position, batch, due_on }): DepartmentWindow | [] => {
    const department = byKey.get(key);
    return department ? { hall, department, position, batch: batch ?? undefined, dueOn: due_on ?? undefined } : [];
  });
}

/**
 * Opens windows for departments, behind those that are there; one that is open keeps its place.
 *
 * @returns how many are new.
 */
export async function openWindows(
  tx: Tx,
  hall: HallCode,
  departments: readonly {
    key: DepartmentKey;
    position?: number;
    batch?: number | undefined;
    dueOn?: Day | undefined;
  }[],
  at: Date,
): Promise<number> {
  const known = await tx
    .selectFrom("organization.department_window")
    .select(["department", "position"])
    .where("hall", "=", hall)
    .execute();
  const there = new Set(known.map(({ department }) => department));
  let last = Math.max(-1, ...known.map(({ position }) => position));
  const rows = departments
    .filter(({ key }) => !there.has(key))
    .map(({ key, position, batch = null, dueOn = null }) => {
      last += 1;
      const facts = { batch, due_on: dueOn, state: "open" as const, opened_at: at, closed_at: null };
      return { hall, department: key, position: position ?? last, ...facts };
    });
  if (rows.length > 0) await tx.insertInto("organization.department_window").values(rows).execute();
  return rows.length;
}

/** Closes the window of a department that is no more; its successors at the same hall have theirs in its place. */
export async function handOverWindow(
  tx: Tx,
  closed: Department,
  heirs: readonly Department[],
  at: Date,
): Promise<void> {
  const hall = await hallServing(tx, closed.division);
  if (!hall) return;
  const window = await tx
    .updateTable("organization.department_window")
    .set({ state: "closed", closed_at: at })
    .where("hall", "=", hall)
    .where("department", "=", closed.key)
    .where("state", "=", "open")
    .returning("position")
    .executeTakeFirst();
  if (!window) return;
  const local = heirs.filter(({ division }) => division === closed.division);
  await openWindows(
    tx,
    hall,
    local.map(({ key }) => ({ key, position: window.position })),
    at,
  );
}

/**
 * Puts the windows of a hall into an order; those not named follow in the order they had.
 *
 * @throws HallError `organization/not-keeper` (forbidden); `organization/no-window` (not-found).
 */
export async function orderWindows(
  tx: Tx,
  actor: Actor,
  command: { hall: HallCode; departments: readonly string[] },
): Promise<void> {
  requireKeeper(actor);
  const { hall } = command;
  const open = (await windowsOf(tx, hall)).map(({ department }) => department.key as string);
  const unknown = command.departments.find((key) => !open.includes(key));
  if (unknown !== undefined) {
    throw new HallError("not-found", "organization/no-window", "这个大厅没有这个部门窗口", { department: unknown });
  }
  const order = [...new Set([...command.departments, ...open])];
  for (const [position, key] of order.entries()) {
    await tx
      .updateTable("organization.department_window")
      .set({ position })
      .where("hall", "=", hall)
      .where("department", "=", key as DepartmentKey)
      .execute();
  }
}

/**
 * Opens the window of one department at the hall of its place (部门进驻).
 *
 * @returns false when it was open already.
 * @throws HallError `organization/not-keeper` (forbidden); `organization/no-department`, `organization/no-hall` (not-found); `organization/department-ended` (conflict).
 */
export async function openDepartmentWindow(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: { department: string; on: Day },
): Promise<boolean> {
  requireKeeper(actor);
  const department = await liveDepartment(tx, command.department, command.on);
  const hall = await hallServing(tx, department.division);
  if (!hall) throw new HallError("not-found", "organization/no-hall", "部门所在地还没有大厅");
  return (await openWindows(tx, hall, [{ key: department.key }], house.clock.now())) === 1;
}
