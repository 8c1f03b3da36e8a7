import { findItem, type ItemVersion } from "../catalogue/index.ts";
import type { Db } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Department, departmentByAlias, departmentByUscc, isDuty } from "../organization/index.ts";
import type { Act, Flow, TaskNode } from "../process/index.ts";
import type { DivisionKey } from "../region/index.ts";
import { orgPartOf } from "./numbers.ts";

/** Which departments the tasks of an item version go to. */
export interface Desks {
  /** Key of the department whose item it is. */
  readonly own: string;
  /** Its nine characters in case numbers. */
  readonly org: string;
  /** Co-department by the name the flow calls it. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** Departments change rarely, and a task of a closed one can be voided or taken over: a minute is soon enough. */
const keptMs = 60_000;
const kept = new WeakMap<Db, Map<string, { readonly desks: Desks; readonly until: number }>>();

/**
 * The departments an item version's tasks go to: by credit code, else by the name it has at its place. A co-department that
 * the register does not know is stood for by the item's own department, so that no task is without an owner.
 *
 * @throws HallError `application/no-department` (conflict) when the item's own department is not in the register.
 */
export async function desksOf(house: Pick<House, "db" | "clock">, version: ItemVersion): Promise<Desks> {
  let memory = kept.get(house.db);
  if (!memory) {
    memory = new Map();
    kept.set(house.db, memory);
  }
  const now = house.clock.now().getTime();
  const key = `${version.item} ${version.version}`;
  const known = memory.get(key);
  if (known && now < known.until && now >= known.until - keptMs) return known.desks;
  const desks = await findDesks(house.db, version);
  memory.set(key, { desks, until: now + keptMs });
  return desks;
}

async function findDesks(db: Db, { item, document, hall }: ItemVersion): Promise<Desks> {
  const division = ((await findItem(db, item))?.division ?? hall) as DivisionKey;
  const byCode = document.deptCode === undefined ? undefined : await departmentByUscc(db, document.deptCode);
  const own = byCode ?? (document.deptName === undefined ? undefined : await byName(db, division, document.deptName));
  if (!own) {
    throw new HallError("conflict", "application/no-department", "实施部门还没有登记到机构里，暂时不能在网上申请", {
      department: document.deptName,
    });
  }
  const bodies = new Map<string, string>();
  for (const name of bodiesIn(document.flow)) {
    const found = (await byName(db, division, name)) ?? own;
    bodies.set(name, found.key);
  }
  return { own: own.key, org: orgPartOf(own), bodies };
}

async function byName(db: Db, division: DivisionKey, name: string): Promise<Department | undefined> {
  return await departmentByAlias(db, division, name);
}

function bodiesIn(flow: Flow | undefined): Set<string> {
  const names = (flow?.nodes ?? []).flatMap((node) => (node.kind === "task" && node.body ? [node.body] : []));
  return new Set(names);
}

/** The duty of organization that does a task: the flow's own word, or, where guides name a body or a machine, that of the act. */
export function dutyOf({ post, act }: Pick<TaskNode, "post" | "act">): string {
  return isDuty(post) ? post : dutyOfAct[act];
}

const dutyOfAct: Record<Act, string> = {
  accept: "window-officer",
  examine: "reviewer",
  opinion: "co-reviewer",
  decide: "approver",
  issue: "issuer",
  deliver: "window-officer",
};
