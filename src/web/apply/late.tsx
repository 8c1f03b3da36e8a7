import type { VNode } from "preact";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { type LapsedCall, type PageAnswer, seeOther, show } from "../../kernel/http/index.ts";
import { type Id, parseId } from "../../kernel/ids/index.ts";
import { Button, Form, Notice, type PageFrame, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { ownFrame } from "./own-frame.ts";
import { signInHref } from "./paths.ts";

/**
 * A form that came after its session: kept for its person, who is led to the sign-in and from there back to it. Where it cannot be
 * known whose it was, the page itself holds on to what was typed until somebody has signed in.
 *
 * @param back the page to come back to. @param keep keeps it; false when it cannot.
 */
export async function keepOrHold(
  call: LapsedCall,
  back: string,
  keep: (tx: Tx, person: Id) => Promise<boolean>,
): Promise<PageAnswer> {
  const { house, whose, isSignedIn } = call;
  const person = whose.kind === "citizen" ? parseId(whose.person) : undefined;
  const kept = person !== undefined && (await inTransaction(house.db, (tx) => keep(tx, person)));
  if (kept || isSignedIn) return seeOther(isSignedIn ? back : signInHref(back));
  return await hold(call, back);
}

/** Shows the page that holds what was typed. */
export async function hold(call: LapsedCall, back: string): Promise<PageAnswer> {
  const frame = await ownFrame(call);
  const view = (
    <HoldView frame={frame} action={call.request.path} back={back} form={call.form} csrf={call.csrfToken()} />
  );
  return show(renderDocument(view), { status: 401 });
}

function HoldView(props: {
  frame: PageFrame;
  action: string;
  back: string;
  form: LapsedCall["form"];
  csrf: string;
}): VNode {
  return (
    <PortalPage frame={props.frame} title="请重新登录" noindex>
      <PageHead title="请重新登录" lead="登录已经过期。您刚才填的内容都在这一页上，没有丢。" />
      <div class="stack-l">
        <Notice title="分两步">
          <p>
            1.{" "}
            <a href={signInHref(props.back)} target="_blank" rel="noopener">
              在新窗口登录
            </a>
            ，登录后关掉那个窗口。
          </p>
          <p>2. 回到这一页，按“我已登录，继续”。</p>
        </Notice>
        <Form action={props.action} csrf={props.csrf}>
          <HiddenFields form={props.form} />
          <p class="row">
            <Button>我已登录，继续</Button>
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}
