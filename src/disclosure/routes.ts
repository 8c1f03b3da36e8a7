import { Type } from "typebox";
import { parseDay } from "../kernel/calendar/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Route, route } from "../kernel/http/index.ts";
import { articlesOf, findLaw, searchLaws } from "./queries.ts";

/** What laws and policies tell as JSON. */
export const routes: readonly Route[] = [
  route({
    method: "GET",
    path: "/laws",
    role: "anyone",
    rate: "strict",
    summary: "查法律法规和政策：名称和条文",
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100 }) }),
    async handle({ house, query }) {
      return { status: 200, body: { hits: await searchLaws(house.db, query.q) } };
    },
  }),
  route({
    method: "GET",
    path: "/laws/:title",
    role: "anyone",
    summary: "一部法律的条文，可以问过去某一天的文本",
    params: Type.Object({
      title: Type.String({ minLength: 2, maxLength: 200, description: "名称，可以省略“中华人民共和国”" }),
    }),
    query: Type.Object({ on: Type.Optional(Type.String({ description: "哪一天的文本，默认最新" })) }),
    async handle({ house, params, query }) {
      const law = await findLaw(house.db, params.title, query.on === undefined ? undefined : parseDay(query.on));
      if (!law) throw new HallError("not-found", "disclosure/no-law", "没有收录这部法律", { title: params.title });
      const articles = (await articlesOf(house.db, law)).map(({ label, body }) => ({ label, body }));
      return { status: 200, body: { ...law, articles } };
    },
  }),
];
