import { Type } from "typebox";
import { parseDay } from "../kernel/calendar/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Route, route } from "../kernel/http/index.ts";
import type { Division, DivisionChange } from "./division.ts";
import { forgetHalls, hallsOf } from "./hall-directory.ts";
import { type Hall, trailOf } from "./halls.ts";
import { openBranchHall } from "./open-branch-hall.ts";
import { ancestorsOf, childrenOf, historyOf, requireDivision } from "./queries.ts";
import { resolveDivision } from "./resolve.ts";
import { keeperPost } from "./rights.ts";

const divisionParams = Type.Object({
  code: Type.String({ pattern: "^\\d{6}(\\d{3}){0,2}$", description: "行政区划代码" }),
});
const hallParams = Type.Object({ code: Type.String({ pattern: "^\\d{6}$", description: "大厅代码" }) });
const onDay = Type.Object({ on: Type.Optional(Type.String({ description: "哪一天的样子，默认今天" })) });

/** What the register tells as JSON, and the one form that opens a hall. */
export const routes: readonly Route[] = [
  route({
    method: "GET",
    path: "/divisions/:code",
    role: "anyone",
    summary: "一个行政区划：现状、上级、历次变更；旧代码指到今天的区划",
    params: divisionParams,
    async handle({ house, params }) {
      const { named, live, reasons } = await resolveDivision(house.db, params.code);
      const above = await ancestorsOf(house.db, named);
      const history = await historyOf(house.db, named.key);
      return {
        status: 200,
        body: {
          ...divisionView(named),
          upper: above.map(divisionView),
          live: live.map(divisionView),
          reasons: reasons.map(changeView),
          history: history.map(({ code, name, state, change }) => ({ code, name, state, change: changeView(change) })),
        },
      };
    },
  }),
  route({
    method: "GET",
    path: "/divisions/:code/children",
    role: "anyone",
    summary: "一个行政区划的直接下级，可以问过去某一天",
    params: divisionParams,
    query: onDay,
    async handle({ house, params, query }) {
      const on = query.on === undefined ? undefined : parseDay(query.on);
      const division = await requireDivision(house.db, params.code, on);
      return { status: 200, body: { children: (await childrenOf(house.db, division, on)).map(divisionView) } };
    },
  }),
  route({
    method: "GET",
    path: "/halls",
    role: "anyone",
    summary: "全部开着的大厅",
    async handle({ house }) {
      const { all } = await hallsOf(house);
      return { status: 200, body: { halls: all.filter(({ state }) => state === "open").map(hallView) } };
    },
  }),
  route({
    method: "GET",
    path: "/halls/:code",
    role: "anyone",
    summary: "一个大厅：入口、上级、下级、各级数量；旧代码也找得到",
    params: hallParams,
    async handle({ house, params }) {
      const halls = await hallsOf(house);
      const hall = halls.find(params.code);
      if (!hall) throw new HallError("not-found", "region/no-hall", "没有这个大厅", { code: params.code });
      return {
        status: 200,
        body: {
          ...hallView(hall),
          trail: trailOf(halls, hall).map(({ text }) => text),
          below: halls.below(hall).map(({ code }) => code),
        },
      };
    },
  }),
  route({
    method: "POST",
    path: "/halls",
    role: keeperPost,
    summary: "开设分厅：一次提交，立即可用",
    body: Type.Object({
      division: Type.String({ pattern: "^\\d{6}$", description: "省、市、县的行政区划代码" }),
      name: Type.Optional(Type.String({ maxLength: 60 })),
      host: Type.Optional(Type.String({ maxLength: 253 })),
      hue: Type.Optional(Type.Integer({ minimum: 180, maximum: 290 })),
    }),
    async handle({ house, actor, body }) {
      const opened = await inTransaction(house.db, (tx) => openBranchHall(house, tx, actor, body));
      forgetHalls(house);
      return { status: 201, body: opened };
    },
  }),
];

function divisionView({ code, name, level, kind, tier, state, fromOn }: Division): object {
  return { code, name, level, kind, tier, state, fromOn };
}

function changeView({ kind, fromOn, document, documentOn, note }: DivisionChange): object {
  return { kind, fromOn, document, documentOn, note };
}

function hallView({ code, name, division, path, host, hue, state, upper, counts, successors }: Hall): object {
  return { code, name, division: divisionView(division), path, host, hue, state, upper, counts, successors };
}
