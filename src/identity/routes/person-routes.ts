import { Type } from "typebox";
import { parseDay } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Route, route } from "../../kernel/http/index.ts";
import { assuranceHistory } from "../assurance.ts";
import { chooseActingFor } from "../choose-acting-for.ts";
import { grantMandate, revokeMandate } from "../grant-mandate.ts";
import { registerLegalPerson } from "../legal-persons.ts";
import { delegatesOf, legalPersonsOf, mayActFor } from "../mandates.ts";
import { findPerson } from "../person.ts";
import { proveIdentity } from "../prove-identity.ts";
import { listAccesses } from "../read-personal-data.ts";
import { realNamePortOf } from "../real-name/port.ts";
import { requireCitizen } from "../rights.ts";
import { sessionOf, shapes } from "./shapes.ts";

const tag = "本人";
const legalParams = Type.Object({ legalPerson: shapes.id("法人标识") });

/** What a citizen does about himself and the legal persons he acts for. */
export const personRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/identity/me",
    role: "citizen",
    tag,
    summary: "我是谁、实名等级、可以代谁办事；姓名脱敏",
    async handle({ house, actor }) {
      const citizen = requireCitizen(actor);
      const [person, actsFor, levels] = await Promise.all([
        findPerson(house.db, citizen.person),
        legalPersonsOf(house, house.db, citizen.person),
        assuranceHistory(house.db, citizen.person),
      ]);
      return { status: 200, body: { person, actingFor: citizen.actingFor, actsFor, levels } };
    },
  }),
  route({
    method: "GET",
    path: "/identity/accesses",
    role: "citizen",
    tag,
    summary: "谁看过我的信息，新的在前",
    query: Type.Object({ after: Type.Optional(shapes.id("上一页最后一条")) }),
    async handle({ house, actor, query }) {
      return { status: 200, body: { accesses: await listAccesses(house.db, actor, query) } };
    },
  }),
  route({
    method: "POST",
    path: "/identity/real-name",
    role: "citizen",
    rate: "strict",
    tag,
    summary: "用姓名和身份证号实名",
    body: Type.Object({ name: shapes.name, idNumber: shapes.idNumber }),
    async handle({ house, actor, body, request }) {
      const place = { session: sessionOf(request), device: request.device };
      const opened = await proveIdentity(house, realNamePortOf(house), actor, { ...body, ...place });
      return { status: 200, session: opened.session, body: { person: opened.person } };
    },
  }),
  route({
    method: "POST",
    path: "/identity/legal-persons",
    role: "citizen",
    assurance: 2,
    rate: "strict",
    tag,
    summary: "法定代表人登记自己的法人",
    body: Type.Object({ uscc: shapes.idNumber, name: shapes.name, address: Type.Optional(shapes.address) }),
    async handle({ house, actor, body }) {
      return { status: 201, body: await registerLegalPerson(house, realNamePortOf(house), actor, body) };
    },
  }),
  route({
    method: "PUT",
    path: "/identity/acting-for",
    role: "citizen",
    tag,
    summary: "选择代哪个法人办事；null 是为自己",
    body: Type.Object({ legalPerson: Type.Union([shapes.id("法人标识"), Type.Null()]) }),
    async handle({ house, actor, body, request }) {
      const place = { session: sessionOf(request), device: request.device };
      const opened = await chooseActingFor(house, actor, { ...body, ...place });
      return { status: 200, session: opened.session, body };
    },
  }),
  route({
    method: "GET",
    path: "/identity/legal-persons/:legalPerson/mandates",
    role: "citizen",
    tag,
    summary: "法定代表人看自己的法人授权了谁",
    params: legalParams,
    async handle({ house, actor, params }) {
      const { person } = requireCitizen(actor);
      const may = await mayActFor(house, house.db, person, params.legalPerson);
      const delegates = may?.role === "representative" ? await delegatesOf(house, house.db, params.legalPerson) : [];
      return { status: 200, body: { delegates } };
    },
  }),
  route({
    method: "POST",
    path: "/identity/legal-persons/:legalPerson/mandates",
    role: "citizen",
    assurance: 2,
    rate: "strict",
    tag,
    summary: "授权一位代理人",
    params: legalParams,
    body: Type.Object({
      name: shapes.name,
      idNumber: shapes.idNumber,
      from: shapes.day,
      until: shapes.day,
      scope: Type.Optional(
        Type.Object({
          items: Type.Optional(Type.Array(shapes.id("事项标识"), { maxItems: 200 })),
          halls: Type.Optional(Type.Array(shapes.hall, { maxItems: 200 })),
        }),
      ),
    }),
    async handle({ house, actor, params, body }) {
      const { name, idNumber, from, until, scope } = body;
      const command = { ...params, delegate: { name, idNumber }, from: parseDay(from), until: parseDay(until), scope };
      return { status: 201, body: await inTransaction(house.db, (tx) => grantMandate(house, tx, actor, command)) };
    },
  }),
  route({
    method: "DELETE",
    path: "/identity/legal-persons/:legalPerson/mandates/:mandate",
    role: "citizen",
    tag,
    summary: "撤销授权，或代理人自己辞去",
    params: Type.Object({ legalPerson: shapes.id("法人标识"), mandate: shapes.id("授权标识") }),
    async handle({ house, actor, params }) {
      await inTransaction(house.db, (tx) => revokeMandate(house, tx, actor, params));
      return { status: 204 };
    },
  }),
];
