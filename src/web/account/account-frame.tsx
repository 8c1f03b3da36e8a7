import type { ComponentChildren, VNode } from "preact";
import type { LapsedCall, PageAnswer } from "../../kernel/http/index.ts";
import { seeOther } from "../../kernel/http/index.ts";
import { type Crumb, Notice, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";
import { paths, withTo } from "./paths.ts";

/** The way to a page of the account. */
export function accountCrumbs(frame: PageFrame, ...further: readonly Crumb[]): readonly Crumb[] {
  return [{ href: frame.hall.href, title: "首页" }, { href: paths.account, title: "我的账号" }, ...further];
}

/** A page of the account that is looked at. */
export function AccountPage(props: {
  frame: PageFrame;
  title: string;
  /** The last crumb, when the title is longer. */
  here?: string;
  /** Pages between the account and this one. */
  under?: readonly Crumb[];
  lead?: ComponentChildren;
  /** What was just done. */
  done?: string | undefined;
  children: ComponentChildren;
}): VNode {
  const { frame, title, here, under = [], lead, done } = props;
  return (
    <PortalPage
      frame={frame}
      title={title}
      crumbs={accountCrumbs(frame, ...under)}
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
