import type { VNode } from "preact";
import type { ImportBatch, RowOutcome } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, ConsolePage, DeskHead, ErrorSummary, Field, Form } from "../../ui/index.ts";
import { BatchTag, sayCounts } from "./import-view.tsx";
import { importHref, importPath } from "./paths.ts";
import { RowReport } from "./row-report.tsx";
import type { Surround } from "./surround.ts";

export interface BatchProps {
  surround: Surround;
  csrf: string;
  batch: ImportBatch;
  by: string;
  rows: readonly RowOutcome[];
  page: number;
  isLast: boolean;
  /** Also lines about which nothing is to be said. */
  all: boolean;
  reason?: string;
  fault?: string;
  /** What is wrong with the file with which an interrupted batch was to go on. */
  fileFault?: string;
}

/** One import: its lines, and the way back. */
export function BatchView(props: BatchProps): VNode {
  const { surround, batch, by, rows, page, isLast, all, fault, fileFault } = props;
  const faults = [
    ...(fault ? [{ id: "undo-reason", label: "撤销", text: fault }] : []),
    ...(fileFault ? [{ id: "resume-file", label: "文件", text: fileFault }] : []),
  ];
  const href = (number: number) => `${importHref(batch)}?page=${number}${all ? "&all=true" : ""}`;
  return (
    <ConsolePage {...surround} title={faults.length > 0 ? `错误：${batch.title}` : batch.title} current="import">
      <ErrorSummary faults={faults} />
      <p class="small">
        <a href={importPath}>导入</a>
      </p>
      <DeskHead
        title={batch.title}
        note={`${sayCounts(batch)} · ${by} ${formatInstant(batch.startedAt, { year: true })}`}
        acts={<BatchTag state={batch.state} />}
      />
      <div class="review-grid">
        <div class="stack">
          <p class="small">
            {all ? (
              <a href={importHref(batch)}>只看有话要说的行</a>
            ) : (
              <a href={`${importHref(batch)}?all=true`}>看全部的行</a>
            )}
          </p>
          <RowReport rows={rows} empty={all ? "这一批没有行。" : "每一行都没有要说的。"} />
          <p class="row">
            {page > 1 ? <a href={href(page - 1)}>上一页</a> : null}
            {isLast ? null : <a href={href(page + 1)}>下一页</a>}
          </p>
        </div>
        <div class="stack">
          <Resume {...props} />
          <Undo {...props} />
        </div>
      </div>
    </ConsolePage>
  );
}

/** A batch that was interrupted goes on with the same file. */
function Resume({ batch, csrf, fileFault }: BatchProps): VNode | null {
  if (batch.state !== "running") return null;
  return (
    <section class="decide" aria-labelledby="resume">
      <h2 id="resume">没有导入完</h2>
      <p class="small quiet">到第 {batch.lines} 行为止都在了。选同一份文件，从后面接着导入；正在导入的请等一等。</p>
      <Form action={importPath} csrf={csrf} files>
        <input type="hidden" name="hall" value={batch.hall} />
        <input type="hidden" name="title" value={batch.title} />
        <input type="hidden" name="batch" value={batch.id} />
        <input type="hidden" name="act" value="run" />
        <Field
          id="resume-file"
          name="file"
          label="同一份文件"
          error={fileFault}
          control={{ kind: "file", accept: ".xlsx,.csv,.jsonl,.ndjson", limit: "试跑或导入时传的那一份" }}
        />
        <p>
          <Button wide>接着导入</Button>
        </p>
      </Form>
    </section>
  );
}

function Undo({ batch, csrf, reason, fault }: BatchProps): VNode {
  if (batch.state === "undone") {
    return (
      <section class="decide" aria-labelledby="undo">
        <h2 id="undo">已经撤销</h2>
        <p>新增的已取消，改过的已改回；此后又有变动的没有动。</p>
      </section>
    );
  }
  return (
    <form class="decide" method="post" action={importHref(batch)} noValidate aria-labelledby="undo">
      <input type="hidden" name="_csrf" value={csrf} />
      <h2 id="undo">撤销这一批</h2>
      <p class="small quiet">新增的事项取消，改过的改回原样；此后又有变动的不动。</p>
      <Field
        id="undo-reason"
        name="reason"
        label="原因"
        error={fault}
        control={{ kind: "long-text", value: reason, maxLength: 500, rows: 3 }}
      />
      <div class="field acts">
        <Button kind="stop" wide>
          撤销
        </Button>
      </div>
    </form>
  );
}
