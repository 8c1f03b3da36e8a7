import { isWithin, servedBy } from "../../../application/index.ts";
import { findItem, findVersion, type Item, listItems, search } from "../../../catalogue/index.ts";
import type { HallCode } from "../../../kernel/codes/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { isId, parseId } from "../../../kernel/ids/index.ts";
import { departmentByAlias, departmentByUscc } from "../../../organization/index.ts";
import { type DivisionKey, hallsOf } from "../../../region/index.ts";
import { counterSeats, type Officer } from "../officer.ts";
import type { Visitor } from "./visitor.ts";

/** The items that an officer takes in at his counter: of his departments, applied for in his hall, by whoever stands there. */
export async function counterItems(
  house: House,
  officer: Officer,
  { hall, company }: Pick<Visitor, "hall" | "company">,
): Promise<Item[]> {
  const whom = company === undefined ? "natural" : "legal";
  const own = new Set(counterSeats(officer).flatMap((seat) => (seat.hall === hall ? [seat.department] : [])));
  const departmentOf = departmentFinder(house);
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const page = await listItems(house.db, { divisions: [hall], state: "published" }, { size: 500, after });
    for (const item of page.items) {
      if (item.hall !== hall || !item.appliable || !servedBy(item.audiences)[whom]) continue;
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

/** One of them, or one of another hall that is handled everywhere (通办). @throws HallError `web/not-at-this-counter` (not-found). */
export async function requireCounterItem(house: House, officer: Officer, visitor: Visitor, id: string): Promise<Item> {
  const item = (await counterItems(house, officer, visitor)).find((one) => one.id === id);
  if (item) return item;
  const foreign = isId(id) ? await findItem(house.db, id) : undefined;
  if (foreign && (await mayTakeIn(house, visitor, foreign))) return foreign;
  throw new HallError("not-found", "web/not-at-this-counter", "这个事项不在您的窗口收件");
}

/** An item of another hall: taken in here where it is handled everywhere, else the way to its own hall. */
export interface ElsewhereItem {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly hallName: string;
  readonly hallHref: string;
  readonly mayTakeIn: boolean;
}

/** What other halls handle under these words (异地收件). */
export async function itemsElsewhere(house: House, visitor: Visitor, words: string): Promise<ElsewhereItem[]> {
  const [{ hits }, halls] = await Promise.all([
    search(house.db, { words, hall: house.config.hall as HallCode, pageSize: 10 }),
    hallsOf(house),
  ]);
  const others = hits.filter(({ hall, state }) => hall !== visitor.hall && state === "published");
  const found = await Promise.all(
    others.map(async (hit) => {
      const hall = halls.find(hit.hall);
      const item = await findItem(house.db, parseId(hit.itemId));
      if (!hall || !item) return undefined;
      const takes = await mayTakeIn(house, visitor, item);
      const { name, department, hall: code } = hit;
      return { id: item.id, name, department, hallName: hall.name, hallHref: `/halls/${code}`, mayTakeIn: takes };
    }),
  );
  return found.filter((one) => one !== undefined);
}

async function mayTakeIn(house: House, { hall, company }: Visitor, item: Item): Promise<boolean> {
  if (item.hall === hall || !item.appliable || item.state !== "published") return false;
  if (!servedBy(item.audiences)[company === undefined ? "natural" : "legal"]) return false;
  const version = await findVersion(house, item.id, item.version);
  return version !== undefined && isWithin(hall, item.hall, version.document);
}
