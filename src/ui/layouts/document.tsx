import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { AssetUrl, Contrast, Hall, Mode } from "./frame.ts";

export interface DocumentProps {
  /** Title of the page; the hall's name follows it. */
  title: string;
  description?: string | undefined;
  asset: AssetUrl;
  hall: Hall;
  mode: Mode;
  contrast: Contrast;
  /** Pages whose look only a person may see are kept out of search engines. */
  noindex?: boolean | undefined;
  /** Class of the body: the layout's frame. */
  bodyClass?: string;
  children: ComponentChildren;
}

/** The whole HTML document around a layout. Styles and scripts are files: the content policy allows nothing inline. */
export function PageDocument(props: DocumentProps): VNode {
  return (
    <html
      lang="zh-CN"
      data-mode={props.mode}
      data-contrast={props.contrast === "more" ? "more" : undefined}
      data-hall={props.hall.hue === undefined ? undefined : props.hall.code}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{`${props.title} - ${props.hall.title}`}</title>
        {props.description ? <meta name="description" content={props.description} /> : null}
        {props.noindex ? <meta name="robots" content="noindex" /> : null}
        <link rel="icon" href={props.asset("favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={props.asset("hall.css")} />
        {props.hall.hue === undefined ? null : <link rel="stylesheet" href={props.asset("hall-themes.css")} />}
        <script type="module" src={props.asset("islands.js")} />
      </head>
      <body class={props.bodyClass}>
        <a class="skip" href="#main">
          跳到主要内容
        </a>
        {props.children}
      </body>
    </html>
  );
}

/** The text of a page made by one of the layouts. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}`;
}
