import { Type } from "typebox";
import { type Route, route } from "../../kernel/http/index.ts";
import { beginSecondFactor } from "../second-factor/begin.ts";
import { confirmSecondFactor } from "../second-factor/confirm.ts";
import { renewRecoveryCodes } from "../second-factor/renew-recovery-codes.ts";
import { secondFactorOf } from "../second-factor/state.ts";
import { turnOffSecondFactor } from "../second-factor/turn-off.ts";
import { entered } from "./account-routes.ts";
import { placeOf, sessionOf, shapes } from "./shapes.ts";

const tag = "账号";
const path = "/identity/second-factor";

/** An officer's own second factor. */
export const secondFactorRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    role: "staff",
    tag,
    summary: "第二道验证：开没开，恢复码还剩几个，岗位要不要求",
    async handle({ house, actor }) {
      return { status: 200, body: await secondFactorOf(house, actor) };
    },
  }),
  route({
    method: "POST",
    path,
    role: "staff",
    rate: "strict",
    tag,
    summary: "开始设置第二道验证，得到给验证器应用的密钥",
    async handle({ house, actor }) {
      return { status: 201, body: await beginSecondFactor(house, actor) };
    },
  }),
  route({
    method: "PUT",
    path,
    role: "staff",
    rate: "strict",
    tag,
    summary: "用第一个验证码打开第二道验证，得到恢复码；其他设备退出",
    description: "登录 15 分钟以后要再给密码。恢复码只给这一次。",
    body: Type.Object({ code: shapes.secondCode, password: Type.Optional(shapes.password) }),
    async handle({ house, actor, body, request }) {
      const command = { ...body, ...placeOf(request), session: sessionOf(request) };
      const { opened, recoveryCodes } = await confirmSecondFactor(house, actor, command);
      const answer = entered(200, opened);
      return { ...answer, body: { ...answer.body, recoveryCodes } };
    },
  }),
  route({
    method: "DELETE",
    path,
    role: "staff",
    rate: "strict",
    tag,
    summary: "关闭第二道验证；其他设备退出",
    body: Type.Object({ password: shapes.password, code: shapes.secondCode }),
    async handle({ house, actor, body, request }) {
      return entered(200, await turnOffSecondFactor(house, actor, { ...body, ...placeOf(request) }));
    },
  }),
  route({
    method: "POST",
    path: `${path}/recovery-codes`,
    role: "staff",
    rate: "strict",
    tag,
    summary: "换一批恢复码，原来的作废",
    body: Type.Object({ code: shapes.secondCode }),
    async handle({ house, actor, body, request }) {
      const command = { ...body, address: request.address };
      return { status: 201, body: { recoveryCodes: await renewRecoveryCodes(house, actor, command) } };
    },
  }),
];
