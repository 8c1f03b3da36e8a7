import { countBodies, type Entry, type ItemBody } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import { aliasesOf, type Department, departmentsOf, foldName, kindOfName, windowsOf } from "../organization/index.ts";
import type { Hall } from "../region/index.ts";
import type { HallItems } from "./hall-items.ts";

/** Who implements items of a hall: a department of the register, or a body that only the lists of items name. */
export interface Implementer {
  readonly name: string;
  readonly department: Department | undefined;
  /** Its name stands on the home of the hall. */
  readonly onHome: boolean;
  /** As the items name it; a department may be named in several ways. */
  readonly bodies: readonly ItemBody[];
  readonly items: number;
}

/**
 * Who implements the items of a hall: departments in the order of the portal, those without items too, then the others,
 * most items first. Lists write departments as texts; here each text finds its department by credit code, name or kind.
 */
export async function implementersOf(
  house: Pick<House, "db">,
  items: HallItems,
  hall: Hall,
  entry?: Entry,
): Promise<Implementer[]> {
  const [counted, windows, local] = await Promise.all([
    countBodies(house.db, items.placesOf(hall), entry),
    windowsOf(house.db, hall.code),
    departmentsOf(house.db, hall.division.key),
  ]);
  const departments = new Map([...windows.map(({ department }) => department), ...local].map((one) => [one.key, one]));
  const met = new Set(windows.map(({ department }) => department.key));
  // As the home lists them: its windows, and without any the departments of the place.
  const onHome = ({ key }: Department) => met.size === 0 || met.has(key);
  const find = finder(hall, [...departments.values()]);
  const found = new Map<string, Implementer>();
  for (const department of departments.values()) {
    found.set(department.key, { name: department.name, department, onHome: onHome(department), bodies: [], items: 0 });
  }
  for (const { items: count, ...body } of counted) {
    const department = find(body);
    const key = department?.key ?? bodyKey(body);
    const known = found.get(key);
    found.set(key, {
      name: known?.name ?? department?.name ?? body.name ?? "没有写实施机构",
      department,
      onHome: department !== undefined && onHome(department),
      bodies: [...(known?.bodies ?? []), body],
      items: (known?.items ?? 0) + count,
    });
  }
  return [...found.values()];
}

/** What a body that is in no register is known by in addresses. */
export function bodyKey({ code, name }: ItemBody): string {
  return code ?? name ?? "-";
}

/** Words that name a kind of department instead of a department: 市场监督管理部门, 不动产登记机构. */
const general = /(?:部门|机关|机构|联合会|人民政府)(?:（.*）|\(.*\))?$/;

function finder(hall: Hall, departments: readonly Department[]): (body: ItemBody) => Department | undefined {
  const byCode = new Map(departments.flatMap((one) => (one.uscc === undefined ? [] : [[one.uscc, one] as const])));
  const byName = new Map<string, Department>();
  for (const one of departments) {
    for (const alias of aliasesOf(hall.division.name, [one.name, one.shortName])) {
      if (!byName.has(alias)) byName.set(alias, one);
    }
  }
  return ({ name = "", code = "" }) => {
    const known = byCode.get(code) ?? byName.get(foldName(name));
    if (known || !general.test(name)) return known;
    const kind = kindOfName(name);
    return kind && departments.find((one) => one.kind === kind);
  };
}
