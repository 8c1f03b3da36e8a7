import type { VNode } from "preact";
import { Type } from "typebox";
import { applyAgain, beginDraft } from "../../application/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { ButtonLink, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { draftHref, signInHref } from "../apply/index.ts";
import { type CaseRoom, openCase } from "./open-case.ts";
import { caseHref, casesPath } from "./paths.ts";

/** 再次申请: a new draft with the answers and files of an old case. The button carries the intent: pressed twice, it is one draft. */
const again = page({
  method: "POST",
  path: "/cases/:application/again",
  role: "citizen",
  summary: "以旧办件为底再次申请",
  params: Type.Object({ application: Type.String({ maxLength: 60 }) }),
  async handle(call) {
    const room = await openCase(call, call.params.application);
    const { house, form } = call;
    const { own } = room;
    const { hall, application, actor } = own;
    const intent = typeof form.intent === "string" ? form.intent : "";
    try {
      const old = await applyAgain(house, actor, { hall, application });
      const actingFor = actor.actingFor as Id | null;
      const { id } = await inTransaction(house.db, (tx) =>
        beginDraft(house, tx, actor, { intent, item: old.item, actingFor, prefilled: {}, again: old }),
      );
      return seeOther(draftHref(id));
    } catch (error) {
      if (!(error instanceof HallError) || (error.kind !== "conflict" && error.kind !== "forbidden")) throw error;
      return show(renderDocument(<NotAgain room={room} why={error.message} />), { status: 409 });
    }
  },
  lapsed: async ({ params: { application }, isSignedIn }) =>
    seeOther(isSignedIn ? caseHref(application) : signInHref(caseHref(application))),
});

export const againPages: readonly Page[] = [again];

function NotAgain({ room, why }: { room: CaseRoom; why: string }): VNode {
  const { frame, view, own } = room;
  return (
    <PortalPage
      frame={frame}
      title="现在不能再次申请"
      crumbs={[
        { href: casesPath, title: "我的办件" },
        { href: caseHref(own.application), title: view.number },
      ]}
      here="再次申请"
      noindex
    >
      <PageHead title="现在不能再次申请" lead={`${why}。办事指南里写着现在怎么办。`} />
      <p class="row">
        <ButtonLink href={`/items/${view.state.item}`}>看办事指南</ButtonLink>
        <ButtonLink kind="plain" href={caseHref(own.application)}>
          回到办件
        </ButtonLink>
      </p>
    </PortalPage>
  );
}
