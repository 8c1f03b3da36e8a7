import type { VNode } from "preact";
import type { SavedPage } from "../../application/index.ts";
import type { ShownPage } from "../../form/index.ts";
import type { PageCall } from "../../kernel/http/index.ts";
import { Button, ButtonLink, CardTable, Form, Notice, PageHead, PortalPage } from "../../ui/index.ts";
import { answerWords } from "./answer-words.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { instantWords } from "./instant-words.ts";
import { crumbsOf, type Desk } from "./open-desk.tsx";
import { pageHref } from "./paths.ts";

export interface ConflictProps {
  desk: Desk;
  page: ShownPage;
  saved: Extract<SavedPage, { kind: "conflict" }>;
  /** What was typed here, to be sent again. */
  form: PageCall["form"];
  /** Of what the other device saved. */
  seen: string;
}

/** Two devices filled in the same page: both answers side by side, and one decision. */
export function ConflictView({ desk, page, saved, form, seen }: ConflictProps): VNode {
  const { opened, frame, call, context } = desk;
  const here = pageHref(opened.id, page.key);
  const rows = page.questions.flatMap(({ field }) => {
    const own = answerWords(field, saved.reading.draft, context);
    const theirs = answerWords(field, saved.theirs.draft, context);
    return own === theirs ? [] : [{ key: field.key, label: field.label, own, theirs }];
  });
  return (
    <PortalPage frame={frame} title="两台设备填得不一样" crumbs={crumbsOf(desk)} here={page.title} noindex>
      <PageHead title="两台设备填得不一样" lead={`“${page.title}”这一页，您在另一台设备上也填了。请选用哪一份。`} />
      <div class="stack-l">
        <Notice tone="warn" title="还没有保存这里填的内容">
          <p>另一台设备保存于 {instantWords(saved.savedAt)}。两份内容都还在。</p>
        </Notice>
        <CardTable
          caption="不一样的地方"
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { head: "问题", role: "name", cell: (row) => row.label },
            { head: "这里填的", cell: (row) => row.own },
            { head: "另一台设备的", cell: (row) => row.theirs },
          ]}
        />
        <Form action={here} csrf={call.csrfToken()}>
          <HiddenFields form={form} leftOut={["seen", "over"]} />
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
