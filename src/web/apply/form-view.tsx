import type { ComponentChildren, VNode } from "preact";
import type { ShownPage } from "../../form/index.ts";
import { FormPage, Notice } from "../../ui/index.ts";
import { crumbsOf, type Desk } from "./open-desk.tsx";
import { draftHref, pageHref } from "./paths.ts";
import { shownFaults } from "./question-ids.ts";
import { QuestionView, type Sheet } from "./question-view.tsx";

export interface FormViewProps {
  desk: Desk;
  page: ShownPage;
  step: { at: number; of: number };
  sheet: Sheet;
  /** `pageMark` of what is stored: tells the next save whether another device was there in between. */
  seen: string;
  /** What stands in the inputs was typed when the session was over, and is not yet saved. */
  isLate: boolean;
  /** So many questions came up by the answers just given. */
  appeared: number;
}

/** One page of questions. */
export function FormView({ desk, page, step, sheet, seen, isLate, appeared }: FormViewProps): VNode {
  const { opened, frame, call } = desk;
  const kinds = page.questions.map(({ field }) => field.kind);
  return (
    <FormPage
      frame={frame}
      title={page.title}
      crumbs={crumbsOf(desk)}
      step={step}
      {...(page.intro === undefined ? {} : { lead: page.intro })}
      faults={shownFaults(sheet.faults)}
      action={pageHref(opened.id, page.key)}
      csrf={call.csrfToken()}
      files={kinds.includes("file")}
      otherButtons={kinds.includes("file") || kinds.includes("rows")}
      later={{ words: "先不填，回到申请", href: draftHref(opened.id) }}
      before={noticeOf(desk, page, isLate, appeared)}
    >
      {page.questions.map((asked) => (
        <QuestionView key={asked.field.key} sheet={sheet} asked={asked} />
      ))}
      <input type="hidden" name="seen" value={seen} />
    </FormPage>
  );
}

function noticeOf({ opened }: Desk, page: ShownPage, isLate: boolean, appeared: number): ComponentChildren {
  if (isLate) {
    const stored = `${pageHref(opened.id, page.key)}?kept=no`;
    return (
      <Notice title="登录过期前填的内容都在，还没有保存" acts={<a href={stored}>不要这些，看已保存的</a>}>
        <p>请核对后按“保存并继续”。</p>
      </Notice>
    );
  }
  if (appeared === 0) return null;
  return (
    <Notice title={`已保存。按您的回答，还要填 ${appeared} 项`}>
      <p>新的问题在下面，请接着填。</p>
    </Notice>
  );
}
