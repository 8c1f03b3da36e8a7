import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Day, parseDay, startOf } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { requireDivision, seedFolder } from "../region/index.ts";
import { endForms } from "./close-departments.ts";
import type { Department } from "./department.ts";
import { kindOfName, type OrganKind } from "./kinds.ts";
import { findDepartment, requireDepartment } from "./queries.ts";
import type { DepartmentKey, Vertical } from "./tables.ts";
import { openWindows } from "./windows.ts";
import { type Change, lockRegister, writeChange, writeForms } from "./write.ts";

interface PlanDepartment {
  key: string;
  short: string;
  name: string;
  vertical?: Vertical | null;
  windowBatch?: number;
  windowDue?: string;
}

/** `seed/organizations.json`, as far as it is taken in. */
interface Plan {
  province: { code: string; departments: PlanDepartment[] };
  chaozhou: { code: string; departments: PlanDepartment[] };
  cities: { code: string; name: string }[];
}

type ToldChange = { on: string; document: string; note?: string } & (
  | { kind: "rename"; department: string; name: string; short: string }
  | {
      kind: "merge";
      departments: string[];
      into: { key: string; name?: string; short?: string; vertical?: Vertical }[];
    }
);

/** `seed/organization-changes.json`. */
interface Told {
  since: string;
  document: string;
  changes: ToldChange[];
}

/** What loading did. */
export interface PlanReport {
  /** Departments that are new, successors of the told changes included. */
  readonly departments: number;
  readonly windows: number;
}

/**
 * Takes in the departments of the plans: 48 of the province and 58 of Chaozhou with their windows, and the governments of the
 * 21 cities; then what became of them. Run at every start after the register of divisions; the second time it changes nothing.
 */
export async function loadPlan(tx: Tx, folder = seedFolder()): Promise<PlanReport> {
  const texts = ["organizations.json", "organization-changes.json"].map((file) =>
    readFileSync(path.join(folder, file), "utf8"),
  );
  const sha256 = createHash("sha256").update(texts.join("\n")).digest("hex");
  await lockRegister(tx); // two processes may start at once
  const before = await tx
    .selectFrom("organization.edition")
    .select("sha256")
    .where("name", "=", "plans")
    .executeTakeFirst();
  if (before?.sha256 === sha256) return { departments: 0, windows: 0 };
  const plan: Plan = JSON.parse(texts[0] ?? "");
  const told: Told = JSON.parse(texts[1] ?? "");
  const on = parseDay(told.since);
  const at = startOf(lastDay(told));
  const change = await writeChange(tx, { kind: "import", on, document: told.document, at, by: "plans" });
  const governments = plan.cities.map(({ code, name }) => ({ code, departments: [governmentOf(code, name)] }));
  let departments = 0;
  let windows = 0;
  for (const { code, departments: list } of [...governments, plan.province, plan.chaozhou]) {
    const added = await addAll(tx, change, code, list);
    departments += added.length;
    const withWindow = added.filter(({ key }) => !key.startsWith("gov-"));
    windows += await openWindows(tx, parseHallCode(code), withWindow, at);
  }
  if (departments > 0) for (const one of told.changes) departments += await redo(tx, one, at);
  await tx
    .insertInto("organization.edition")
    .values({ name: "plans", sha256 })
    .onConflict((clash) => clash.column("name").doUpdateSet({ sha256 }))
    .execute();
  return { departments, windows };
}

function lastDay({ since, changes }: Told): Day {
  return parseDay([since, ...changes.map(({ on }) => on)].sort().at(-1) ?? since);
}

function governmentOf(code: string, city: string): PlanDepartment {
  return { key: `gov-${code}`, name: `${city}人民政府`, short: "市政府" };
}

type Added = { key: DepartmentKey; batch: number | undefined; dueOn: Day | undefined };

async function addAll(tx: Tx, change: Change, code: string, list: readonly PlanDepartment[]): Promise<Added[]> {
  const { key: division } = await requireDivision(tx, code);
  const known = await tx.selectFrom("organization.department").select("key").where("division", "=", division).execute();
  const there = new Set<string>(known.map(({ key }) => key));
  const fresh = list.filter(({ key }) => !there.has(key));
  if (fresh.length === 0) return [];
  const rows = fresh.map(({ key }) => ({ key: key as DepartmentKey, division, origin: "plan" as const }));
  await tx.insertInto("organization.department").values(rows).execute();
  const kinds = new Set<OrganKind>();
  const forms = fresh.map(({ key, name, short, vertical }, index) => ({
    key: key as DepartmentKey,
    division,
    name,
    shortName: short,
    kind: firstOfKind(kinds, name),
    nature: "1" as const,
    vertical: vertical ?? undefined,
    uscc: undefined,
    orgCode: undefined,
    position: there.size + index,
    state: "live" as const,
    version: 0,
  }));
  await writeForms(tx, change, forms);
  return fresh.map(({ key, windowBatch, windowDue }) => ({
    key: key as DepartmentKey,
    batch: windowBatch,
    dueOn: windowDue === undefined ? undefined : parseDay(windowDue),
  }));
}

/** One department of a kind at a place: the first keeps it. */
function firstOfKind(kinds: Set<OrganKind>, name: string): OrganKind | undefined {
  const kind = kindOfName(name);
  if (kind === undefined || kinds.has(kind)) return undefined;
  kinds.add(kind);
  return kind;
}

/** Lets a told change happen again. @returns how many departments it founded. */
async function redo(tx: Tx, told: ToldChange, at: Date): Promise<number> {
  const on = parseDay(told.on);
  const { document, note } = told;
  const change = await writeChange(tx, { kind: told.kind, on, document, note, at, by: "plans" });
  if (told.kind === "rename") {
    const before = await requireDepartment(tx, told.department);
    const kind = kindOfName(told.name) ?? before.kind;
    await writeForms(tx, change, [{ ...before, name: told.name, shortName: told.short, kind }]);
    return 0;
  }
  const closing: Department[] = [];
  for (const key of told.departments) closing.push(await requireDepartment(tx, key));
  const heirs: Department[] = [];
  let founded = 0;
  for (const { key, name, short, vertical } of told.into) {
    const known = await findDepartment(tx, key);
    const first = closing[0];
    if (!known && first && name) {
      const department = key as DepartmentKey;
      await tx
        .insertInto("organization.department")
        .values({ key: department, division: first.division, origin: "plan" })
        .execute();
      const kind = kindOfName(name);
      const form = {
        ...first,
        key: department,
        name,
        shortName: short ?? name,
        kind,
        vertical,
        uscc: undefined,
        orgCode: undefined,
      };
      await writeForms(tx, change, [{ ...form, version: 0 }]);
      founded += 1;
    }
    heirs.push(known ?? (await requireDepartment(tx, key)));
  }
  await endForms(tx, change, closing, heirs, at);
  return founded;
}
