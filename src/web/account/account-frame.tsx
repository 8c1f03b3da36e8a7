import type { ComponentChildren, VNode } from "preact";
import type { LapsedCall, PageAnswer } from "../../kernel/http/index.ts";
import { seeOther } from "../../kernel/http/index.ts";
import { type Crumb, ErrorSummary, type Fault, Notice, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";
import { paths, withTo } from "./paths.ts";

/** The way to a page of the account. */
export function accountCrumbs(frame: PageFrame, ...further: readonly Crumb[]): readonly Crumb[] {
  return [{ href: frame.hall.href, title: "首页" }, { href: paths.account, title: "我的账号" }, ...further];
}

/** The head of a page with a form that may come back: what is to be mended stands above the title. */
export function FormHead(props: { faults: readonly Fault[]; title: string; lead?: ComponentChildren }): VNode {
  return (
    <div class="page-head stack">
      <ErrorSummary faults={props.faults} />
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
    </div>
  );
}

/** A page of the account that is looked at. */
export function AccountPage(props: {
  frame: PageFrame;
  title: string;
  /** The last crumb, when the title is longer. */
  here?: string;
  /** The account itself. */
  isTop?: boolean;
  /** Pages between the account and this one. */
  under?: readonly Crumb[];
  lead?: ComponentChildren;
  /** What was just done. */
  done?: string | undefined;
  children: ComponentChildren;
}): VNode {
  const { frame, title, here, isTop = false, under = [], lead, done } = props;
  return (
    <PortalPage
      frame={frame}
      title={title}
      crumbs={isTop ? [{ href: frame.hall.href, title: "首页" }] : accountCrumbs(frame, ...under)}
      {...(here === undefined ? {} : { here })}
      noindex
    >
      <PageHead title={title} lead={lead} />
      <div class="stack-l">
        {done === undefined ? null : <Notice icon="check" title={done} />}
        {props.children}
      </div>
    </PortalPage>
  );
}

/** A form that came after its session, or from before a new one: nothing of it is done, its page is shown anew. */
export function lateTo(back: string): (call: Pick<LapsedCall, "isSignedIn">) => Promise<PageAnswer> {
  return async ({ isSignedIn }) => seeOther(isSignedIn ? back : withTo(paths.signIn, back));
}
