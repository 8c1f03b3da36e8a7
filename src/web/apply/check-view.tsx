import type { ComponentChildren, VNode } from "preact";
import type { Checked, CheckedMaterial } from "../../application/index.ts";
import { pagesOf, type SummaryRow, summaryOf } from "../../form/index.ts";
import type { StoredFile } from "../../material/index.ts";
import {
  ButtonLink,
  CardTable,
  Facts,
  type Fault,
  Field,
  FormPage,
  Notice,
  PageHead,
  PortalPage,
} from "../../ui/index.ts";
import { isPaperOnly } from "./material-words.ts";
import { crumbsOf, type Desk, stepOf } from "./open-desk.tsx";
import { checkHref, draftHref, fileHref, materialsHref, pageHref } from "./paths.ts";
import { idOf, shownFaults } from "./question-ids.ts";

export interface CheckProps {
  desk: Desk;
  checked: Checked;
  files: ReadonlyMap<string, StoredFile>;
  /** The applicant, masked. */
  applicant: string;
  /** What was wrong with the declaration. */
  declared: string | undefined;
  /** What is shown here, sealed: this is what is handed in. */
  seen: string | undefined;
}

const declaration =
  "我声明：以上内容和材料真实、准确、完整。如有虚假，愿意承担相应的法律责任（《中华人民共和国行政许可法》第三十一条）。";

