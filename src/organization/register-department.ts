import { parseOrgCode, parseUscc, usccFacts } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { requireDivision } from "../region/index.ts";
import type { Department } from "./department.ts";
import { kindOfName, type OrganKind } from "./kinds.ts";
import { departmentByUscc, departmentsOf, requireDepartment } from "./queries.ts";
import type { DepartmentKey, Nature, Vertical } from "./tables.ts";
import { announce } from "./topics.ts";
import { beginChange, type ChangeCommand, type OrganizationHouse, writeForms } from "./write.ts";

/** A department entered by hand. */
export interface NewDepartment {
  /** Code of its place. */
  readonly division: string;
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly uscc?: string | undefined;
  readonly orgCode?: string | undefined;
  readonly kind?: OrganKind | undefined;
  readonly nature?: Nature | undefined;
  readonly vertical?: Vertical | undefined;
}

/**
 * Registers a department (新设机构). Codes are checked here: what an import only warns of is refused by hand.
 *
 * @throws HallError `organization/bad-name` (invalid), `codes/bad-uscc`, `codes/bad-org-code` (invalid); `organization/name-taken`,
 *   `organization/uscc-taken` (conflict); `region/no-division`; as `beginChange`.
 */
export async function registerDepartment(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & NewDepartment,
): Promise<Department> {
  const name = parseName(command.name);
  const codes = parseCodes(command);
  const change = await beginChange(house, tx, actor, { ...command, kind: "found" });
  const { key: division } = await requireDivision(tx, command.division);
  const others = await departmentsOf(tx, division);
  if (others.some((one) => one.name === name)) {
    throw new HallError("conflict", "organization/name-taken", "这里已经有同名的部门", {
      fields: { name: "已经有同名的部门" },
    });
  }
  await refuseTakenUscc(tx, codes.uscc);
  const key = newId(house.clock) as string as DepartmentKey;
  const kind = command.kind ?? kindOfName(name);
  await tx.insertInto("organization.department").values({ key, division, origin: "local" }).execute();
  const form = {
    key,
    division,
    name,
    shortName: command.shortName === undefined ? name : parseName(command.shortName),
    // One department of a kind at a place: the first keeps it.
    kind: others.some((one) => one.kind === kind) ? undefined : kind,
    nature: command.nature ?? "1",
    vertical: command.vertical,
    ...codes,
    position: Math.max(-1, ...others.map(({ position }) => position)) + 1,
    state: "live" as const,
    version: 0,
  };
  await writeForms(tx, change, [form]);
  await announce(house, tx, change, [key]);
  return await requireDepartment(tx, key);
}

/** @throws HallError `organization/bad-name` (invalid): empty or longer than 100 characters. */
export function parseName(text: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= 100) return name;
  throw new HallError("invalid", "organization/bad-name", "名称不能为空，也不能超过100字", {
    fields: { name: "名称不能为空，也不能超过100字" },
  });
}

/** Checks codes given by hand; the organisation code follows from the uscc. */
export function parseCodes(given: { uscc?: string | undefined; orgCode?: string | undefined }): {
  uscc: string | undefined;
  orgCode: string | undefined;
} {
  const uscc = given.uscc === undefined ? undefined : parseUscc(given.uscc);
  const orgCode = given.orgCode === undefined ? uscc && usccFacts(uscc).orgCode : parseOrgCode(given.orgCode);
  return { uscc, orgCode };
}

/** @throws HallError `organization/uscc-taken` (conflict). */
export async function refuseTakenUscc(tx: Tx, uscc: string | undefined, own?: DepartmentKey): Promise<void> {
  const owner = uscc === undefined ? undefined : await departmentByUscc(tx, uscc);
  if (!owner || owner.key === own) return;
  throw new HallError("conflict", "organization/uscc-taken", `这个统一社会信用代码已经登记给${owner.name}`, {
    fields: { uscc: `已经登记给${owner.name}` },
  });
}
