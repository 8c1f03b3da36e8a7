import type { CodePurpose } from "../../identity/index.ts";
import { paths } from "./paths.ts";

/** A way that begins with a phone: its number first, then the code that was sent there. */
export interface PhoneWay {
  readonly purpose: CodePurpose;
  /** Asks for the phone; is the address of the code's page without its end. */
  readonly ask: string;
  readonly enter: string;
  readonly title: string;
  readonly lead: string;
}

/** The ways of visitors. */
export const phoneWays = {
  signIn: {
    purpose: "sign-in",
    ask: paths.signInByPhone,
    enter: paths.signInByCode,
    title: "用短信验证码登录",
    lead: "验证码发到您注册时用的手机。",
  },
  register: {
    purpose: "register",
    ask: paths.register,
    enter: paths.registerByCode,
    title: "注册",
    lead: "先验证手机号。一个账号，办所有大厅的事。",
  },
  forgot: {
    purpose: "reset-password",
    ask: paths.forgot,
    enter: paths.forgotByCode,
    title: "忘记密码",
    lead: "验证码发到您注册时用的手机，填回来就能设新密码。",
  },
} as const satisfies Record<string, PhoneWay>;
