import { servedBy } from "../../../application/index.ts";
import { type Item, listItems } from "../../../catalogue/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { departmentByAlias, departmentByUscc } from "../../../organization/index.ts";
import type { DivisionKey } from "../../../region/index.ts";
import { counterSeats, type Officer } from "../officer.ts";

/** The items that an officer takes in at his counter: of his departments, applied for in his hall, by a natural person. */
export async function counterItems(house: House, officer: Officer, hall: string): Promise<Item[]> {
  const own = new Set(counterSeats(officer).flatMap((seat) => (seat.hall === hall ? [seat.department] : [])));
  const departmentOf = departmentFinder(house);
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const page = await listItems(house.db, { divisions: [hall], state: "published" }, { size: 500, after });
    for (const item of page.items) {
      if (item.hall !== hall || !item.appliable || !servedBy(item.audiences).natural) continue;
      const department = await departmentOf(item);
      if (department !== undefined && own.has(department)) found.push(item);
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** Whose item it is, found the way a case finds its desk; each name asked once. */
function departmentFinder({ db }: Pick<House, "db">) {
  const known = new Map<string, string | undefined>();
  return async ({ deptCode, deptName, division }: Item): Promise<string | undefined> => {
    const key = `${deptCode ?? ""} ${deptName ?? ""} ${division}`;
    if (known.has(key)) return known.get(key);
    const byCode = deptCode === undefined ? undefined : await departmentByUscc(db, deptCode);
    const found =
      byCode ?? (deptName === undefined ? undefined : await departmentByAlias(db, division as DivisionKey, deptName));
    known.set(key, found && String(found.key));
    return known.get(key);
  };
}

/** One of them. @throws HallError `web/not-at-this-counter` (not-found). */
export async function requireCounterItem(house: House, officer: Officer, hall: string, id: string): Promise<Item> {
  const item = (await counterItems(house, officer, hall)).find((one) => one.id === id);
  if (item) return item;
  throw new HallError("not-found", "web/not-at-this-counter", "这个事项不在您的窗口收件");
}
