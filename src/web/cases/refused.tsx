import type { VNode } from "preact";
import { HallError } from "../../kernel/errors/index.ts";
import { type PageAnswer, show } from "../../kernel/http/index.ts";
import { ButtonLink, Notice, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { type CaseRoom, openCase } from "./open-case.ts";
import { caseHref, casesPath } from "./paths.ts";
import { sayStanding } from "./standing.ts";

/**
 * An act that came too late: somebody else, another device or the same press twice was quicker. The page says what the case is now and
 * leads to it; nothing was done.
 *
 * @param room the case as it was opened for this act.
 * @throws the error itself, when it is no conflict.
 */
export async function showTooLate(room: CaseRoom, error: unknown): Promise<PageAnswer> {
  if (!(error instanceof HallError) || error.kind !== "conflict") throw error;
  const now = await openCase(room.call, room.own.application);
  return show(renderDocument(<TooLate room={now} why={error.message} />), { status: 409 });
}

function TooLate({ room, why }: { room: CaseRoom; why: string }): VNode {
  const { frame, view, standing, ground, own } = room;
  const { title, lead } = sayStanding(standing, ground);
  return (
    <PortalPage
      frame={frame}
      title="没有办成：办件有变化"
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        { href: casesPath, title: "我的办件" },
      ]}
      here={view.number}
      noindex
    >
      <PageHead title="没有办成：办件有变化" lead={`${why}。这一次什么也没有改。`} />
      <div class="stack-l">
        <Notice title={`现在：${title}`}>
          <p>{lead}</p>
        </Notice>
        <p>
          <ButtonLink href={caseHref(own.application)}>看最新情况</ButtonLink>
        </p>
      </div>
    </PortalPage>
  );
}
