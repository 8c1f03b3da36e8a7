import { Type } from "typebox";
import { HallError } from "../../kernel/errors/index.ts";
import type { RequestFacts, Session } from "../../kernel/http/index.ts";
import type { SignInPlace } from "../sign-in.ts";

/** Shapes of what comes in; whether a number is right its parser says, with a sentence. */
export const shapes = {
  id: (description: string) => Type.String({ minLength: 36, maxLength: 36, description }),
  hall: Type.String({ pattern: "^\\d{6}$", description: "大厅代码" }),
  phone: Type.String({ minLength: 1, maxLength: 30, description: "手机号" }),
  code: Type.String({ pattern: "^\\s*\\d{6}\\s*$", description: "短信里的 6 位验证码" }),
  secondCode: Type.String({ minLength: 6, maxLength: 40, description: "验证器应用里的 6 位数字，或一个恢复码" }),
  password: Type.String({ minLength: 1, maxLength: 200, description: "密码" }),
  name: Type.String({ minLength: 1, maxLength: 200, description: "姓名或名称" }),
  idNumber: Type.String({ minLength: 1, maxLength: 40, description: "证件号码" }),
  day: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "日期" }),
  address: Type.Object({
    division: Type.String({ pattern: "^\\d{6}(\\d{3}){0,2}$", description: "区划代码" }),
    detail: Type.String({ minLength: 1, maxLength: 100, description: "详细地址" }),
  }),
};

/** Where a request comes from, as acts of signing in want it. */
export function placeOf(request: RequestFacts): SignInPlace {
  return { address: request.address, device: request.device, previous: request.session };
}

/** The session of a request that has one. @throws HallError `kernel/sign-in-needed` (forbidden). */
export function sessionOf(request: RequestFacts): Session {
  if (request.session) return request.session;
  throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
}
