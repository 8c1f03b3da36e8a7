import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { isOrgCode, isUscc, parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { type DivisionKey, findDivision, seedFolder } from "../region/index.ts";
import example from "./examples/post.json" with { type: "json" };
import {
  addOffice,
  addPost,
  closeDepartments,
  closePost,
  departmentByAlias,
  departmentHistory,
  departmentOfKind,
  departmentsOf,
  findDepartment,
  importDepartments,
  loadPlan,
  makeUsualDepartments,
  officesOf,
  openDepartmentWindow,
  orderWindows,
  type PlanReport,
  postsOf,
  registerDepartment,
  renameDepartment,
  resolveDepartment,
  windowsOf,
} from "./index.ts";
import { keeper, neighbour, organizationHouse, today } from "./organization.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
let house: House;
let report: PlanReport;
before(async () => {
  house = await organizationHouse(db);
  report = await inTransaction(db, (tx) => loadPlan(tx));
});

const guangdong = "440000" as DivisionKey;
const chaozhou = "445100" as DivisionKey;
const because = { on: today, document: "编办发〔2026〕1号" };
const act = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const named = async (division: DivisionKey, name: string) => (await departmentByAlias(db, division, name))?.name;
const everything = async () => ({
  versions: await db
    .selectFrom("organization.department_version")
    .selectAll()
    .orderBy("department")
    .orderBy("version")
    .execute(),
  aliases: await db
    .selectFrom("organization.department_alias")
    .selectAll()
    .orderBy("alias")
    .orderBy("department")
    .execute(),
  windows: await db
    .selectFrom("organization.department_window")
    .selectAll()
    .orderBy("hall")
    .orderBy("department")
    .execute(),
  posts: await db.selectFrom("organization.post").selectAll().orderBy("hall").orderBy("id").execute(),
  changes: await db.selectFrom("organization.department_change").select("number").orderBy("number").execute(),
});

/** Runs an act that must be refused, and sees that nothing is left of it. */
async function refused(code: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const before = await everything();
  await assert.rejects(inTransaction(db, work), { code });
  assert.deepEqual(await everything(), before);
}

test("[A5] the plans bring 48 provincial and 58 Chaozhou departments with windows, and the 21 cities", async () => {
  const plan = await db
    .selectFrom("organization.department as d")
    .innerJoin("organization.department_version as v", "v.department", "d.key")
    .select(["d.key", "d.division"])
    .where("v.version", "=", 1)
    .where("v.from_on", "=", "1949-10-01")
    .execute();
  const cities = plan.filter(({ key }) => key.startsWith("gov-"));
  assert.equal(cities.length, 21);
  const rest = plan.filter(({ key }) => !key.startsWith("gov-"));
  assert.equal(rest.filter(({ division }) => division === guangdong).length, 48);
  assert.equal(rest.filter(({ division }) => division === chaozhou).length, 58);
  assert.equal(report.windows, 48 + 58);
  assert.equal((await windowsOf(db, parseHallCode("445100"))).length, 58);
});

test("the tiers of the plan's cities are those of the register of divisions", async () => {
  const plan: { cities: { code: string; tier: string }[] } = JSON.parse(
    readFileSync(path.join(seedFolder(), "organizations.json"), "utf8"),
  );
  for (const { code, tier } of plan.cities) assert.equal((await findDivision(db, code))?.tier, tier, code);
});

test("loading the plans again changes nothing and reports 0", async () => {
  const before = await everything();
  assert.deepEqual(await act((tx) => loadPlan(tx)), { departments: 0, windows: 0 });
  assert.deepEqual(await everything(), before);
});

test("people find a department by its full, short, bare and old name, in its own place only", async () => {
  for (const name of ["广东省公安厅", "省公安厅", "公安厅", "广东省 公安厅"]) {
    assert.equal(await named(guangdong, name), "广东省公安厅", name);
  }
  assert.equal(await named(guangdong, "省人力资源社会保障厅"), "广东省人力资源和社会保障厅");
  assert.equal(await named(guangdong, "省知识产权局"), "广东省市场监督管理局（广东省知识产权局）");
  assert.equal(await named(chaozhou, "潮州市公安局"), "潮州市公安局");
  assert.equal(await named(chaozhou, "省公安厅"), undefined);
});

test("the body that took the duties over is found by the names of the closed ones, with reason and document", async () => {
  assert.equal(await named(guangdong, "广东省工商行政管理局"), "广东省市场监督管理局（广东省知识产权局）");
  assert.equal(await named(guangdong, "省经济和信息化委"), "广东省工业和信息化厅");
  assert.equal(await named(guangdong, "省海洋与渔业厅"), undefined, "two bodies took it over: nobody is meant alone");
  const { live, reasons } = await resolveDepartment(db, "gd-haiyang");
  assert.deepEqual(live.map(({ key }) => key).sort(), ["gd-nongyenongcun", "gd-ziran"]);
  assert.match(reasons[0]?.document ?? "", /机构改革方案/);
  assert.equal((await findDepartment(db, "gd-jingxin", parseDay("2018-10-24")))?.name, "广东省经济和信息化委员会");
});

test("[A5] the windows of closed departments are closed, those who took over stand in their place", async () => {
  const windows = await windowsOf(db, parseHallCode("440000"));
  assert.ok(windows.every(({ department }) => department.state === "live"));
  assert.ok(windows.some(({ department }) => department.key === "gd-shichang"));
  const first = windows[0]?.department.key;
  await act((tx) => orderWindows(tx, keeper, { hall: parseHallCode("440000"), departments: ["gd-shichang"] }));
  const ordered = (await windowsOf(db, parseHallCode("440000"))).map(({ department }) => department.key);
  assert.deepEqual(ordered.slice(0, 2), ["gd-shichang", first]);
  await refused("organization/no-window", (tx) =>
    orderWindows(tx, keeper, { hall: parseHallCode("440000"), departments: ["cz-001"] }),
  );
});

test("a code that is wrong is refused by hand and only warned of in an import", async () => {
  const uscc = "11440000006940140D"; // its last character should be C
  await refused("codes/bad-uscc", (tx) =>
    registerDepartment(house, tx, keeper, { ...because, division: "440000", name: "广东省某局", uscc }),
  );
  const source = { document: "事项清单（2021年）", on: today, at: house.clock.now(), by: "import" };
  const rows = [{ division: "440000", name: "广东省某局", uscc, orgCode: "006940141" }];
  const report = await act((tx) => importDepartments(tx, rows, source));
  assert.deepEqual([report.added, report.warnings.map(({ warning }) => warning)], [1, ["bad-uscc", "bad-org-code"]]);
  assert.equal((await findDepartment(db, report.departments[0] ?? ""))?.uscc, uscc, "kept as given");
});

test("the departments of a real list are found by name or added, get their codes, and a second run adds nothing", async () => {
  const rows = [
    { division: "440000", name: "广东省公安厅", uscc: "11440000006940140C", orgCode: "006940140" },
    { division: "440000", name: "广东省市场监督管理局", uscc: "11440000MB2D023437", orgCode: "MB2D02343" },
    { division: "440000", name: "国家税务总局广东省税务局", uscc: "11440000006941354C", orgCode: "006941354" },
    { division: "440000", name: "广东省科技图书馆", uscc: "12440000455862475R", orgCode: "455862475" },
    { division: "440100", name: "广州市公安局", uscc: "11440100007483172Q", orgCode: "007483172" },
  ];
  assert.ok(rows.every(({ uscc, orgCode }) => isUscc(uscc) && isOrgCode(orgCode)));
  const source = { document: "事项清单（2021年）", on: today, at: house.clock.now(), by: "import" };
  const first = await act((tx) => importDepartments(tx, rows, source));
  assert.deepEqual(first.departments.slice(0, 3), ["gd-gongan", "gd-shichang", "gd-shuiwu"]);
  assert.deepEqual([first.added, first.amended], [2, 3]);
  const before = await everything();
  const again = await act((tx) => importDepartments(tx, rows, source));
  assert.deepEqual([again.added, again.amended, again.departments], [0, 0, first.departments]);
  assert.deepEqual(await everything(), before);
});

test("a renamed department keeps its key, history and old names", async () => {
  const command = { ...because, department: "cz-022", name: "潮州市卫生健康局", shortName: "市卫生健康局" };
  const renamed = await act((tx) => renameDepartment(house, tx, keeper, command));
  assert.equal(renamed.key, "cz-022");
  assert.equal(await named(chaozhou, "市卫生局"), "潮州市卫生健康局");
  assert.deepEqual(
    (await departmentHistory(db, "cz-022")).map(({ name, kind }) => `${kind} ${name}`),
    ["import 潮州市卫生局", "rename 潮州市卫生健康局"],
  );
  await refused("organization/too-early", (tx) =>
    renameDepartment(house, tx, keeper, { ...command, on: parseDay("2026-03-01") }),
  );
});

test("departments that close hand duties, names and window over", async () => {
  const command = { ...because, departments: ["cz-023"], successors: ["cz-022"] };
  await act((tx) => closeDepartments(house, tx, keeper, command));
  assert.equal((await departmentByAlias(db, chaozhou, "市人口计生局"))?.key, "cz-022");
  await refused("organization/department-ended", (tx) => closeDepartments(house, tx, keeper, command));
  await refused("organization/bad-merger", (tx) =>
    closeDepartments(house, tx, keeper, { ...because, departments: ["cz-022"], successors: ["cz-022"] }),
  );
  await refused("organization/no-department", (tx) =>
    closeDepartments(house, tx, keeper, { ...because, departments: ["cz-999"], successors: [] }),
  );
});

test("[A5] a new hall gets the usual departments of its level, marked template, each with a window; a second run adds nothing", async () => {
  const usual = () => act((tx) => makeUsualDepartments(house, tx, keeper, { ...because, division: "445102" }));
  const { added } = await usual();
  const names = added.map(({ name }) => name);
  for (const name of [
    "湘桥区人民政府",
    "湘桥区教育局",
    "潮州市公安局湘桥分局",
    "潮州市生态环境局湘桥分局",
    "国家税务总局潮州市湘桥区税务局",
  ]) {
    assert.ok(names.includes(name), name);
  }
  assert.equal((await windowsOf(db, parseHallCode("445102"))).length, added.length);
  const xiangqiao = "445102" as DivisionKey;
  assert.ok((await departmentsOf(db, xiangqiao)).every(({ origin }) => origin === "template"));
  assert.equal((await departmentOfKind(db, xiangqiao, "security"))?.shortName, "区公安分局");
  assert.deepEqual((await usual()).added, []);
  const town = await act((tx) => makeUsualDepartments(house, tx, keeper, { ...because, division: "445102111" }));
  assert.deepEqual(
    town.added.map(({ name }) => name),
    ["磷溪镇人民政府"],
  );
});

test("the city's own set keeps the departments of the plan and adds only kinds it lacks", async () => {
  const { added } = await act((tx) => makeUsualDepartments(house, tx, keeper, { ...because, division: "445100" }));
  assert.ok(added.some(({ kind }) => kind === "veterans"));
  assert.ok(!added.some(({ kind }) => kind === "security" || kind === "civil" || kind === "government"));
  const kinds = (await departmentsOf(db, chaozhou)).flatMap(({ kind }) => kind ?? []);
  assert.equal(new Set(kinds).size, kinds.length, "one of a kind");
});

test("a post is a seat with duties in an office of a department (the README's example)", async () => {
  const { hall, id: office } = await act((tx) => addOffice(house, tx, keeper, example.office));
  const { id } = await act((tx) => addPost(house, tx, keeper, { ...example.post, office }));
  assert.equal(hall, "445100");
  const [post, ...others] = await postsOf(db, hall, { duty: "window-officer" });
  assert.deepEqual([post?.id, post?.name, post?.office_id, others.length], [id, example.post.name, office, 0]);
  assert.equal(
    (await officesOf(db, hall, "cz-007" as NonNullable<typeof post>["department"]))[0]?.name,
    example.office.name,
  );
  await refused("organization/name-taken", (tx) => addPost(house, tx, keeper, example.post));
  await refused("organization/bad-duties", (tx) =>
    addPost(house, tx, keeper, { ...example.post, name: "乙岗", duties: [] }),
  );
  await refused("organization/bad-duties", (tx) =>
    addPost(house, tx, keeper, { ...example.post, name: "乙岗", duties: ["toString"] }),
  );
  await refused("organization/no-office", (tx) =>
    addPost(house, tx, keeper, { ...example.post, name: "乙岗", department: "cz-001", office }),
  );
  await act((tx) => closePost(house, tx, keeper, { hall, post: id }));
  assert.deepEqual(await postsOf(db, hall), []);
  await refused("organization/no-post", (tx) => closePost(house, tx, keeper, { hall, post: id }));
});

test("only the keeper changes departments, windows and posts: the neighbour may not", async () => {
  const hall = parseHallCode("445100");
  const acts: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => registerDepartment(house, tx, neighbour, { ...because, division: "445100", name: "潮州市某局" }),
    (tx) => renameDepartment(house, tx, neighbour, { ...because, department: "cz-001", name: "潮州市某局" }),
    (tx) => closeDepartments(house, tx, neighbour, { ...because, departments: ["cz-001"], successors: [] }),
    (tx) => makeUsualDepartments(house, tx, neighbour, { ...because, division: "445103" }),
    (tx) => orderWindows(tx, neighbour, { hall, departments: [] }),
    (tx) => openDepartmentWindow(house, tx, neighbour, { department: "cz-001", on: today }),
    (tx) => addOffice(house, tx, neighbour, example.office),
    (tx) => addPost(house, tx, neighbour, example.post),
    (tx) => closePost(house, tx, neighbour, { hall, post: "" as Id }),
  ];
  for (const work of acts) await refused("organization/not-keeper", work);
});

test("a department entered by hand is checked: name, codes, document, day, and that nobody has them", async () => {
  const good = { ...because, division: "440100", name: "广州市某局", uscc: "11440100007483180K" };
  const register = (changes: object) => (tx: Tx) => registerDepartment(house, tx, keeper, { ...good, ...changes });
  await refused("organization/bad-name", register({ name: " " }));
  await refused("organization/no-document", register({ document: " " }));
  await refused("organization/not-yet", register({ on: parseDay("2026-03-03") }));
  await refused("codes/bad-org-code", register({ orgCode: "007483181" }));
  await refused("region/no-division", register({ division: "449900" }));
  const made = await act(register({}));
  assert.deepEqual([made.orgCode, made.origin, made.division], ["007483180", "local", "440100"]);
  await refused("organization/name-taken", register({ uscc: undefined }));
  await refused("organization/uscc-taken", register({ name: "广州市又一局" }));
  const window = { department: made.key, on: today };
  assert.equal(await act((tx) => openDepartmentWindow(house, tx, keeper, window)), true);
  assert.equal(await act((tx) => openDepartmentWindow(house, tx, keeper, window)), false);
});
