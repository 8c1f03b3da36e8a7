import type { Page } from "../../kernel/http/index.ts";
import { accessesPages } from "./accesses-page.tsx";
import { actingPages } from "./acting-page.tsx";
import { askPhonePages } from "./ask-phone.tsx";
import { changePhonePages } from "./change-phone-page.tsx";
import { closePages } from "./close-page.tsx";
import { companiesPages } from "./companies-page.tsx";
import { companyPages } from "./company-page.tsx";
import { devicePages } from "./devices-page.tsx";
import { enterCodePages } from "./enter-code.tsx";
import { identityPages } from "./identity-page.tsx";
import { newCompanyPages } from "./new-company-page.tsx";
import { newMandatePages } from "./new-mandate-page.tsx";
import { overviewPage } from "./overview-page.tsx";
import { passwordPages } from "./password-page.tsx";
import { recoveryCodesPages } from "./second-factor/recovery-codes-page.tsx";
import { secondFactorPages } from "./second-factor/second-factor-page.tsx";
import { setUpPages } from "./second-factor/set-up-page.tsx";
import { turnOffPages } from "./second-factor/turn-off-page.tsx";
import { signInPages } from "./sign-in-page.tsx";
import { signInSecondPages } from "./sign-in-second-page.tsx";
import { signOutPage } from "./sign-out-page.ts";

/** 登录、注册、忘记密码、退出，和我的账号. */
export const accountPages: readonly Page[] = [
  ...signInPages,
  ...signInSecondPages,
  ...askPhonePages,
  ...enterCodePages,
  signOutPage,
  overviewPage,
  ...identityPages,
  ...passwordPages,
  ...changePhonePages,
  ...secondFactorPages,
  ...setUpPages,
  ...recoveryCodesPages,
  ...turnOffPages,
  ...devicePages,
  ...actingPages,
  ...companiesPages,
  ...newCompanyPages,
  ...companyPages,
  ...newMandatePages,
  ...accessesPages,
  ...closePages,
];
