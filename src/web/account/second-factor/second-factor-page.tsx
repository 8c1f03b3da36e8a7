import type { VNode } from "preact";
import { beginSecondFactor, type SecondFactorState, secondFactorOf } from "../../../identity/index.ts";
import { formatInstant } from "../../../kernel/calendar/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../../kernel/http/index.ts";
import { Button, ButtonLink, Facts, Notice, type PageFrame, renderDocument } from "../../../ui/index.ts";
import { ownFrame } from "../../own-frame.ts";
import { AccountPage, lateTo } from "../account-frame.tsx";
import { paths, safeTo, withTo } from "../paths.ts";
import { toQuery } from "../visitor.ts";

const title = "第二道验证";

function OffView(props: { frame: PageFrame; isRequired: boolean; to: string | undefined; csrf: string }): VNode {
  const { frame, isRequired, to, csrf } = props;
  return (
    <AccountPage frame={frame} title={title} lead="登录时除了密码，还要填手机上的 6 位数字。别人知道了密码也进不来。">
      {isRequired ? (
        <Notice tone="warn" title="您的岗位要求第二道验证">
          <p>设好以后岗位才生效，大约两分钟。</p>
        </Notice>
      ) : null}
      <ul class="bullets">
        <li>准备一部手机，装一个验证器应用。支持 TOTP 的都可以，单位有指定的用指定的。</li>
        <li>用它扫一个二维码，再填它显示的 6 位数字。</li>
        <li>存好 10 个恢复码，丢了手机时用。</li>
      </ul>
      <form method="post" action={withTo(paths.secondFactor, to)}>
        <input type="hidden" name="_csrf" value={csrf} />
        <Button>开始设置</Button>
      </form>
    </AccountPage>
  );
}

function OnView(props: { frame: PageFrame; state: SecondFactorState; since: Date }): VNode {
  const { frame, state, since } = props;
  const few = state.recoveryCodesLeft <= 3;
  return (
    <AccountPage frame={frame} title={title} lead="已经打开。登录要密码，再填验证器应用里的 6 位数字。">
      <Facts
        facts={[
          { term: "打开于", value: formatInstant(since, { year: true }) },
          {
            term: "恢复码",
            value: (
              <span class="row row-between">
                <span>
                  还剩 {state.recoveryCodesLeft} 个{few ? "，请换一批" : ""}
                </span>
                <a href={paths.recoveryCodes}>换一批恢复码</a>
              </span>
            ),
          },
          { term: "岗位要求", value: state.isRequired ? "必须打开" : "可以不打开" },
        ]}
      />
      <p>
        <ButtonLink kind="line" href={paths.turnOffSecond}>
          关闭，或者换手机
        </ButtonLink>
      </p>
    </AccountPage>
  );
}

/** `/account/second-factor`: whether an officer has one, and the ways to have one and to be without. */
export const secondFactorPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.secondFactor,
    role: "staff",
    summary: "第二道验证：开没开，恢复码还剩几个",
    query: toQuery,
    async handle(call) {
      const { house, actor, query } = call;
      const state = await secondFactorOf(house, actor);
      const to = safeTo(query.to);
      const frame = await ownFrame(call, { address: withTo(paths.secondFactor, to) });
      const { since, isRequired } = state;
      if (since !== null) return show(renderDocument(<OnView {...{ frame, state, since }} />));
      return show(renderDocument(<OffView {...{ frame, isRequired, to, csrf: call.csrfToken() }} />));
    },
  }),
  page({
    method: "POST",
    path: paths.secondFactor,
    role: "staff",
    rate: "strict",
    summary: "开始设置第二道验证",
    query: toQuery,
    async handle({ house, actor, query }) {
      try {
        await beginSecondFactor(house, actor);
      } catch (error) {
        // Pressed in a window that lay open since before: the page says that it is on.
        if (!(error instanceof HallError) || error.code !== "identity/second-factor-on") throw error;
        return seeOther(paths.secondFactor);
      }
      return seeOther(withTo(paths.setUpSecond, safeTo(query.to)));
    },
    lapsed: lateTo(paths.secondFactor),
  }),
];