/** Everything once more before it is handed in, each line with the way back. */
export function CheckView(props: CheckProps): VNode {
  const { desk, checked, declared, seen } = props;
  const { opened, frame, call } = desk;
  const missing = missingOf(desk, checked);
  if (!checked.ok) {
    return (
      <PortalPage frame={frame} title="还不能提交" crumbs={crumbsOf(desk)} here="核对" noindex>
        <PageHead title="还不能提交" lead="下面这些补好以后，再来核对和提交。" />
        <div class="stack-l">
          <Notice tone="stop" title={`还有 ${missing.length} 处`}>
            <ul class="bullets">
              {missing.map((fault) => (
                <li key={fault.id}>
                  <a href={fault.href ?? `#${fault.id}`}>
                    {fault.label}：{fault.text}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
          <Answered {...props} />
          <p>
            <ButtonLink kind="line" href={draftHref(opened.id)}>
              回到申请
            </ButtonLink>
          </p>
        </div>
      </PortalPage>
    );
  }
  return (
    <FormPage
      frame={frame}
      title="核对并提交"
      step={stepOf(desk, "#send")}
      crumbs={crumbsOf(desk)}
      lead="请逐项看一遍，要改哪一项，点它后面的“修改”。提交以后不能再改。"
      faults={declared === undefined ? [] : [{ id: "declared", label: "声明", text: declared }]}
      action={checkHref(opened.id)}
      csrf={call.csrfToken()}
      submit="提交申请"
      later={{ words: "先不交，回到申请", href: draftHref(opened.id) }}
    >
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
      <Answered {...props} />
      <Field
        id="declared"
        name="declared"
        label="声明"
        error={declared}
        control={{ kind: "declaration", text: declaration }}
      />
    </FormPage>
  );
}

function missingOf({ opened }: Desk, { faults, materials }: Checked): Fault[] {
  const answers = shownFaults(faults, (key) => pageHref(opened.id, key));
  const papers = materials
    .filter((one) => one.missing)
    .map(({ material: { key, materialName } }) => ({
      id: `m-${key}`,
      label: materialName,
      text: "请提交",
      href: `${materialsHref(opened.id)}#m-${key}`,
    }));
  return [...answers, ...papers];
}

function Answered(props: CheckProps): VNode {
  const { desk, checked, applicant } = props;
  const { opened, form, context } = desk;
  const { answers } = opened.draft;
  const rows = summaryOf(form.form, answers, context);
  return (
    <>
      <section aria-labelledby="who">
        <h2 id="who">申请人</h2>
        <Facts
          facts={[
            { term: opened.actingFor === null ? "本人" : "单位", value: applicant === "" ? "您自己" : applicant },
            { term: "申请事项", value: `${opened.itemName}（第 ${opened.version} 版）` },
          ]}
        />
      </section>
      {pagesOf(form.form, answers, context.facts).map(({ key, title }) => (
        <section key={key} aria-labelledby={`page-${key}`}>
          <h2 id={`page-${key}`}>{title}</h2>
          <Lines title={title} lines={rows.filter(({ page }) => page === key).map((row) => lineOf(desk, row))} />
        </section>
      ))}
      {checked.materials.length > 0 ? (
        <section aria-labelledby="materials">
          <h2 id="materials">材料</h2>
          <Lines title="材料" given="交的文件" lines={checked.materials.map((one) => materialLine(props, one))} />
        </section>
      ) : null}
    </>
  );
}

/** One line: what was asked, what was answered, the way back. */
interface Line {
  key: string;
  term: string;
  value: ComponentChildren;
  note?: string;
  change: VNode | null;
}

const shortTerm = 12;

/** Short terms stand beside their values; where one is long, a table that becomes cards on phones. */
function Lines(props: { title: string; given?: string; lines: readonly Line[] }): VNode {
  const { title, given = "您的回答", lines: all } = props;
  if (all.every(({ term }) => term.length <= shortTerm)) {
    return (
      <Facts
        facts={all.map(({ term, value, note, change }) => ({
          term,
          value: (
            <>
              {value} {change}
            </>
          ),
          ...(note === undefined ? {} : { note }),
        }))}
      />
    );
  }
  return (
    <CardTable
      caption={title}
      captionHidden
      rows={all}
      rowKey={({ key }) => key}
      columns={[
        { head: "内容", role: "name", cell: ({ term }) => term },
        {
          head: given,
          cell: ({ value, note }) => (
            <>
              {value}
              {note === undefined ? null : <span class="material-note">{note}</span>}
            </>
          ),
        },
        { head: "改", headHidden: true, role: "act", cell: ({ change }) => change },
      ]}
    />
  );
}

function lineOf({ opened, context }: Desk, row: SummaryRow): Line {
  const isLocked = context.prefilled?.[row.key]?.locked === true;
  return {
    key: row.key,
    term: row.label,
    value: row.lines.length === 0 ? <span class="quiet">没有填</span> : lines(row.lines),
    ...(row.source === undefined ? {} : { note: `来自${row.source}` }),
    change: isLocked ? null : (
      <a class="nowrap" href={`${pageHref(opened.id, row.page)}#${idOf(row.key)}`}>
        修改<span class="sr">：{row.label}</span>
      </a>
    ),
  };
}

function lines(all: readonly string[]) {
  return all.map((line, at) => (
    <span key={at}>
      {at > 0 ? <br /> : null}
      {line}
    </span>
  ));
}

function materialLine({ desk, files }: CheckProps, one: CheckedMaterial): Line {
  const { opened } = desk;
  const { key, materialName } = one.material;
  const given = (one.given?.files ?? []).flatMap((id) => {
    const file = files.get(id);
    return file
      ? [
          <span key={id}>
            <a href={fileHref(opened.id, id)}>{file.name}</a>{" "}
          </span>,
        ]
      : [];
  });
  return {
    key,
    term: materialName,
    value: given.length === 0 ? howOf(one) : given,
    change:
      one.need === "fetched" ? null : (
        <a href={`${materialsHref(opened.id)}#m-${key}`}>
          修改<span class="sr">：{materialName}</span>
        </a>
      ),
  };
}

function howOf({ need, given, missing, material }: CheckedMaterial): string {
  if (need === "fetched") return "免提交，由大厅核验";
  if (given?.way === "paper" || isPaperOnly(material)) return "到窗口交纸质";
  return missing ? "还没有交" : "这次不交";
}
