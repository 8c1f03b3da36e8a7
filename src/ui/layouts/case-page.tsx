import type { ComponentChildren, VNode } from "preact";
import { addresses } from "./addresses.ts";
import type { PageFrame } from "./frame.ts";
import { PageHead, PortalPage, Split } from "./portal-page.tsx";

export interface CasePageProps {
  frame: PageFrame;
  /** 办件编号 */
  number: string;
  itemName: string;
  /** Whose turn it is or what came of it, in one line: 轮到您：请在 11 月 25 日前补正. Dates go in Day. */
  outcome: ComponentChildren;
  /** The same without markup, for the title of the document. */
  outcomeText: string;
  lead: string;
  side: ComponentChildren;
  children: ComponentChildren;
}

/** The page of one case: the outcome is the h1, the number stands above it, documents and who holds it at the side. */
export function CasePage(props: CasePageProps): VNode {
  return (
    <PortalPage
      frame={{ ...props.frame, column: "cases" }}
      title={props.outcomeText}
      crumbs={[
        { href: props.frame.hall.href, title: "首页" },
        { href: addresses.cases, title: "我的办件" },
      ]}
      here={props.number}
      noindex
    >
      <PageHead
        above={
          <>
            <span class="small quiet">
              办件 <b class="code">{props.number}</b>
            </span>
            <span class="small quiet">{props.itemName}</span>
          </>
        }
        title={props.outcome}
        lead={props.lead}
      />
      <Split side={props.side} sideLabel="文书与办理人">
        {props.children}
      </Split>
    </PortalPage>
  );
}

/** A date or a time inside a headline: never broken over two lines. */
export function Unbroken(props: { children: string }): VNode {
  return <span class="nowrap">{props.children}</span>;
}
