import type { Page } from "../../kernel/http/index.ts";
import { actPages } from "./acts/page.tsx";
import { casePages } from "./case/page.tsx";
import { counterApplyPages } from "./counter/apply-page.tsx";
import { counterCorrectionPages } from "./counter/correction-page.tsx";
import { receiptPages } from "./counter/receipt-page.tsx";
import { visitPages } from "./counter/visit-page.tsx";
import { queuePages } from "./queue/page.tsx";

/** 工作台: the queue, the case, its acts, the counter. */
export const deskPages: readonly Page[] = [
  ...queuePages,
  ...casePages,
  ...counterCorrectionPages,
  ...actPages,
  ...visitPages,
  ...counterApplyPages,
  ...receiptPages,
];
