import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Department } from "./department.ts";
import type { DepartmentKey } from "./tables.ts";
import { announce } from "./topics.ts";
import { handOverWindow } from "./windows.ts";
import {
  beginChange,
  type Change,
  type ChangeCommand,
  liveDepartment,
  type OrganizationHouse,
  writeForms,
} from "./write.ts";

/**
 * Closes departments in favour of others (撤并、职责划转): 省工商局, 省质监局, 省食品药品监管局 → 省市场监督管理局; 省海洋与渔业厅 → two.
 * Their windows close and the successors have theirs in that place; old names lead to the successors.
 *
 * @throws HallError `organization/bad-merger` (invalid): nobody closes, or a department succeeds itself; `organization/no-department`,
 *   `organization/department-ended`, `organization/too-early`; as `beginChange`.
 */
export async function closeDepartments(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { departments: readonly string[]; successors: readonly string[] },
): Promise<{ closed: number }> {
  const change = await beginChange(house, tx, actor, { ...command, kind: "merge" });
  const { departments, successors } = command;
  if (departments.length === 0 || departments.some((key) => successors.includes(key))) {
    throw new HallError("invalid", "organization/bad-merger", "请指明撤销哪些部门、职责归哪些部门", { departments });
  }
  const closing: Department[] = [];
  for (const key of new Set(departments)) closing.push(await liveDepartment(tx, key, command.on));
  const heirs: Department[] = [];
  for (const key of new Set(successors)) heirs.push(await liveDepartment(tx, key, command.on));
  await endForms(tx, change, closing, heirs, house.clock.now());
  const touched = [...closing, ...heirs].map(({ key }) => key);
  await announce(house, tx, change, touched);
  return { closed: closing.length };
}

/** Writes the last forms, the successors and the windows; shipped history uses it too. */
export async function endForms(
  tx: Tx,
  change: Change,
  closing: readonly Department[],
  heirs: readonly Department[],
  at: Date,
): Promise<void> {
  await writeForms(
    tx,
    change,
    closing.map((one) => ({ ...one, state: "ended" as const, kind: undefined })),
  );
  const rows = closing.flatMap(({ key: department }) =>
    heirs.map(({ key: successor }): { department: DepartmentKey; successor: DepartmentKey; change: bigint } => ({
      department,
      successor,
      change: change.number,
    })),
  );
  if (rows.length > 0) await tx.insertInto("organization.department_successor").values(rows).execute();
  for (const one of closing) await handOverWindow(tx, one, heirs, at);
}
