import assert from "node:assert/strict";
import { after, test } from "node:test";
import { parseHallCode } from "../kernel/codes/index.ts";
import { writeCsv, writeXlsx } from "../kernel/sheet/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import type { DivisionKey } from "../region/index.ts";
import { registers } from "./grounds.fixture.ts";
import { bodyColumns, type Duty, departmentByAlias, importBodies, officesOf, postsOf, windowsOf } from "./index.ts";
import { keeper, neighbour, organizationHouse } from "./organization.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const house = await organizationHouse(db);
const hall = parseHallCode("445102");
const document = "湘桥区机构改革方案";

const list = [
  ["湘桥区机构"],
  [...bodyColumns],
  ["445102", "湘桥区行政审批局", "", "", "是", "登记科", "登记审核岗", "审核；批准"],
  ["445102", "湘桥区行政审批局", "", "", "是", "登记科", "窗口岗", "window-officer"],
  ["445102", "湘桥区某中心", "11440000006940140D", "006940141", "否", "", "", ""],
  ["449999", "某局", "", "", "", "", "", ""],
  ["445102", "", "", "", "", "", "", ""],
  ["445102", "湘桥区行政审批局", "", "", "", "", "某岗", "什么都管"],
];
const take = (content: AsyncIterable<Uint8Array>, format: "csv" | "xlsx", dryRun = false, actor = keeper) =>
  importBodies(house, actor, { format, content, document, dryRun });
const rowsIn = async (table: "department" | "office" | "post" | "department_window" | "department_change") =>
  (await db.selectFrom(`organization.${table}`).selectAll().execute()).length;
const counts = async () =>
  await Promise.all((["department", "office", "post", "department_window", "department_change"] as const).map(rowsIn));

test("[A5] departments, windows, offices and posts come in out of a file: tried first, then taken, a second time nothing is added", async () => {
  const before = await counts();
  const tried = await take(writeXlsx([{ name: "机构", rows: list }]), "xlsx", true);
  assert.deepEqual(await counts(), before, "a dry run leaves nothing");
  const done = await take(writeXlsx([{ name: "机构", rows: list }]), "xlsx");
  assert.deepEqual(done, tried);
  assert.deepEqual([done.departments, done.windows, done.offices, done.posts], [2, 1, 1, 2]);
  assert.deepEqual(
    done.rows.map(({ line, outcome, findings }) => [line, outcome, findings.length]),
    [
      [3, "taken", 0],
      [4, "taken", 0],
      [5, "taken", 2],
      [6, "refused", 1],
      [7, "refused", 1],
      [8, "refused", 1],
    ],
  );
  const department = await departmentByAlias(db, "445102" as DivisionKey, "区行政审批局");
  assert.ok(department);
  assert.ok((await windowsOf(db, hall)).some((window) => window.department.key === department.key));
  const [office] = await officesOf(db, hall, department.key);
  const posts = await postsOf(db, hall, { department: department.key });
  assert.deepEqual(
    posts.map(({ name, duties, office_id }) => [name, duties, office_id]),
    [
      ["登记审核岗", ["reviewer", "approver"] satisfies Duty[], office?.id],
      ["窗口岗", ["window-officer"], office?.id],
    ],
  );
  const after = await counts();
  const again = await take(writeCsv(list), "csv");
  assert.deepEqual([again.departments, again.amended, again.windows, again.offices, again.posts], [0, 0, 0, 0, 0]);
  assert.deepEqual(await counts(), after);
});

test("[A5] a code that fails its check is warned of in a file; only the keeper imports", async () => {
  const { rows } = await take(writeCsv(list), "csv", true);
  assert.match(rows[2]?.findings.join() ?? "", /统一社会信用代码的校验位不对[\s\S]*组织机构代码/);
  await assert.rejects(take(writeCsv(list), "csv", false, neighbour), { code: "organization/not-keeper" });
  await assert.rejects(take(writeCsv([["名称"], ["某局"]]), "csv"), { code: "sheet/no-header" });
  await assert.rejects(importBodies(house, keeper, { format: "csv", content: writeCsv(list), document: " " }), {
    code: "organization/no-document",
  });
});
