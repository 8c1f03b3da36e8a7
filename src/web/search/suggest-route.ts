import { Type } from "typebox";
import { type Suggestion, suggest } from "../../catalogue/index.ts";
import { isHallCode } from "../../kernel/codes/index.ts";
import { route } from "../../kernel/http/index.ts";
import type { Halls } from "../../region/index.ts";
import { itemHref } from "../guide/item-words.ts";
import { hallsAtHand, ownHall } from "../halls-at-hand.ts";
import { belowWords, placesHref } from "./places.ts";

/** `/api/suggestions`: what a visitor may mean while he types, at most eight lines. The same for everybody, so it may be kept. */
export const suggestRoute = route({
  method: "GET",
  path: "/suggestions",
  role: "anyone",
  rate: "typing",
  summary: "边输边提示：可能要办的事项，最多 8 行",
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 200, description: "已经输入的字" })),
    hall: Type.Optional(Type.String({ maxLength: 20, description: "大厅代码；没有时是本站的大厅" })),
  }),
  fresh: { seconds: 300 },
  responses: {
    200: {
      description: "提示",
      schema: Type.Object({
        lines: Type.Array(
          Type.Object({
            name: Type.String({ title: "事项名称" }),
            marks: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), { title: "名称里输入的字，从、到" }),
            note: Type.String({ title: "为什么、在哪里办" }),
            href: Type.String({ title: "打开的页面" }),
          }),
        ),
      }),
    },
  },
  async handle({ house, query, request }) {
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, request.site);
    const wanted = query.hall === undefined ? undefined : halls.find(query.hall);
    const hall = wanted?.state === "open" ? wanted.code : (own?.code ?? house.config.hall);
    if (!isHallCode(hall)) throw new RangeError(`${hall} is no hall`);
    const lines = await suggest(house.db, query.q ?? "", hall);
    const kept = hall === own?.code ? undefined : hall;
    return { status: 200, body: { lines: lines.map((line) => lineOf(line, { halls, hall, kept })) } };
  },
});

function lineOf(line: Suggestion, at: { halls: Halls; hall: string; kept: string | undefined }) {
  const { halls, hall, kept } = at;
  const where = halls.find(line.hall)?.division.name;
  const place =
    line.halls !== undefined && line.halls > 1
      ? `在${belowWords(halls.find(hall))}办理：${line.halls} 个大厅`
      : line.hall === hall || where === undefined
        ? ""
        : `在${where}办理`;
  return {
    name: line.name,
    marks: line.highlights.map(([from, to]): [number, number] => [from, to]),
    note: [line.why, place].filter((part) => part !== "").join(" · "),
    href:
      line.halls === undefined ? itemHref({ id: line.itemId, hall: line.hall }, hall) : placesHref(line.itemId, kept),
  };
}
