import { Type } from "typebox";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Route, route } from "../../kernel/http/index.ts";
import { changePassword, resetPassword } from "../change-password.ts";
import { changePhone } from "../change-phone.ts";
import { listDevices, revokeDevice, revokeOtherDevices, signOut } from "../devices.ts";
import type { Opened } from "../open-account-session.ts";
import { requestCode } from "../phone-code.ts";
import { register } from "../register.ts";
import { signIn, signInByCode } from "../sign-in.ts";
import { placeOf, sessionOf, shapes } from "./shapes.ts";

const tag = "账号";

/** Signing in and out, and what belongs to an account. */
export const accountRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/identity/codes",
    role: "anyone",
    rate: "strict",
    tag,
    summary: "发送短信验证码；回答不说这个手机号有没有注册",
    body: Type.Object({
      phone: shapes.phone,
      purpose: Type.Enum(["sign-in", "register", "reset-password", "change-phone"]),
    }),
    async handle({ house, body, request }) {
      return { status: 202, body: await requestCode(house, { ...body, address: request.address }) };
    },
  }),
  route({
    method: "POST",
    path: "/identity/registrations",
    role: "anyone",
    rate: "strict",
    tag,
    summary: "用手机号和验证码注册，并登录",
    body: Type.Object({ phone: shapes.phone, code: shapes.code, password: Type.Optional(shapes.password) }),
    async handle({ house, body, request }) {
      return entered(201, await register(house, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "POST",
    path: "/identity/session",
    role: "anyone",
    rate: "strict",
    tag,
    summary: "用手机号或登录名、密码登录；开了第二道验证的要同时给 code",
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      password: shapes.password,
      code: Type.Optional(shapes.secondCode),
    }),
    async handle({ house, body, request }) {
      return entered(200, await signIn(house, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "POST",
    path: "/identity/session-by-code",
    role: "anyone",
    rate: "strict",
    tag,
    summary: "用手机号、验证码登录",
    body: Type.Object({ phone: shapes.phone, code: shapes.code }),
    async handle({ house, body, request }) {
      return entered(200, await signInByCode(house, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "DELETE",
    path: "/identity/session",
    role: "anyone",
    tag,
    summary: "退出登录",
    async handle({ house, request }) {
      await signOut(house, request.session);
      return { status: 204, session: null };
    },
  }),
  route({
    method: "PUT",
    path: "/identity/password",
    role: "anyone",
    assurance: 1,
    rate: "strict",
    tag,
    summary: "修改密码；其他设备退出",
    body: Type.Object({ old: Type.Optional(shapes.password), password: shapes.password }),
    async handle({ house, actor, body, request }) {
      return entered(200, await changePassword(house, actor, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "PUT",
    path: "/identity/password-by-code",
    role: "anyone",
    rate: "strict",
    tag,
    summary: "忘记密码时用验证码设新密码；所有设备退出",
    body: Type.Object({ phone: shapes.phone, code: shapes.code, password: shapes.password }),
    async handle({ house, body, request }) {
      return entered(200, await resetPassword(house, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "PUT",
    path: "/identity/phone",
    role: "anyone",
    assurance: 1,
    rate: "strict",
    tag,
    summary: "更换登录手机号；其他设备退出",
    body: Type.Object({ phone: shapes.phone, code: shapes.code }),
    async handle({ house, actor, body, request }) {
      return entered(200, await changePhone(house, actor, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "GET",
    path: "/identity/devices",
    role: "anyone",
    assurance: 1,
    tag,
    summary: "我登录着的设备",
    async handle({ house, actor, request }) {
      return { status: 200, body: { devices: await listDevices(house, house.db, actor, request.session) } };
    },
  }),
  route({
    method: "DELETE",
    path: "/identity/devices",
    role: "anyone",
    assurance: 1,
    tag,
    summary: "让其他设备退出",
    async handle({ house, actor, request }) {
      const session = sessionOf(request);
      const ended = await inTransaction(house.db, (tx) => revokeOtherDevices(house, tx, actor, session));
      return { status: 200, body: { ended } };
    },
  }),
  route({
    method: "DELETE",
    path: "/identity/devices/:device",
    role: "anyone",
    assurance: 1,
    tag,
    summary: "让一个设备退出",
    params: Type.Object({ device: shapes.id("设备标识") }),
    async handle({ house, actor, params }) {
      await inTransaction(house.db, (tx) => revokeDevice(house, tx, actor, params));
      return { status: 204 };
    },
  }),
];

/** The answer of whoever was let in. */
export function entered(status: number, opened: Opened) {
  const { session, ...body } = opened;
  return { status, session, body };
}
