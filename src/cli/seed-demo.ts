import { importShippedGuides, importShippedItems, listItems } from "../catalogue/index.ts";
import { type DemoHall, type DemoPeople, demoDesks, seedDemoPeople } from "../identity/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import {
  type Department,
  departmentsOf,
  makeUsualDepartments,
  type OrganKind,
  registerDepartment,
} from "../organization/index.ts";
import { requireDivision } from "../region/index.ts";
import { seedDemoCases } from "./demo-cases.ts";
import { say } from "./say.ts";

const province = parseHallCode("440000");
const city = parseHallCode("440100");
const county = parseHallCode("440104");

/** Whoever makes the demo. */
const system: Actor = { kind: "system", id: "demo", assurance: 3, posts: [] };

/** Fills a demo hall: departments, items, people, cases. What is there already stays as it is. */
export async function seedDemo(house: House): Promise<void> {
  await seedItems(house);
  const people = await seedPeople(house);
  await seedDemoCases(house, people);
}

/** The departments with officers, and the invented people of the demo. */
export async function seedPeople(house: House): Promise<DemoPeople> {
  const halls: DemoHall[] = [];
  for (const { hall, kinds, bodies = [] } of demoDesks) {
    const there = await departmentsAt(house, hall, kinds);
    const departments = kinds.flatMap((word) => {
      const department = there.find(({ kind }) => kind === word);
      return department ? [{ key: department.key, word }] : [];
    });
    for (const { word, name } of bodies) {
      const body = there.find((one) => one.name === name) ?? (await foundBody(house, hall, name));
      departments.push({ key: body.key, word });
    }
    halls.push({ hall, departments });
  }
  return await seedDemoPeople(house, halls);
}

/** The departments of a place; the usual set is made first where one of these kinds is missing. */
async function departmentsAt(house: House, hall: string, kinds: readonly string[]): Promise<readonly Department[]> {
  const division = await requireDivision(house.db, hall);
  const there = await departmentsOf(house.db, division.key);
  if (kinds.every((word) => there.some(({ kind }) => kind === word))) return there;
  const founded = { division: hall, on: dayOf(house.clock.now()), document: "样例大厅的常设部门" };
  await inTransaction(house.db, (tx) => makeUsualDepartments(house, tx, system, founded));
  return await departmentsOf(house.db, division.key);
}

/** A body of no usual kind, which has its part in joint cases. */
async function foundBody(house: House, hall: string, name: string): Promise<Department> {
  const founded = { division: hall, name, on: dayOf(house.clock.now()), document: "样例大厅的联办单位" };
  return await inTransaction(house.db, (tx) => registerDepartment(house, tx, system, founded));
}

/** Which kind of department carries a guide out: the guides name it by its field (市场监督管理部门), places by its own name. */
const kindOfGuide: Readonly<Record<string, OrganKind>> = {
  "individual-business-setup": "market",
  "company-setup": "market",
  "food-business-licence": "market",
  "catering-one-thing": "market",
  "road-freight-licence": "transport",
  "construction-permit": "housing",
  "birth-registration": "health",
  "nurse-registration": "health",
  "marriage-registration": "civil",
  "minimum-living-allowance": "civil",
  "residence-permit": "security",
  "disability-certificate": "disabled",
  "social-security-card": "labour",
  "investment-project-record": "development",
  "pollutant-discharge-permit": "environment",
  "real-estate-transfer": "registration",
};

/** Who takes part in joint handling: a kind of department, or the word of one of the demo's bodies, by what guides call it. */
const partnerOfGuide: Readonly<Record<string, string>> = {
  市场监督管理部门: "market",
  城市管理部门: "urban",
  消防救援机构: "fire",
  税务部门: "tax",
  住房和城乡建设部门: "housing",
  "消防审验（住建）": "housing",
  人民防空主管部门: "defence",
  质量安全监督机构: "quality",
  "供水、供电、燃气企业": "utilities",
};

/** What the departments of joint handling are called at a place; a body it has not keeps the guide's word. */
function partnersAt(hall: string, departments: readonly Department[]): ReadonlyMap<string, string> {
  const bodies = demoDesks.find((desk) => desk.hall === hall)?.bodies ?? [];
  return new Map(
    Object.entries(partnerOfGuide).flatMap(([word, wanted]) => {
      const own = bodies.find((one) => one.word === wanted) ?? departments.find(({ kind }) => kind === wanted);
      return own ? [[word, own.name] as const] : [];
    }),
  );
}

/** What the province itself carries out. */
const provincial: ReadonlySet<string> = new Set(["social-security-card", "pollutant-discharge-permit"]);

/** Once: the real items of Guangdong (2021) and the guides, carried out by 广州市 and 越秀区. */
async function seedItems(house: House): Promise<void> {
  const { items } = await listItems(house.db, {}, { size: 1 });
  if (items.length > 0) return;
  say("  正在装入样例：广东省 1,979 个真实事项、16 份办事指南和一百多个办件 · loading sample data");
  await importShippedItems(house, system, province);
  await seedGuides(house);
}

/** The guides, carried out by the real departments of the places. */
export async function seedGuides(house: House): Promise<void> {
  const kinds = [...Object.values(kindOfGuide), "urban", "tax"];
  const places = [
    { hall: city, useLevel: "3", departments: await departmentsAt(house, city, kinds) },
    { hall: county, useLevel: "4", departments: await departmentsAt(house, county, kinds) },
    { hall: province, useLevel: "2", departments: await departmentsAt(house, province, ["labour", "environment"]) },
  ];
  await importShippedGuides(house, system, {
    base: province,
    bodiesOf: (guide) =>
      places
        .filter(({ hall }) => hall !== province || provincial.has(guide.slug))
        .map(({ hall, useLevel, departments }) => ({
          hall,
          division: hall,
          deptName: departments.find(({ kind }) => kind === kindOfGuide[guide.slug])?.name ?? guide.dept,
          partners: guide.joint === undefined ? undefined : partnersAt(hall, departments),
          useLevel: hall === county ? guide.level : useLevel,
        })),
  });
}
