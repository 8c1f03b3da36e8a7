import type { Page } from "../../kernel/http/index.ts";
import { demoPhonePage } from "./demo-phone.tsx";
import { messagePages } from "./pages.tsx";
import { wayPages } from "./ways.tsx";

/** 我的消息、通知方式，和样例大厅的样例手机. */
export const inboxPages: readonly Page[] = [...messagePages, ...wayPages, demoPhonePage];
