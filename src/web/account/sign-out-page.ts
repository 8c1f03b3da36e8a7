import { signOut } from "../../identity/index.ts";
import { page, seeOther } from "../../kernel/http/index.ts";
import { paths } from "./paths.ts";

/** 退出登录. A form whose session has ended by itself is signed out already. */
export const signOutPage = page({
  method: "POST",
  path: paths.signOut,
  role: "anyone",
  assurance: 1,
  summary: "退出登录",
  async handle({ house, request }) {
    await signOut(house, request.session);
    return seeOther("/", { session: null });
  },
  async lapsed({ house, request }) {
    await signOut(house, request.session);
    return seeOther("/", { session: null });
  },
});
