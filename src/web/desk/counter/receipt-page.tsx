import { Type } from "typebox";
import type { Receipt } from "../../../application/index.ts";
import { findCase } from "../../../application/index.ts";
import { formatInstant } from "../../../kernel/calendar/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, page, show } from "../../../kernel/http/index.ts";
import { ButtonLink, ConsolePage, DeskHead, Facts, Panel, renderDocument } from "../../../ui/index.ts";
import { surroundOf } from "../console.ts";
import { readNote } from "../note.ts";
import { requireOfficer } from "../officer.ts";
import { caseHref, counterPath } from "../paths.ts";

/** What the person takes home, to be printed: number and query password. */
const receiptPage = page({
  method: "GET",
  path: `${counterPath}/receipt`,
  role: "window-officer",
  summary: "窗口代办：打印回执",
  query: Type.Object({ note: Type.String({ maxLength: 2_000 }) }),
  async handle(call) {
    const { house, query } = call;
    const officer = requireOfficer(call.actor);
    const receipt = readNote<Receipt>(house, officer, "receipt", query.note);
    if (!receipt) throw new HallError("not-found", "web/visit-over", "这次窗口办理已经结束，请从待办里找这个办件");
    const view = await findCase(house, officer, receipt.hall, receipt.application);
    const surround = await surroundOf(call, officer);
    return show(
      renderDocument(
        <ConsolePage {...surround.page} title={`已提交 ${receipt.number}`} current="counter">
          <DeskHead title="已提交，请打印回执" note={view.version.document.taskName} />
          <div class="measure stack-l">
            <Panel tone="brand" labelledBy="receipt">
              <h2 id="receipt">回执</h2>
              <Facts
                facts={[
                  { term: "办件编号", value: <span class="code">{receipt.number}</span> },
                  {
                    term: "查询密码",
                    value: <span class="code">{receipt.queryPassword}</span>,
                    note: "不登录也能凭编号和密码查进度，请不要告诉别人。",
                  },
                  { term: "申请人", value: view.applicantLabel },
                  { term: "事项", value: view.version.document.taskName },
                  { term: "收件时间", value: formatInstant(new Date(receipt.submittedAt), { year: true }) },
                ]}
              />
            </Panel>
            <p class="row noprint">
              <ButtonLink href={caseHref(receipt)}>打开办件</ButtonLink>
              <ButtonLink kind="line" href={counterPath}>
                下一位
              </ButtonLink>
            </p>
            <p class="small quiet noprint">按 Ctrl+P 打印，交给申请人。</p>
          </div>
        </ConsolePage>,
      ),
    );
  },
});

export const receiptPages: readonly Page[] = [receiptPage];
