import type { VNode } from "preact";
import type { CheckedDocument } from "../../application/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, Facts, Field, Notice, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";

/** What the page has to say. */
export type CheckAnswer = CheckedDocument | "nothing" | "not-asked";

export interface CheckProps {
  frame: PageFrame;
  number: string;
  code: string;
  found: CheckAnswer;
  at: Date;
}

/** 查验文书: the answer first, then the form, filled as it was asked. */
export function CheckView(props: CheckProps): VNode {
  const { frame, found } = props;
  const title = typeof found === "object" ? "查到了这份文书" : found === "nothing" ? "没有查到这份文书" : "查验文书";
  return (
    <PortalPage
      frame={frame}
      title={title === "查验文书" ? title : `${title} · 查验文书`}
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      here="查验文书"
      noindex
    >
      <PageHead title={title} lead={leadOf(props)} />
      <div class="stack-l measure">
        {typeof found === "object" ? <Found found={found} /> : null}
        {found === "nothing" ? <Nothing /> : null}
        <CheckForm {...props} />
      </div>
    </PortalPage>
  );
}

function leadOf({ found, at }: CheckProps): string {
  if (found === "nothing") return "文书末页二维码旁印着查验编号和查验码，请照着再填一次。";
  if (found === "not-asked") return "填文书末页二维码旁的查验编号和查验码，核对文书是不是本大厅出具的。";
  return `查验时间 ${formatInstant(at, { year: true })}（北京时间）。截图不算数，请以当时查到的为准。`;
}

function Found(props: { found: CheckedDocument }): VNode {
  const { facts, number, sha256 } = props.found;
  return (
    <section aria-labelledby="found" class="stack">
      <h2 id="found">与手里的文书逐项对照</h2>
      <Facts facts={[{ term: "查验编号", value: <span class="code">{number}</span> }, ...facts.map(factOf)]} />
      <p>
        文件摘要（SHA-256）
        <br />
        <span class="code">{sha256}</span>
      </p>
      <p class="quiet">
        电子文件算出的摘要与这里一字不差，内容就没有改动过。这份文书没有加盖印章，也没有电子签名；查验只说明编号、日期和内容与办件记录一致。
      </p>
    </section>
  );
}

function factOf({ label, value }: { label: string; value: string }) {
  return { term: label, value };
}

function Nothing(): VNode {
  return (
    <Notice tone="warn" title="编号和查验码没有对上">
      <p>可能填错了一个字，也可能这份文书不是本大厅出具的。仍然查不到的，请向文书上写的出具机关核实。</p>
    </Notice>
  );
}

/** After an answer the next document begins with empty boxes; what was not found stays to be mended. */
function CheckForm(props: CheckProps): VNode {
  const isNext = typeof props.found === "object";
  return (
    <form action="/check" class="stack-l" aria-label="查验文书">
      {isNext ? <h2>再查一份</h2> : null}
      <Field
        id="number"
        name="number"
        label="查验编号"
        hint="形如 440104-SL-2026-000398-K，连字符可以不填"
        control={{ kind: "text", value: isNext ? "" : props.number, autocomplete: "off", maxLength: 60 }}
      />
      <Field
        id="code"
        name="code"
        label="查验码"
        hint="12 位字母和数字，不区分大小写"
        control={{ kind: "text", value: isNext ? "" : props.code, autocomplete: "off", maxLength: 60 }}
      />
      <p class="row">
        <Button>查验</Button>
      </p>
    </form>
  );
}
