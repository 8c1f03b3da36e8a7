import { renderToString } from "preact-render-to-string";
import type { Display } from "./display.ts";
import type { Failure } from "./failure.ts";
import type { Session } from "./session.ts";

/** What an error page shows. */
export interface FailureView extends Failure {
  /** The request number, to be told to the hotline. */
  readonly requestId: string;
  readonly display: Display;
  /** Where signing in begins, for 401 and 403. */
  readonly signInPath: string;
  /** The stylesheet, when there is one. */
  readonly stylesheet: string | undefined;
  /** Who is signed in, when the door had found that out before it failed: nothing more is asked for an error page. */
  readonly reader?: { readonly request: { readonly session: Session }; csrfToken(): string } | undefined;
}

/** Renders an error page; `ui` supplies a finer one. It must not throw and must not ask anything of the database. */
export type RenderFailure = (view: FailureView) => string;

/** The plain error page: right in every state, without anything but itself. */
export function renderPlainFailure(view: FailureView): string {
  return `<!doctype html>${renderToString(<PlainFailure {...view} />)}`;
}

function PlainFailure(view: FailureView) {
  const fields = Object.values(view.fields);
  return (
    <html lang="zh-CN" data-mode={view.display.mode} data-contrast={view.display.contrast}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${view.title} · 网厅`}</title>
        {view.stylesheet ? <link rel="stylesheet" href={view.stylesheet} /> : null}
      </head>
      <body>
        <main id="main" class="wrap">
          <h1>{view.title}</h1>
          <p>{view.message}</p>
          {fields.length > 0 ? (
            <ul>
              {fields.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          ) : null}
          <p>{view.mend}</p>
          <p>
            {view.status === 401 ? <a href={view.signInPath}>去登录</a> : null} <a href="/">回到首页</a>
          </p>
          <p>
            请求编号：<code>{view.requestId}</code>（状态 {view.status}）
          </p>
        </main>
      </body>
    </html>
  );
}
