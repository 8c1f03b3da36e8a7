import { type RawBuilder, sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { DivisionKey } from "../region/index.ts";
import type { Department, DepartmentChange } from "./department.ts";
import type { OrganKind } from "./kinds.ts";
import { foldName } from "./names.ts";
import type { DepartmentKey, DepartmentOrigin, DepartmentVersionRow } from "./tables.ts";

type VersionRow = Omit<DepartmentVersionRow, "change"> & { division: DivisionKey; origin: DepartmentOrigin };

const newest = "9999-12-31";

/** The forms that hold on a day, live and ended, in portal order. @param where a condition on `v` (department_version) or `d` (department). */
async function versionsAt(db: Reader, where: RawBuilder<unknown>, on?: Day): Promise<Department[]> {
  const day = on ?? newest;
  const { rows } = await sql<VersionRow>`
    select v.department, v.version, v.from_on, v.name, v.short_name, v.kind, v.nature, v.vertical, v.uscc, v.org_code,
      v.position, v.state, d.division, d.origin
    from organization.department_version v join organization.department d on d.key = v.department
    where v.from_on <= ${day}::date and ${where}
      and not exists (select from organization.department_version later where later.department = v.department
        and later.version > v.version and later.from_on <= ${day}::date)
    order by d.division, v.position, v.department`.execute(db);
  return rows.map(departmentOf);
}

function departmentOf(row: VersionRow): Department {
  return {
    key: row.department,
    division: row.division,
    origin: row.origin,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind ?? undefined,
    nature: row.nature,
    vertical: row.vertical ?? undefined,
    uscc: row.uscc ?? undefined,
    orgCode: row.org_code ?? undefined,
    position: row.position,
    state: row.state,
    fromOn: parseDay(row.from_on),
    version: row.version,
  };
}

/** A department by its key, ended ones in their last form. */
export async function findDepartment(db: Reader, key: string, on?: Day): Promise<Department | undefined> {
  return (await versionsAt(db, sql`v.department = ${key}`, on))[0];
}

/** As `findDepartment`. @throws HallError `organization/no-department` (not-found). */
export async function requireDepartment(db: Reader, key: string): Promise<Department> {
  const found = await findDepartment(db, key);
  if (!found) throw new HallError("not-found", "organization/no-department", "没有这个部门", { department: key });
  return found;
}

/** Several departments by their keys, in portal order. */
export async function departmentsByKey(db: Reader, keys: readonly string[]): Promise<Department[]> {
  return keys.length === 0 ? [] : await versionsAt(db, sql`v.department = any(${[...keys]})`);
}

/** The live departments of a place, in portal order. */
export async function departmentsOf(db: Reader, division: DivisionKey, on?: Day): Promise<Department[]> {
  return await versionsAt(db, sql`d.division = ${division} and v.state = 'live'`, on);
}

/** The department of a kind at a place: how an item that is written once finds its department everywhere. */
export async function departmentOfKind(
  db: Reader,
  division: DivisionKey,
  kind: OrganKind,
): Promise<Department | undefined> {
  return (await versionsAt(db, sql`d.division = ${division} and v.kind = ${kind} and v.state = 'live'`))[0];
}

/** Live departments with a uscc, for the importer of items, whose codes begin with it. */
export async function departmentByUscc(db: Reader, uscc: string): Promise<Department | undefined> {
  return (await versionsAt(db, sql`v.uscc = ${uscc} and v.state = 'live'`))[0];
}

/**
 * The department that people of a place mean by a name: full, short or old (广东省公安厅, 省公安厅, 公安厅; 省工商局 leads to
 * 省市场监督管理局). A live department of that name wins over one that had it; a name that leads to several is nobody's.
 */
export async function departmentByAlias(
  db: Reader,
  division: DivisionKey,
  name: string,
): Promise<Department | undefined> {
  const named = sql`v.department in (select a.department from organization.department_alias a
    where a.division = ${division} and a.alias = ${foldName(name)})`;
  const found = await versionsAt(db, named);
  const live = found.filter(({ state }) => state === "live");
  if (live.length > 0) return live.length === 1 ? live[0] : undefined;
  const heirs = (await Promise.all(found.map(({ key }) => resolveDepartment(db, key)))).flatMap(({ live }) => live);
  return new Set(heirs.map(({ key }) => key)).size === 1 ? heirs[0] : undefined;
}

/** Where a department leads today. */
export interface DepartmentResolution {
  readonly named: Department;
  /** Itself while it lives, else those who took its duties over; may be empty. */
  readonly live: readonly Department[];
  readonly reasons: readonly DepartmentChange[];
}

/** Follows a department to those who do its work today. @throws HallError `organization/no-department` (not-found). */
export async function resolveDepartment(db: Reader, key: string): Promise<DepartmentResolution> {
  const named = await requireDepartment(db, key);
  const live = new Map<DepartmentKey, Department>();
  const reasons = new Map<bigint, DepartmentChange>();
  let met: Department[] = [named];
  while (met.length > 0) {
    for (const one of met) if (one.state === "live") live.set(one.key, one);
    const ended = met.filter(({ state }) => state === "ended").map((one) => one.key);
    if (ended.length === 0) break;
    const next = await db
      .selectFrom("organization.department_successor as s")
      .innerJoin("organization.department_change as c", "c.number", "s.change")
      .select(["s.successor", "c.number", "c.kind", "c.from_on", "c.document", "c.note"])
      .where("s.department", "in", ended)
      .execute();
    for (const one of next) {
      const { number, kind, document, note } = one;
      reasons.set(number, { number, kind, document, note: note ?? undefined, fromOn: parseDay(one.from_on) });
    }
    met = await departmentsByKey(
      db,
      next.map(({ successor }) => successor),
    );
  }
  return { named, live: [...live.values()], reasons: [...reasons.values()] };
}

/** All forms of a department with the change that made each, first to last. */
export async function departmentHistory(db: Reader, key: string): Promise<(DepartmentChange & { name: string })[]> {
  const rows = await db
    .selectFrom("organization.department_version as v")
    .innerJoin("organization.department_change as c", "c.number", "v.change")
    .select(["v.name", "v.from_on", "c.number", "c.kind", "c.document", "c.note"])
    .where("v.department", "=", key as DepartmentKey)
    .orderBy("v.version")
    .execute();
  return rows.map(({ from_on, note, ...row }) => ({ ...row, fromOn: parseDay(from_on), note: note ?? undefined }));
}
