import type { VNode } from "preact";
import { Type } from "typebox";
import { withdraw } from "../../application/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { Button, ButtonLink, Dialog, Field, Form, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { signInHref } from "../apply/index.ts";
import { type CaseRoom, openCase } from "./open-case.ts";
import { caseHref, casesPath, withdrawHref } from "./paths.ts";
import { showTooLate } from "./refused.tsx";

const params = Type.Object({ application: Type.String({ maxLength: 60 }) });
const path = "/cases/:application/withdraw";

const ask = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "撤回申请前的一问",
  params,
  async handle(call) {
    const room = await openCase(call, call.params.application);
    if (!mayWithdraw(room)) return seeOther(caseHref(room.own.application));
    return view(room, {});
  },
});

const doWithdraw = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "撤回申请",
  params,
  async handle(call) {
    const room = await openCase(call, call.params.application);
    const { own, view: shown } = room;
    const { hall, application } = own;
    const { reason = "", seen = "" } = call.form;
    // Pressed twice: the first press has done it.
    if (shown.state.flow.outcome === "withdrawn") return seeOther(caseHref(application));
    if (typeof reason !== "string" || typeof seen !== "string") return view(room, {});
    try {
      await withdraw(call.house, own.actor, { hall, application, seen, reason });
    } catch (error) {
      if (error instanceof HallError && error.code === "application/text-too-long") {
        return view(room, { reason, fault: error.message });
      }
      // The page is too old to say what it had seen: it is shown again.
      if (error instanceof HallError && error.code === "application/bad-seen") return view(room, { reason });
      const now = await openCase(call, application);
      if (now.view.state.flow.outcome === "withdrawn") return seeOther(caseHref(application));
      return await showTooLate(room, error);
    }
    return seeOther(`${caseHref(application)}?done=withdrawn`);
  },
  lapsed: async ({ params: { application }, isSignedIn }) =>
    seeOther(isSignedIn ? withdrawHref(application) : signInHref(withdrawHref(application))),
});

/** The question and the act. */
export const withdrawPages: readonly Page[] = [ask, doWithdraw];

/** Until the decision. */
function mayWithdraw({ view: { state, phase } }: CaseRoom): boolean {
  return phase !== "finished" && state.decision === null;
}

function view(room: CaseRoom, told: { reason?: string; fault?: string }): PageAnswer {
  return show(renderDocument(<WithdrawView room={room} {...told} />), told.fault === undefined ? {} : { status: 422 });
}

function WithdrawView(props: { room: CaseRoom; reason?: string; fault?: string }): VNode {
  const { room, reason, fault } = props;
  const { frame, own, view: shown, call } = room;
  const here = caseHref(own.application);
  return (
    <PortalPage
      frame={frame}
      title={fault === undefined ? "撤回申请" : "错误：撤回申请"}
      crumbs={[
        { href: casesPath, title: "我的办件" },
        { href: here, title: shown.number },
      ]}
      here="撤回申请"
      noindex
    >
      <PageHead title="撤回申请" lead={shown.version.document.taskName} />
      <Form action={withdrawHref(own.application)} csrf={call.csrfToken()}>
        <Dialog
          id="withdraw"
          place="page"
          title="撤回以后就不再办了，不能恢复"
          acts={
            <>
              <Button kind="stop">撤回申请</Button>
              <ButtonLink kind="plain" href={here}>
                不撤回
              </ButtonLink>
            </>
          }
        >
          <p>办件 {shown.number} 到此为止。以后要办可以再次申请，填过的内容和材料不用重来。</p>
          <div class="above">
            <Field
              id="reason"
              name="reason"
              label="为什么撤回"
              optional
              error={fault}
              control={{ kind: "long-text", value: reason, maxLength: 500, rows: 3 }}
            />
          </div>
        </Dialog>
        <input type="hidden" name="seen" value={shown.seen} />
      </Form>
    </PortalPage>
  );
}
