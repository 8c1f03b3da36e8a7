import { Type } from "typebox";
import { HallError } from "../kernel/errors/index.ts";
import { type Route, route } from "../kernel/http/index.ts";
import { hallsOf } from "../region/index.ts";
import type { Department } from "./department.ts";
import { departmentHistory, resolveDepartment } from "./queries.ts";
import { windowsOf } from "./windows.ts";

/** What the register of departments tells as JSON. */
export const routes: readonly Route[] = [
  route({
    method: "GET",
    path: "/halls/:code/departments",
    role: "anyone",
    summary: "一个大厅的部门窗口，按门户上的次序",
    params: Type.Object({ code: Type.String({ pattern: "^\\d{6}$", description: "大厅代码" }) }),
    async handle({ house, params }) {
      const hall = (await hallsOf(house)).find(params.code);
      if (!hall) throw new HallError("not-found", "organization/no-hall", "没有这个大厅", { code: params.code });
      const windows = await windowsOf(house.db, hall.code);
      return { status: 200, body: { departments: windows.map(({ department }) => view(department)) } };
    },
  }),
  route({
    method: "GET",
    path: "/departments/:key",
    role: "anyone",
    summary: "一个部门：现状、历次名称；撤并的指到今天承担职责的部门",
    params: Type.Object({ key: Type.String({ maxLength: 100, description: "部门标识" }) }),
    async handle({ house, params }) {
      const { named, live, reasons } = await resolveDepartment(house.db, params.key);
      const history = await departmentHistory(house.db, named.key);
      return { status: 200, body: { ...view(named), live: live.map(view), reasons, history } };
    },
  }),
];

function view({ key, name, shortName, kind, uscc, vertical, state, fromOn }: Department): object {
  return { key, name, shortName, kind, uscc, vertical, state, fromOn };
}
