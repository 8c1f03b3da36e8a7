import { importShippedGuides, importShippedItems, listItems } from "../catalogue/index.ts";
import { type DemoHall, type DemoPeople, demoDesks, seedDemoPeople } from "../identity/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { departmentsOf, makeUsualDepartments } from "../organization/index.ts";
import { requireDivision } from "../region/index.ts";
import { say } from "./say.ts";

const province = parseHallCode("440000");
const city = parseHallCode("440100");
const county = parseHallCode("440104");

/** Whoever makes the demo. */
const system: Actor = { kind: "system", id: "demo", assurance: 3, posts: [] };

/** Fills a demo hall: items, departments, people. What is there already stays as it is. */
export async function seedDemo(house: House): Promise<void> {
  await seedItems(house);
  await seedPeople(house);
}

/** The departments with officers, and the invented people of the demo. */
async function seedPeople(house: House): Promise<DemoPeople> {
  const halls: DemoHall[] = [];
  for (const { hall, kinds } of demoDesks) {
    const division = await requireDivision(house.db, hall);
    const find = () => departmentsOf(house.db, division.key);
    let there = await find();
    if (kinds.some((word) => !there.some(({ kind }) => kind === word))) {
      const founded = { division: hall, on: dayOf(house.clock.now()), document: "样例大厅的常设部门" };
      await inTransaction(house.db, (tx) => makeUsualDepartments(house, tx, system, founded));
      there = await find();
    }
    const departments = kinds.flatMap((word) => {
      const department = there.find(({ kind }) => kind === word);
      return department ? [{ key: department.key, word }] : [];
    });
    halls.push({ hall, departments });
  }
  return await seedDemoPeople(house, halls);
}

/** Once: the real items of Guangdong (2021) and the guides, carried out by 广州市 and 越秀区. */
async function seedItems(house: House): Promise<void> {
  const { items } = await listItems(house.db, {}, { size: 1 });
  if (items.length > 0) return;
  say("  正在装入样例：广东省 1,979 个真实事项和 16 份办事指南 · loading sample data");
  await importShippedItems(house, system, province);
  await importShippedGuides(house, system, {
    base: province,
    bodiesOf: (guide) => [
      { hall: city, division: city, deptName: `广州市${guide.dept}`, useLevel: "3" },
      { hall: county, division: county, deptName: `越秀区${guide.dept}`, useLevel: guide.level },
    ],
  });
}
