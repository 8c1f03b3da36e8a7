import { Type } from "typebox";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Route, route } from "../../kernel/http/index.ts";
import { lowerAssurance } from "../assurance.ts";
import { registerLegalPersonAtCounter } from "../legal-persons.ts";
import { registerAtCounter } from "../register-at-counter.ts";
import { requireMayManageStaff } from "../rights.ts";
import { staffOf } from "../seats.ts";
import { resetSecondFactor } from "../second-factor/reset.ts";
import { appoint, dismiss, engageStaff } from "../staff.ts";
import { shapes } from "./shapes.ts";

const tag = "大厅人员";
const hallParams = Type.Object({ hall: shapes.hall });
const seatParams = Type.Object({ hall: shapes.hall, post: shapes.id("岗位"), account: shapes.id("工作人员账号") });

/** What officers do about persons, and administrators about officers. Whether it is this hall's, the act asks. */
export const hallRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/halls/:hall/visitors",
    role: "window-officer",
    tag,
    summary: "窗口当面核验并登记来人，不要求有账号",
    params: hallParams,
    body: Type.Object({
      name: shapes.name,
      idType: Type.Optional(Type.String({ pattern: "^\\d{2}$", description: "证件类型" })),
      idNumber: shapes.idNumber,
      phone: Type.Optional(shapes.phone),
      address: Type.Optional(shapes.address),
    }),
    async handle({ house, actor, params, body }) {
      const done = await inTransaction(house.db, (tx) => registerAtCounter(house, tx, actor, { ...params, ...body }));
      return { status: done.isNew ? 201 : 200, body: done };
    },
  }),
  route({
    method: "POST",
    path: "/halls/:hall/legal-persons",
    role: "window-officer",
    tag,
    summary: "窗口登记法人和它的法定代表人",
    params: hallParams,
    body: Type.Object({
      uscc: shapes.idNumber,
      name: shapes.name,
      address: Type.Optional(shapes.address),
      representative: shapes.id("法定代表人，先在窗口登记"),
    }),
    async handle({ house, actor, params, body }) {
      const command = { ...params, ...body };
      const done = await inTransaction(house.db, (tx) => registerLegalPersonAtCounter(house, tx, actor, command));
      return { status: 201, body: done };
    },
  }),
  route({
    method: "DELETE",
    path: "/halls/:hall/visitors/:person/assurance",
    role: "window-officer",
    tag,
    summary: "核验有误时撤销实名，本人的会话全部退出",
    params: Type.Object({ hall: shapes.hall, person: shapes.id("人") }),
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200, description: "原因" }) }),
    async handle({ house, actor, params, body }) {
      const command = { ...params, ...body, to: 1 as const };
      await inTransaction(house.db, (tx) => lowerAssurance(house, tx, actor, command));
      return { status: 204 };
    },
  }),
  route({
    method: "GET",
    path: "/halls/:hall/staff",
    role: "hall-administrator",
    tag,
    summary: "本大厅的工作人员和岗位",
    params: hallParams,
    async handle({ house, actor, params }) {
      requireMayManageStaff(actor, params.hall);
      return { status: 200, body: { staff: await staffOf(house.db, params.hall) } };
    },
  }),
  route({
    method: "POST",
    path: "/halls/:hall/staff",
    role: "hall-administrator",
    rate: "strict",
    tag,
    summary: "录用工作人员，开立账号",
    params: hallParams,
    body: Type.Object({
      name: shapes.name,
      loginName: Type.String({ minLength: 3, maxLength: 40 }),
      password: shapes.password,
      idNumber: Type.Optional(shapes.idNumber),
    }),
    async handle({ house, actor, params, body }) {
      const { account } = await engageStaff(house, actor, { ...params, ...body });
      return { status: 201, body: { account } };
    },
  }),
  route({
    method: "DELETE",
    path: "/halls/:hall/staff/:account/second-factor",
    role: "hall-administrator",
    rate: "strict",
    tag,
    summary: "工作人员丢了手机和恢复码时重置第二道验证；会话立即退出",
    params: Type.Object({ hall: shapes.hall, account: shapes.id("工作人员账号") }),
    async handle({ house, actor, params }) {
      await inTransaction(house.db, (tx) => resetSecondFactor(house, tx, actor, params));
      return { status: 204 };
    },
  }),
  route({
    method: "PUT",
    path: "/halls/:hall/posts/:post/holders/:account",
    role: "hall-administrator",
    tag,
    summary: "任命到岗位；本人要重新登录",
    params: seatParams,
    async handle({ house, actor, params }) {
      return { status: 201, body: await inTransaction(house.db, (tx) => appoint(house, tx, actor, params)) };
    },
  }),
  route({
    method: "DELETE",
    path: "/halls/:hall/posts/:post/holders/:account",
    role: "hall-administrator",
    tag,
    summary: "免去岗位；会话立即退出",
    params: seatParams,
    async handle({ house, actor, params }) {
      await inTransaction(house.db, (tx) => dismiss(house, tx, actor, params));
      return { status: 204 };
    },
  }),
];
