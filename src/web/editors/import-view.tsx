import type { VNode } from "preact";
import type { ImportBatch, ImportReport, RowOutcome } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, CardTable, ConsolePage, DeskHead, ErrorSummary, Field, Form, Notice, Tag } from "../../ui/index.ts";
import type { ImportShown } from "./import-page.tsx";
import { importHref, importPath, templateHref } from "./paths.ts";
import { RowReport } from "./row-report.tsx";
import type { Surround } from "./surround.ts";

export interface ImportProps extends ImportShown {
  surround: Surround;
  csrf: string;
  halls: readonly { value: string; label: string }[];
  batches: readonly ImportBatch[];
  names: (actor: string) => string;
}

const labels: Readonly<Record<string, string>> = { hall: "大厅", title: "清单的名称", file: "文件" };

/** Lists come in: a dry run first, its report, then the same file in earnest. */
export function ImportView(props: ImportProps): VNode {
  const { surround, csrf, halls, faults = {}, typed, tried } = props;
  const shown = Object.entries(faults).map(([name, text]) => ({
    id: `import-${name}`,
    label: labels[name] ?? name,
    text,
  }));
  return (
    <ConsolePage {...surround} title={shown.length > 0 ? "错误：导入" : "导入"} current="import">
      <ErrorSummary faults={shown} />
      <DeskHead
        title="导入"
        note="从别处已经生效的目录登记过来，导入后直接在用；能不能网上申请仍由发布前的检查决定。"
      />
      <div class="stack-l">
        {tried ? <Tried {...tried} /> : null}
        <p class="small">
          模板：<a href={templateHref("xlsx")}>XLSX（有填写说明）</a>、<a href={templateHref("csv")}>CSV</a>
        </p>
        <Form action={importPath} csrf={csrf} files>
          <Field
            id="import-hall"
            name="hall"
            label="归哪个大厅"
            error={faults.hall}
            control={{
              kind: "select",
              value: typed?.hall ?? (halls.length === 1 ? halls[0]?.value : undefined),
              choices: halls,
            }}
          />
          <Field
            id="import-title"
            name="title"
            label="清单的名称"
            hint="写进每个事项的变更史"
            error={faults.title}
            control={{ kind: "text", value: typed?.title }}
          />
          <Field
            id="import-act"
            name="act"
            label="先试跑还是导入"
            control={{
              kind: "one-of",
              value: "try",
              choices: [
                { value: "try", label: "试跑", hint: "只看报告，什么都不写" },
                { value: "run", label: "导入", hint: "可以整批撤销" },
              ],
            }}
          />
          <Field
            id="import-file"
            name="file"
            label="文件"
            hint={tried ? "试跑不保存文件，导入时请再选一次" : "照模板的列名；没有的列可以不写"}
            error={faults.file}
            control={{
              kind: "file",
              accept: ".xlsx,.csv,.jsonl,.ndjson",
              limit: "XLSX 50 MB 以内；CSV、JSON Lines 150 MB 以内",
            }}
          />
          <p>
            <Button>提交文件</Button>
          </p>
        </Form>
        <section class="part" aria-labelledby="batches">
          <h2 id="batches">已经导入的</h2>
          <Batches {...props} />
        </section>
      </div>
    </ConsolePage>
  );
}

function Tried({ report, rows }: { report: ImportReport; rows: readonly RowOutcome[] }): VNode {
  return (
    <div class="stack-l">
      <Notice id="tried" tone={report.refused > 0 ? "warn" : "brand"} title={`试跑：${sayCounts(report)}`}>
        <p>什么都没有写。看过下面的，再选“导入”。</p>
        {report.unknownColumns.length > 0 ? <p>没有用到的列：{report.unknownColumns.join("、")}。</p> : null}
      </Notice>
      <RowReport rows={rows} empty="每一行都没有要说的。" />
    </div>
  );
}

/** 新增 3，改动 1，没变 0，不收 2 */
export function sayCounts(counts: Pick<ImportReport, "added" | "changed" | "unchanged" | "refused">): string {
  const { added, changed, unchanged, refused } = counts;
  return `新增 ${added}，改动 ${changed}，没变 ${unchanged}，不收 ${refused}`;
}

function Batches({ batches, names }: ImportProps): VNode {
  return (
    <CardTable
      caption="导入的各批，新的在前"
      captionHidden
      dense
      rows={batches}
      rowKey={({ id }) => id}
      empty="还没有导入过。"
      columns={[
        { head: "清单", role: "name", cell: (one) => <a href={importHref(one)}>{one.title}</a> },
        { head: "状态", cell: (one) => <BatchTag state={one.state} /> },
        { head: "各行", cell: sayCounts },
        { head: "谁", cell: ({ startedBy }) => names(startedBy) },
        { head: "什么时候", cell: ({ startedAt }) => formatInstant(startedAt, { year: true }) },
      ]}
    />
  );
}

export function BatchTag({ state }: { state: ImportBatch["state"] }): VNode {
  if (state === "done") return <Tag tone="brand">导入完</Tag>;
  return state === "undone" ? <Tag tone="off">已撤销</Tag> : <Tag tone="warn">没有完</Tag>;
}
