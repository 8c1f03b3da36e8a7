import type { VNode } from "preact";
import { addresses, type PageFrame, PageHead, PortalPage, renderDocument } from "./layouts/index.ts";
import { ButtonLink } from "./parts/button/index.ts";

/** What went wrong, as the HTTP room hands it over: no internals, only what the person needs. */
export interface ErrorView {
  /** 400, 403, 404, 409, 413, 422, 429, 500, 503. */
  status: number;
  /** One sentence in Chinese: what happened. */
  message: string;
  /** Number of the request, said on the phone. */
  requestId: string;
  /** Seconds to wait (429, 503). */
  retryAfter?: number;
}

interface Advice {
  title: string;
  todo: string;
}

const advice: Record<number, Advice> = {
  400: { title: "这个请求读不懂", todo: "请回到上一页，检查填写的内容再试。" },
  403: { title: "您不能看这一页", todo: "请确认登录的是本人或本单位的账号；需要更高实名等级的事项，请先完成核验。" },
  404: { title: "没有这一页", todo: "地址可能改了或抄漏了。请从首页重新找。" },
  405: { title: "这一步不能这样做", todo: "请回到上一页，用页面上的按钮继续。" },
  409: { title: "内容刚刚有了变化", todo: "请返回刷新页面，看过最新情况再继续。已经提交的不会重复。" },
  413: { title: "文件太大", todo: "请压缩文件或分成几份再上传。已填的内容都还在。" },
  415: { title: "这种文件收不了", todo: "请换成 PDF 或 JPG 再上传。" },
  422: { title: "有内容需要改", todo: "请回到上一页，按红字提示修改。" },
  429: { title: "操作太快了", todo: "请稍等一会儿再试，已填的内容都还在。" },
  500: { title: "我们这边出错了", todo: "不是您的问题。请过几分钟再试；急办请拨打 12345，报上下面的编号。" },
  503: { title: "现在办不了", todo: "系统正在恢复，请稍后再试；急办请拨打 12345。" },
};

/** A Chinese error page with a way back. Pure: the HTTP room calls it through its `renderError`. */
export function ErrorPage(props: { frame: PageFrame; error: ErrorView }): VNode {
  const { frame, error } = props;
  const said = advice[error.status] ?? { title: "没有办成", todo: "请回到上一页再试，或拨打 12345。" };
  return (
    <PortalPage frame={frame} title={said.title} noindex>
      <PageHead title={said.title} lead={error.message} />
      <div class="stack measure">
        <p>
          {said.todo}
          {error.retryAfter === undefined ? "" : `请等 ${error.retryAfter} 秒。`}
        </p>
        <p class="row">
          <ButtonLink href={frame.hall.href}>回首页</ButtonLink>
          {frame.has(addresses.search) ? (
            <ButtonLink kind="line" href={addresses.search}>
              搜事项
            </ButtonLink>
          ) : null}
          <ButtonLink kind="plain" href="tel:12345">
            拨打 12345
          </ButtonLink>
        </p>
        <p class="small quiet">
          请求编号 <span class="code">{error.requestId}</span>（错误 {error.status}）
        </p>
      </div>
    </PortalPage>
  );
}

/** The error page as text. */
export function renderErrorPage(frame: PageFrame, error: ErrorView): string {
  return renderDocument(<ErrorPage frame={frame} error={error} />);
}
