import { dayOf } from "../kernel/calendar/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { type Db, inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { TableFormat } from "../kernel/sheet/index.ts";
import { findDivision, hallServing } from "../region/index.ts";
import { type BodyLine, dutiesOf, faultOf, isYes, readBodyLines } from "./body-lines.ts";
import { type ImportedDepartment, type ImportWarning, importDepartments } from "./import-departments.ts";
import { addOffice, addPost, officesOf, postsOf } from "./posts.ts";
import { requireDepartment } from "./queries.ts";
import { requireKeeper } from "./rights.ts";
import type { DepartmentKey } from "./tables.ts";
import { announce } from "./topics.ts";
import { openWindows } from "./windows.ts";
import type { OrganizationHouse } from "./write.ts";

/** What became of one row of a file. */
export interface BodyRow {
  readonly line: number;
  readonly outcome: "taken" | "refused";
  readonly name: string | undefined;
  /** What is to be said, each one sentence in Chinese. */
  readonly findings: readonly string[];
}

/** What a file did. */
export interface BodyReport {
  readonly rows: readonly BodyRow[];
  readonly departments: number;
  /** Departments that were known and now have their codes. */
  readonly amended: number;
  readonly windows: number;
  readonly offices: number;
  readonly posts: number;
}

const patience = { budgetMs: 120_000, statementMs: 60_000 };

/**
 * Takes departments, windows, offices and posts in out of a table: a row names a department and, where it says so, an office of
 * it and a post. What is known already stays; codes that fail their check are kept with a warning. All rows of a file stand or
 * fall together, so a second run after a fault begins from the start and adds nothing twice.
 *
 * @param command.dryRun does everything and takes it back.
 * @throws HallError `organization/not-keeper` (forbidden); `organization/no-document`, `organization/too-many-rows`, `sheet/…` (invalid).
 */
export async function importBodies(
  house: OrganizationHouse & { readonly db: Db },
  actor: Actor,
  command: {
    format: TableFormat;
    content: AsyncIterable<Uint8Array>;
    document: string;
    dryRun?: boolean;
  },
): Promise<BodyReport> {
  requireKeeper(actor);
  if (command.document.trim() === "") {
    throw new HallError("invalid", "organization/no-document", "请写明依据文件", {
      fields: { document: "请写明依据文件" },
    });
  }
  const rows = await readBodyLines(command.format, command.content);
  const tried: { report?: BodyReport } = {};
  try {
    return await inTransaction(
      house.db,
      async (tx) => {
        tried.report = await takeIn(house, tx, actor, rows, command.document);
        if (command.dryRun) throw new TakenBack();
        return tried.report;
      },
      patience,
    );
  } catch (error) {
    if (error instanceof TakenBack && tried.report) return tried.report;
    throw error;
  }
}

/** Ends the transaction of a dry run. */
class TakenBack extends Error {}

const warnings: Readonly<Record<ImportWarning["warning"], (given: string) => string>> = {
  "bad-uscc": () => "统一社会信用代码的校验位不对，照原样登记",
  "bad-org-code": () => "组织机构代码的校验位不对，照原样登记",
  "other-name": (given) => `登记的名称是“${given}”`,
  "other-uscc": () => "登记的统一社会信用代码不同，没有改",
};

type Good = BodyLine & { readonly department: ImportedDepartment };

async function takeIn(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  rows: readonly BodyLine[],
  document: string,
): Promise<BodyReport> {
  const faults = new Map<BodyLine, string>();
  const good: Good[] = [];
  const known = new Map<string, boolean>();
  for (const row of rows) {
    const { division = "", name } = row.values;
    if (!known.has(division)) known.set(division, (await findDivision(tx, division))?.state === "live");
    const fault = row.fault ?? faultOf(row, known.get(division) ?? false);
    if (fault !== undefined || name === undefined) faults.set(row, fault ?? "没有写部门");
    else good.push({ ...row, department: { division, name, uscc: row.values.uscc, orgCode: row.values.orgCode } });
  }
  const now = house.clock.now();
  const source = { document, on: dayOf(now), at: now, by: actor.id ?? "" };
  const counts = { windows: 0, offices: 0, posts: 0 };
  const taken: BodyRow[] = [];
  const keys = new Set<DepartmentKey>();
  let departments = 0;
  let amended = 0;
  for (const row of good) {
    const done = await importDepartments(tx, [row.department], source);
    departments += done.added;
    amended += done.amended;
    const [key] = done.departments;
    if (key === undefined) continue;
    keys.add(key);
    const findings = done.warnings.map(({ warning, given }) => warnings[warning](given));
    findings.push(...(await openPlaces(house, tx, actor, row, key, counts)));
    taken.push({ line: row.line, outcome: "taken", name: row.department.name, findings });
  }
  const change = await lastChange(tx);
  if (departments + amended > 0) await announce(house, tx, { number: change, on: source.on }, [...keys]);
  const refused = [...faults].map(([{ line, values }, fault]): BodyRow => {
    return { line, outcome: "refused", name: values.name, findings: [fault] };
  });
  const all = [...taken, ...refused].sort((one, other) => one.line - other.line);
  return { rows: all, departments, amended, ...counts };
}

async function lastChange(tx: Tx): Promise<bigint> {
  const row = await tx.selectFrom("organization.register").select("last_change").executeTakeFirstOrThrow();
  return row.last_change;
}

/** Window, office and post of a row, as far as they are not there. @returns what is to be said. */
async function openPlaces(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  { values }: Good,
  key: DepartmentKey,
  counts: { windows: number; offices: number; posts: number },
): Promise<string[]> {
  if (!values.office && !values.post && !isYes(values.window)) return [];
  const department = await requireDepartment(tx, key);
  if (department.state === "ended") return [`${department.name}已经撤销，没有登记窗口、处室、岗位`];
  const hall = await hallServing(tx, department.division);
  if (!hall) return ["部门所在地还没有大厅，没有登记窗口、处室、岗位"];
  if (isYes(values.window)) counts.windows += await openWindows(tx, hall, [{ key }], house.clock.now());
  const office =
    values.office === undefined
      ? undefined
      : await officeOf(house, tx, actor, { hall, key, name: values.office, counts });
  const { post: name, duties: given } = values;
  if (name === undefined || given === undefined) return [];
  const wanted = dutiesOf(given) ?? [];
  const there = (await postsOf(tx, hall, { department: key })).find((one) => one.name === name);
  if (there) {
    const isSame = [...there.duties].sort().join() === [...new Set(wanted)].sort().join();
    return isSame ? [] : ["岗位已经有了，职责不同，没有改"];
  }
  await addPost(house, tx, actor, { department: key, office, name, duties: wanted });
  counts.posts += 1;
  return [];
}

async function officeOf(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  at: { hall: HallCode; key: DepartmentKey; name: string; counts: { offices: number } },
): Promise<Id> {
  const there = (await officesOf(tx, at.hall, at.key)).find(({ name }) => name === at.name);
  if (there) return there.id;
  at.counts.offices += 1;
  return (await addOffice(house, tx, actor, { department: at.key, name: at.name })).id;
}
