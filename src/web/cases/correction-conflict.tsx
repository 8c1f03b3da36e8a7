import type { VNode } from "preact";
import { askedFields, type SavedCorrection } from "../../application/index.ts";
import type { PageCall } from "../../kernel/http/index.ts";
import { Button, ButtonLink, CardTable, Form, Notice, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";
import { answerWords, HiddenFields, instantWords } from "../apply/index.ts";
import type { CaseCall } from "./open-case.ts";
import { caseHref, casesPath, correctionHref } from "./paths.ts";

export interface ConflictProps {
  call: Pick<CaseCall, "csrfToken">;
  frame: PageFrame;
  saved: Extract<SavedCorrection, { kind: "conflict" }>;
  /** What was typed here, to be sent again. */
  form: PageCall["form"];
  /** Of what the other device saved. */
  seen: string;
}

/** Two devices prepared different answers: both side by side, and one decision. Files of both are kept. */
export function ConflictView({ call, frame, saved, form, seen }: ConflictProps): VNode {
  const { theirs, own } = saved;
  const here = correctionHref(theirs.application);
  const rows = askedFields(theirs).flatMap((field) => {
    const typed = answerWords(field, own, theirs.context);
    const other = answerWords(field, theirs.prepared.draft, theirs.context);
    return typed === other ? [] : [{ key: field.key, label: field.label, typed, other }];
  });
  const { savedAt } = theirs.prepared;
  return (
    <PortalPage
      frame={frame}
      title="两台设备填得不一样"
      crumbs={[
        { href: casesPath, title: "我的办件" },
        { href: caseHref(theirs.application), title: theirs.view.number },
      ]}
      here="补正"
      noindex
    >
      <PageHead title="两台设备填得不一样" lead="这次补正在另一台设备上也填了。请选用哪一份。" />
      <div class="stack-l">
        <Notice tone="warn" title="还没有保存这里填的内容">
          <p>{savedAt ? `另一台设备保存于 ${instantWords(savedAt)}。` : ""}两份内容都还在，传上来的文件也都在。</p>
        </Notice>
        <CardTable
          caption="不一样的地方"
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { head: "问题", role: "name", cell: ({ label }) => label },
            { head: "这里填的", cell: ({ typed }) => typed },
            { head: "另一台设备的", cell: ({ other }) => other },
          ]}
        />
        <Form action={here} csrf={call.csrfToken()}>
          <HiddenFields form={form} leftOut={["seen", "over", "remove", "later"]} />
          <input type="hidden" name="seen" value={seen} />
          <p class="row">
            <Button>用这里填的</Button>
            <ButtonLink kind="line" href={here}>
              用另一台设备的
            </ButtonLink>
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}
