import { Type } from "typebox";
import { type CaseView, findCase, type Receipt } from "../../../application/index.ts";
import { formatInstant } from "../../../kernel/calendar/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { type Page, page, show } from "../../../kernel/http/index.ts";
import { departmentsByKey } from "../../../organization/index.ts";
import {
  ButtonLink,
  ConsolePage,
  DeskHead,
  type Fact,
  Facts,
  fullDayWord,
  Panel,
  renderDocument,
} from "../../../ui/index.ts";
import { surroundOf } from "../console.ts";
import { caseClocks } from "../limits.ts";
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
          <div class="noprint">
            <DeskHead title="已提交，请打印回执" note={view.version.document.taskName} />
          </div>
          <div class="measure stack-l">
            <Panel tone="brand" labelledBy="receipt">
              <h2 id="receipt">回执</h2>
              <Facts facts={await factsOf(house, receipt, view)} />
            </Panel>
            <p class="row noprint">
              <ButtonLink href={caseHref(receipt)}>打开办件</ButtonLink>
              <ButtonLink kind="line" href={counterPath}>
                下一位
              </ButtonLink>
            </p>
            <p class="small quiet noprint">按 Ctrl+P 打印，请申请人核对后带走。</p>
          </div>
        </ConsolePage>,
      ),
    );
  },
});

export const receiptPages: readonly Page[] = [receiptPage];

/** What whoever is not online needs on paper: what was handed in, who answers by when, and where to ask. */
async function factsOf(house: House, receipt: Receipt, { state, version, applicantLabel }: CaseView): Promise<Fact[]> {
  const [department] = await departmentsByKey(house.db, [state.department]);
  const answerBy = caseClocks(house, state, version.document).answer.dueOn;
  const page = new URL(`/progress?number=${receipt.number}`, house.config.publicUrl).href;
  return [
    { term: "办件编号", value: <span class="code">{receipt.number}</span> },
    {
      term: "查询密码",
      value: <span class="code">{receipt.queryPassword}</span>,
      note: "不登录也能凭编号和密码查进度，请不要告诉别人。",
    },
    { term: "申请人", value: applicantLabel },
    { term: "事项", value: version.document.taskName },
    { term: "收件时间", value: formatInstant(new Date(receipt.submittedAt), { year: true }) },
    { term: "受理部门", value: department?.name ?? state.department },
    ...(answerBy && !state.acceptance
      ? [{ term: "答复", value: `最晚 ${fullDayWord(answerBy)}`, note: "答复是否受理；到期没有答复，就算已经受理。" }]
      : []),
    {
      term: "查进度",
      value: page,
      note: "不上网的，带这张回执到窗口问，或拨打 12345。",
    },
  ];
}
