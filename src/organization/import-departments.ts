import type { Day } from "../kernel/calendar/index.ts";
import { isOrgCode, isUscc } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { requireDivision } from "../region/index.ts";
import type { Department } from "./department.ts";
import { kindOfName } from "./kinds.ts";
import { foldName } from "./names.ts";
import { departmentByAlias, departmentByUscc, departmentsOf } from "./queries.ts";
import type { DepartmentKey } from "./tables.ts";
import { type Change, lockRegister, writeChange, writeForms } from "./write.ts";

/** A department as a list of items names it. */
export interface ImportedDepartment {
  /** Code of its place. */
  readonly division: string;
  readonly name: string;
  readonly uscc?: string | undefined;
  readonly orgCode?: string | undefined;
}

/** What is odd about a row; it was taken in all the same. */
export interface ImportWarning {
  readonly name: string;
  readonly warning: "bad-uscc" | "bad-org-code" | "other-name" | "other-uscc";
  readonly given: string;
}

/** What an import did. */
export interface DepartmentImport {
  /** One for each row, in their order: the department it means. */
  readonly departments: readonly DepartmentKey[];
  readonly added: number;
  /** Departments that were known and now have their codes. */
  readonly amended: number;
  readonly warnings: readonly ImportWarning[];
}

/**
 * Finds or adds the departments of a list. Each is looked for by uscc, then by name; codes that fail their check are kept
 * with a warning (1 of 177 in the real list does). A second run adds nothing.
 *
 * @param source the list, as people cite it; `at` and `by` say when and who.
 * @throws HallError `region/no-division` (not-found).
 */
export async function importDepartments(
  tx: Tx,
  rows: readonly ImportedDepartment[],
  source: { document: string; on: Day; at: Date; by: string },
): Promise<DepartmentImport> {
  await lockRegister(tx);
  let begun: Change | undefined;
  // A run that finds everything in its place leaves no change behind.
  const begin = async () => {
    begun ??= await writeChange(tx, { ...source, kind: "import" });
    return begun;
  };
  const departments: DepartmentKey[] = [];
  const warnings: ImportWarning[] = [];
  const counts = { added: 0, amended: 0 };
  for (const row of rows) {
    warnings.push(...codeWarnings(row));
    const division = (await requireDivision(tx, row.division)).key;
    const byCode = row.uscc === undefined ? undefined : await departmentByUscc(tx, row.uscc);
    const known = byCode ?? (await departmentByAlias(tx, division, row.name));
    if (known) {
      counts.amended += (await completeCodes(tx, begin, known, row)) ? 1 : 0;
      warnings.push(...differences(known, row));
      departments.push(known.key);
    } else {
      departments.push(await add(tx, await begin(), division, row));
      counts.added += 1;
    }
  }
  return { departments, ...counts, warnings };
}

function codeWarnings({ name, uscc, orgCode }: ImportedDepartment): ImportWarning[] {
  const found: ImportWarning[] = [];
  if (uscc !== undefined && !isUscc(uscc)) found.push({ name, warning: "bad-uscc", given: uscc });
  if (orgCode !== undefined && !isOrgCode(orgCode)) found.push({ name, warning: "bad-org-code", given: orgCode });
  return found;
}

function differences(known: Department, row: ImportedDepartment): ImportWarning[] {
  if (row.uscc !== undefined && known.uscc !== undefined && known.uscc !== row.uscc) {
    return [{ name: row.name, warning: "other-uscc", given: row.uscc }];
  }
  const same = foldName(known.name) === foldName(row.name) || foldName(known.shortName) === foldName(row.name);
  return same ? [] : [{ name: row.name, warning: "other-name", given: known.name }];
}

async function completeCodes(
  tx: Tx,
  begin: () => Promise<Change>,
  known: Department,
  row: ImportedDepartment,
): Promise<boolean> {
  const uscc = known.uscc ?? row.uscc;
  const orgCode = known.orgCode ?? row.orgCode;
  if (uscc === known.uscc && orgCode === known.orgCode) return false;
  await writeForms(tx, await begin(), [{ ...known, uscc, orgCode }], new Map([[known.key, [row.name]]]));
  return true;
}

async function add(
  tx: Tx,
  change: Change,
  division: Department["division"],
  row: ImportedDepartment,
): Promise<DepartmentKey> {
  const { name, uscc, orgCode } = row;
  const key = `${division}-${orgCode ?? foldName(name)}` as DepartmentKey;
  const others = await departmentsOf(tx, division);
  const kind = kindOfName(name);
  await tx.insertInto("organization.department").values({ key, division, origin: "import" }).execute();
  const form = {
    key,
    division,
    name,
    shortName: name,
    // One department of a kind at a place: the first keeps it.
    kind: others.some((one) => one.kind === kind) ? undefined : kind,
    nature: "1" as const,
    vertical: undefined,
    uscc,
    orgCode,
    position: Math.max(-1, ...others.map(({ position }) => position)) + 1,
    state: "live" as const,
    version: 0,
  };
  await writeForms(tx, change, [form]);
  return key;
}
