import { sql } from "kysely";
import { type Day, dayOf } from "../kernel/calendar/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { divisionsByKey } from "../region/index.ts";
import type { Department } from "./department.ts";
import { aliasesOf } from "./names.ts";
import { requireDepartment } from "./queries.ts";
import { requireKeeper } from "./rights.ts";
import type { DepartmentAliasRow, DepartmentChangeKind, DepartmentKey } from "./tables.ts";

/** What acts of this register need of the house. */
export type OrganizationHouse = Pick<House, "clock" | "outbox" | "config">;

/** What all changes have in common. */
export interface ChangeCommand {
  /** The first day on which it holds; not in the future. */
  readonly on: Day;
  /** The document on which it rests, as people cite it. */
  readonly document: string;
  readonly note?: string | undefined;
}

/** A change under way: its number and day. */
export interface Change {
  readonly number: bigint;
  readonly on: Day;
}

/**
 * Begins a change by hand: right, document, day, lock, row.
 *
 * @throws HallError `organization/not-keeper` (forbidden); `organization/no-document`, `organization/not-yet` (invalid).
 */
export async function beginChange(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { kind: DepartmentChangeKind },
): Promise<Change> {
  requireKeeper(actor);
  const now = house.clock.now();
  if (command.document.trim() === "") {
    throw new HallError("invalid", "organization/no-document", "请写明依据文件", {
      fields: { document: "请写明依据文件" },
    });
  }
  if (command.on > dayOf(now)) {
    throw new HallError("invalid", "organization/not-yet", "生效日还没有到，请到生效当天再登记", {
      fields: { on: "生效日还没有到" },
    });
  }
  return await writeChange(tx, { ...command, at: now, by: actor.id ?? "" });
}

/** Takes the register's lock until the transaction ends, so that changes come one after the other. */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx.selectFrom("organization.register").select("name").where("name", "=", "departments").forUpdate().execute();
}

/** Takes the lock and writes the row of a change. */
export async function writeChange(
  tx: Tx,
  change: ChangeCommand & { kind: DepartmentChangeKind; at: Date; by: string },
): Promise<Change> {
  const { last_change: number } = await tx
    .updateTable("organization.register")
    .set({ last_change: sql`last_change + 1` })
    .where("name", "=", "departments")
    .returning("last_change")
    .executeTakeFirstOrThrow();
  const { kind, on, document, note, at, by } = change;
  await tx
    .insertInto("organization.department_change")
    .values({ number, kind, from_on: on, document, note: note ?? null, recorded_at: at, recorded_by: by })
    .execute();
  return { number, on };
}

/** A live department that an act changes. @throws HallError `organization/department-ended`, `organization/too-early` (conflict). */
export async function liveDepartment(tx: Tx, key: string, on: Day): Promise<Department> {
  const found = await requireDepartment(tx, key);
  if (found.state === "ended") {
    throw new HallError("conflict", "organization/department-ended", `${found.name}已经撤销`, { department: key });
  }
  if (found.fromOn > on) {
    throw new HallError("conflict", "organization/too-early", `${found.name}在${found.fromOn}已有更晚的变更`, {
      department: key,
    });
  }
  return found;
}

/** Writes forms of departments, each one after its newest, and the names they can be found by. */
export async function writeForms(
  tx: Tx,
  change: Change,
  forms: readonly Omit<Department, "fromOn" | "origin">[],
  more: ReadonlyMap<DepartmentKey, readonly string[]> = new Map(),
): Promise<void> {
  if (forms.length === 0) return;
  const rows = forms.map((form) => ({
    department: form.key,
    version: form.version + 1,
    from_on: change.on,
    change: change.number,
    name: form.name,
    short_name: form.shortName,
    kind: form.kind ?? null,
    nature: form.nature,
    vertical: form.vertical ?? null,
    uscc: form.uscc ?? null,
    org_code: form.orgCode ?? null,
    position: form.position,
    state: form.state,
  }));
  await tx.insertInto("organization.department_version").values(rows).execute();
  const places = await divisionsByKey(tx, [...new Set(forms.map(({ division }) => division))]);
  const nameOf = new Map(places.map(({ key, name }) => [key, name]));
  const aliases = forms.flatMap((form): DepartmentAliasRow[] => {
    const names = [form.name, form.shortName, ...(more.get(form.key) ?? [])];
    const ways = aliasesOf(nameOf.get(form.division) ?? "", names);
    return ways.map((alias) => ({ division: form.division, alias, department: form.key }));
  });
  for (let at = 0; at < aliases.length; at += 5_000) {
    await tx
      .insertInto("organization.department_alias")
      .values(aliases.slice(at, at + 5_000))
      .onConflict((clash) => clash.doNothing())
      .execute();
  }
}
