import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Department } from "./department.ts";
import { requireDepartment } from "./queries.ts";
import { parseCodes, parseName, refuseTakenUscc } from "./register-department.ts";
import { announce } from "./topics.ts";
import { beginChange, type ChangeCommand, liveDepartment, type OrganizationHouse, writeForms } from "./write.ts";

/**
 * Gives a department another name (更名), and codes where they change with it; its old names go on leading to it.
 *
 * @throws HallError `organization/no-department` (not-found); `organization/department-ended`, `organization/too-early`,
 *   `organization/uscc-taken` (conflict); `organization/bad-name`, `codes/…` (invalid); as `beginChange`.
 */
export async function renameDepartment(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & {
    department: string;
    name: string;
    shortName?: string | undefined;
    uscc?: string | undefined;
    orgCode?: string | undefined;
  },
): Promise<Department> {
  const name = parseName(command.name);
  const codes = parseCodes(command);
  const change = await beginChange(house, tx, actor, { ...command, kind: "rename" });
  const before = await liveDepartment(tx, command.department, command.on);
  await refuseTakenUscc(tx, codes.uscc, before.key);
  const { uscc = before.uscc, orgCode = before.orgCode } = codes;
  await writeForms(tx, change, [{ ...before, name, shortName: command.shortName ?? name, uscc, orgCode }]);
  await announce(house, tx, change, [before.key]);
  return await requireDepartment(tx, before.key);
}
