import type { VNode } from "preact";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { type ReceivedMessage, readReceived } from "../../notification/index.ts";
import { ButtonLink, Empty, type PageFrame, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { inboxFrame, wayTo } from "./place.ts";

const address = "/demo/phone";

/** `/demo/phone`: what the stand-ins of a demo hall received, so that a login code can be read. Elsewhere there is no such page. */
export const demoPhonePage = page({
  method: "GET",
  path: address,
  role: "anyone",
  summary: "样例手机：样例大厅发出的短信和邮件；正式大厅没有这一页",
  async handle(call) {
    if (!call.house.config.demo) throw new HallError("not-found", "web/no-demo", "没有这个页面");
    const received = await readReceived(call.house);
    return show(renderDocument(<PhoneView frame={await inboxFrame(call, address)} received={received} />), {
      headers: { "cache-control": "no-store" },
    });
  },
});

function PhoneView(props: { frame: PageFrame; received: readonly ReceivedMessage[] | undefined }): VNode {
  const { frame, received } = props;
  return (
    <PortalPage frame={frame} title="样例手机" crumbs={wayTo(frame)} noindex>
      <PageHead
        title="样例手机"
        lead="这是样例大厅：短信和邮件不会发到任何人手里，都在这一页。验证码从这里看。"
        below={
          <ButtonLink kind="line" icon="refresh-cw" href={address}>
            看有没有新的
          </ButtonLink>
        }
      />
      <ReceivedList received={received} />
    </PortalPage>
  );
}

function ReceivedList(props: { received: readonly ReceivedMessage[] | undefined }): VNode {
  const { received } = props;
  if (received === undefined) {
    return <Empty level={2} title="这里看不到短信" text="这个样例大厅接的是真实的短信网关，请看收到短信的手机。" />;
  }
  if (received.length === 0) {
    return <Empty level={2} title="还没有短信" text="在登录页面获取验证码，几秒后回到这里看。" />;
  }
  return (
    <ul class="task-list">
      {received.map(({ requestId, to, text, at, way }) => (
        <li key={requestId}>
          <p>{text}</p>
          <p class="hint">
            {way === "sms" ? "短信" : "邮件"}发给 <span class="code">{to}</span> ·{" "}
            <time dateTime={at}>{formatInstant(new Date(at))}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}
