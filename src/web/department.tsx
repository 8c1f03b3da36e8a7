import { Type } from "typebox";
import { type Listing, listShown } from "../catalogue/index.ts";
import { isUscc } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type PageAnswer, page, seeOther, show } from "../kernel/http/index.ts";
import {
  type Department,
  type DepartmentChange,
  type DepartmentResolution,
  departmentHistory,
  departmentOfKind,
  officesOf,
  resolveDepartment,
  windowsOf,
} from "../organization/index.ts";
import { divisionsByKey, type Hall, type Halls } from "../region/index.ts";
import { renderDocument } from "../ui/index.ts";
import { implementersOf } from "./bodies.ts";
import { DepartmentView } from "./department-view.tsx";
import { frameOf, type Place } from "./frame.ts";
import { hallItems } from "./hall-items.ts";
import { hallsAtHand } from "./halls-at-hand.ts";
import type { Succession } from "./succession.tsx";

const Key = Type.String({ minLength: 1, maxLength: 100, pattern: "^[\\w.-]+$" });

/** `/departments/:key`: what a department is, was, and where it is met; one that was merged away leads to who has its duties. */
export const departmentPage = page({
  method: "GET",
  path: "/departments/:key",
  role: "anyone",
  summary: "一个部门：名称、沿革、窗口；撤并的指到今天承担职责的部门，并说明依据",
  params: Type.Object({ key: Key }),
  query: Type.Object({ from: Type.Optional(Key) }),
  cache: { tags: ["departments", "listings"] },
  async handle({ house, params, query, display, asset, request, csrfToken }) {
    const halls = await hallsAtHand(house);
    const resolution = await resolveDepartment(house.db, params.key);
    const { named, live } = resolution;
    const [heir, ...others] = live;
    if (named.state === "ended" && heir && others.length === 0) {
      return seeOther(`/departments/${heir.key}?from=${named.key}`);
    }
    const place: Place = { asset, display, site: request.site, address: request.path, reader: { request, csrfToken } };
    return await showDepartment(house, halls, resolution, await successionOf(house, named, query.from), place);
  },
});

/** Why a visitor who followed `?from=key` stands here; undefined when that department does not lead here. */
async function successionOf(house: House, here: Department, from: string | undefined): Promise<Succession | undefined> {
  if (from === undefined || from === here.key) return undefined;
  const former = await resolveDepartment(house.db, from).catch(() => undefined);
  if (!former?.live.some(({ key }) => key === here.key)) return undefined;
  return { title: `${former.named.name}已经撤并，职责归${here.name}`, reasons: former.reasons };
}

async function showDepartment(
  house: House,
  halls: Halls,
  resolution: DepartmentResolution,
  succession: Succession | undefined,
  place: Place,
): Promise<PageAnswer> {
  const { named } = resolution;
  const [division] = await divisionsByKey(house.db, [named.division]);
  const hall = division && halls.of(division);
  const frame = await frameOf(house, { ...place, ...(hall ? { hall: hall.code } : {}) });
  const windows = hall ? await windowsOf(house.db, hall.code) : [];
  const offices = hall ? await officesOf(house.db, hall.code, named.key) : [];
  const served = hall ? await itemsOfDepartment(house, halls, hall, named) : { items: [], total: 0 };
  const props = {
    house,
    frame,
    served,
    hall,
    divisionName: division?.name ?? "",
    resolution,
    succession,
    history: await historyOf(house, named),
    window: windows.find(({ department }) => department.key === named.key),
    offices: offices.map(({ name }) => name),
    uppers: hall ? await uppersOf(house, halls, hall, named) : [],
    uscc: named.uscc !== undefined && isUscc(named.uscc) ? named.uscc : undefined,
  };
  return show(renderDocument(<DepartmentView {...props} />));
}

const mostItems = 1_000;

/** All items of a department: the lists name it in several ways. */
async function itemsOfDepartment(house: House, halls: Halls, hall: Hall, named: Department): Promise<Listing> {
  const items = await hallItems(house, halls);
  const found = (await implementersOf(house, items, hall)).find(({ department }) => department?.key === named.key);
  if (!found || found.items === 0) return { items: [], total: 0 };
  return await listShown(
    house.db,
    { places: items.placesOf(hall), bodies: found.bodies },
    { from: 0, size: mostItems },
  );
}

/** Former names with the change that ended each: the first form says only since when the register knows it. */
async function historyOf(house: House, named: Department): Promise<(DepartmentChange & { name: string })[]> {
  return (await departmentHistory(house.db, named.key)).filter(({ kind }) => kind !== "import");
}

/** The departments of the same kind at the halls above, nearest first. */
async function uppersOf(house: House, halls: Halls, hall: Hall, named: Department): Promise<Department[]> {
  const { kind } = named;
  if (kind === undefined) return [];
  const above = [...halls.above(hall)].reverse();
  const found = await Promise.all(above.map((one) => departmentOfKind(house.db, one.division.key, kind)));
  return found.flatMap((one) => one ?? []);
}
