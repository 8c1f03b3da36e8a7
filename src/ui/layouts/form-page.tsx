import type { ComponentChildren, VNode } from "preact";
import { Button, ButtonLink } from "../parts/button/index.ts";
import type { Crumb } from "../parts/crumbs/index.ts";
import { Form } from "../parts/form/index.ts";
import { ErrorSummary, type Fault } from "../parts/notice/index.ts";
import type { PageFrame } from "./frame.ts";
import { PortalPage } from "./portal-page.tsx";

export interface FormPageProps {
  frame: PageFrame;
  title: string;
  crumbs: readonly Crumb[];
  /** Where this page stands among the pages of the form. */
  step?: { at: number; of: number };
  lead?: string;
  /** Not empty: the page is the answer 422; its title begins with 错误. */
  faults?: readonly Fault[];
  action: string;
  csrf: string;
  files?: boolean;
  /** See `FormProps`. */
  otherButtons?: boolean;
  /** Words of the main button; 保存并继续 unless it submits. */
  submit?: string;
  /** The main button cannot be taken back. */
  stops?: boolean;
  /** The way out without losing anything. */
  later?: { words: string; href: string };
  /** Stands between the title and the form: one notice at most. */
  before?: ComponentChildren;
  children: ComponentChildren;
}

/** One page of a form: summary of errors, step, title, fields, one button and one way out. Never kept by search engines. */
export function FormPage(props: FormPageProps): VNode {
  const faults = props.faults ?? [];
  return (
    <PortalPage
      frame={props.frame}
      title={faults.length > 0 ? `错误：${props.title}` : props.title}
      crumbs={props.crumbs}
      here={props.title}
      noindex
    >
      <div class="page-head stack">
        <ErrorSummary faults={faults} />
        {props.step ? (
          <p class="small quiet">
            第 {props.step.at} 步，共 {props.step.of} 步
          </p>
        ) : null}
        <h1>{props.title}</h1>
        {props.lead ? <p class="lead">{props.lead}</p> : null}
      </div>
      <div class="stack-l">
        {props.before}
        <Form
          action={props.action}
          csrf={props.csrf}
          files={props.files === true}
          otherButtons={props.otherButtons === true}
        >
          {props.children}
          <p class="row">
            <Button kind={props.stops ? "stop" : "main"}>{props.submit ?? "保存并继续"}</Button>
            {props.later ? (
              <ButtonLink kind="plain" href={props.later.href}>
                {props.later.words}
              </ButtonLink>
            ) : null}
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}
