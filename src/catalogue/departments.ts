import type { Db, Reader } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Department, departmentByAlias, departmentByUscc } from "../organization/index.ts";
import type { DivisionKey } from "../region/index.ts";
import { type ItemPlace, mayEditItem, notYours, requireEditor } from "./rights.ts";

/** The body that carries an item out, as the item says it. */
export interface NamedBody {
  readonly division: string;
  readonly deptCode?: string | undefined;
  readonly deptName?: string | undefined;
}

/** The department of the register that an item's body is: by its credit code, else by the name it has at its place. */
export async function findBody(db: Reader, body: NamedBody): Promise<Department | undefined> {
  const { deptCode, deptName, division } = body;
  const byCode = deptCode === undefined ? undefined : await departmentByUscc(db, deptCode);
  if (byCode || deptName === undefined) return byCode;
  return await departmentByAlias(db, division as DivisionKey, deptName);
}

/** Departments change rarely: a minute is soon enough for lists and pages. Acts ask anew. */
const keptMs = 60_000;
const kept = new WeakMap<Db, Map<string, { readonly found: Department | undefined; readonly until: number }>>();

/** As `findBody`, for pages: remembered for a minute. */
export async function departmentOfItem(
  house: Pick<House, "db" | "clock">,
  body: NamedBody,
): Promise<Department | undefined> {
  let memory = kept.get(house.db);
  if (!memory) {
    memory = new Map();
    kept.set(house.db, memory);
  }
  const now = house.clock.now().getTime();
  const key = [body.division, body.deptCode ?? "", body.deptName ?? ""].join("\n");
  const known = memory.get(key);
  if (known && now < known.until && now >= known.until - keptMs) return known.found;
  const found = await findBody(house.db, body);
  memory.set(key, { found, until: now + keptMs });
  return found;
}

/** A body that items of a hall name, how many of them, and the department it is; undefined when the register has none. */
export interface BodyInUse extends NamedBody {
  readonly items: number;
  readonly department: Department | undefined;
}

/** The bodies that the living items of a hall name, those in no register among them. */
export async function bodiesInUse(house: Pick<House, "db" | "clock">, hall: string): Promise<BodyInUse[]> {
  const rows = await house.db
    .selectFrom("catalogue.item")
    .select((build) => ["division", "dept_code", "dept_name", build.fn.countAll<bigint>().as("items")])
    .where("hall", "=", hall as never)
    .where("state", "<>", "cancelled")
    .where("kind", "<>", "base")
    .groupBy(["division", "dept_code", "dept_name"])
    .orderBy("dept_name")
    .orderBy("division")
    .execute();
  const bodies: BodyInUse[] = [];
  for (const { division, dept_code, dept_name, items } of rows) {
    const body = { division, deptCode: dept_code ?? undefined, deptName: dept_name ?? undefined };
    bodies.push({ ...body, items: Number(items), department: await departmentOfItem(house, body) });
  }
  return bodies;
}

/**
 * Asks in an act whether this editor keeps an item of this body.
 *
 * @throws HallError `catalogue/not-editor`, `catalogue/not-yours` (forbidden).
 */
export async function requireEditorOf(db: Reader, actor: Actor, item: NamedBody & { hall: string }): Promise<void> {
  requireEditor(actor);
  const hallOnly: ItemPlace = { hall: item.hall, department: undefined };
  // Without a seat in the hall no department helps; with the whole list none is asked.
  if (!mayEditItem(actor, hallOnly)) throw notYours();
  const department = (await findBody(db, item))?.key;
  if (!mayEditItem(actor, { hall: item.hall, department })) throw notYours();
}
