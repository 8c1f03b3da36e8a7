import type { ComponentChildren, VNode } from "preact";
import type { Codes } from "../../../kernel/codes/index.ts";
import {
  Button,
  ButtonLink,
  ConsolePage,
  DeskHead,
  ErrorSummary,
  type Fault,
  Field,
  Form,
  Notice,
  Views,
} from "../../../ui/index.ts";
import { FlowChartFold } from "../../guide/flow-chart.tsx";
import type { Kept } from "../kept.ts";
import { draftHref, keptHref } from "../paths.ts";
import type { Surround } from "../surround.ts";
import { ListField, type Shown, SpecField } from "./controls.tsx";
import { BesideField } from "./findings-beside.tsx";
import { allSections, fieldName, flowSection, sectionOf, wholeSection } from "./section-of.ts";
import { fieldOf, idOf, type Section, type Spec } from "./spec.ts";
import { stepsSection } from "./steps.ts";
import type { Typed } from "./typed.ts";
import { writtenElsewhere } from "./written-elsewhere.ts";

export interface SectionProps {
  surround: Surround;
  csrf: string;
  codes: Codes;
  kept: Kept;
  section: Section;
  typed: Typed;
  /** Name of the control → what to mend. */
  faults: Readonly<Record<string, string>>;
  revision: number;
  saved: boolean;
  /** The flow fits the simple table of steps. */
  simple: boolean;
  /** Stands above the form: that somebody else saved meanwhile. */
  above?: ComponentChildren;
}

/** One part of a draft. What the machine found stands beside the fields. */
export function SectionView(props: SectionProps): VNode {
  const { surround, kept, section, faults, saved } = props;
  const { item, draft, findings } = kept;
  const shown: Fault[] = Object.entries(faults).map(([name, text]) => ({
    id: idOf(name),
    label: labelOf(props, name),
    text,
  }));
  const errors = (key: string) =>
    findings.filter(({ field, severity }) => severity === "error" && sectionOf(field).key === key).length;
  const total = findings.filter(({ severity }) => severity === "error").length;
  const title = `${section.title}：${kept.document.taskName}`;
  return (
    <ConsolePage {...surround} title={shown.length > 0 ? `错误：${title}` : title} current="items">
      <ErrorSummary faults={shown} />
      <p class="small">
        <a href={keptHref(item.id)}>{item.name}</a>
      </p>
      <DeskHead
        title={section.title}
        note={
          draft
            ? `草稿第 ${draft.revision} 次保存，${total > 0 ? `还有 ${total} 处要改` : "没有要改的"}`
            : "还没有草稿，保存后开始一份"
        }
        acts={
          <ButtonLink kind="line" size="small" href={keptHref(item.id)}>
            {draft ? "写好了，去报审" : "回到事项"}
          </ButtonLink>
        }
      />
      <Views
        label="草稿的各部分"
        current={section.key}
        views={allSections.map(({ key, title: name }) => ({
          key,
          href: draftHref(item.id, key),
          name,
          count: errors(key) || undefined,
        }))}
      />
      {saved ? (
        <p class="filled" role="status">
          已保存
        </p>
      ) : null}
      {props.above}
      {section.note ? <p class="quiet small">{section.note}</p> : null}
      <Form action={draftHref(item.id, section.key)} csrf={props.csrf} files={section === flowSection} otherButtons>
        <input type="hidden" name="revision" value={props.revision} />
        <input type="hidden" name="version" value={item.version} />
        <Controls {...props} />
        {writtenElsewhere(section, kept.document) ? null : (
          <p class="row">
            <Button>保存</Button>
          </p>
        )}
      </Form>
    </ConsolePage>
  );
}

function labelOf({ section }: SectionProps, name: string): string {
  if (section === wholeSection) return "全文";
  if (name === "bpmn") return "BPMN 文件";
  const specs = section === flowSection ? stepsSection.specs : section.specs;
  const spec = specs.find(({ path }) => name === path || name.startsWith(`${path}.`));
  return spec?.label ?? fieldName(name);
}

function Controls(props: SectionProps): VNode {
  const { section } = props;
  if (section === wholeSection) return <WholeField {...props} />;
  if (section === flowSection) return <FlowFields {...props} />;
  const elsewhere = writtenElsewhere(section, props.kept.document);
  if (elsewhere !== undefined) {
    return (
      <p class="measure">
        {elsewhere}
        <a href={draftHref(props.kept.item.id, wholeSection.key)}>在“全文”里改</a>。
      </p>
    );
  }
  return (
    <>
      {besides(section.specs).map((group) => {
        const fields = group.map((spec) => <SpecOf key={spec.path} spec={spec} props={props} />);
        return group.length === 1 ? (
          fields
        ) : (
          <div class="row-fields" key={group[0]?.path}>
            {fields}
          </div>
        );
      })}
    </>
  );
}

function SpecOf({ spec, props }: { spec: Spec; props: SectionProps }): VNode {
  const shown = shownOf(props, fieldOf(spec));
  if (spec.kind === "rows") return <ListField spec={spec} shown={shown} />;
  return <SpecField spec={spec} name={spec.path} shown={shown} />;
}

/** Short controls that follow each other stand beside each other. */
function besides(specs: readonly Spec[]): Spec[][] {
  const groups: Spec[][] = [];
  let open: Spec[] | undefined;
  for (const spec of specs) {
    const short = ["code", "one", "yesNo", "whole"].includes(spec.kind) || (spec.kind === "text" && spec.width === "m");
    if (short && open) open.push(spec);
    else {
      groups.push([spec]);
      open = short ? groups.at(-1) : undefined;
    }
  }
  return groups;
}

function shownOf({ typed, faults, codes, kept }: SectionProps, field: string): Shown {
  return {
    typed,
    faults,
    codes,
    situations: kept.document.situations ?? [],
    findings: kept.findings.filter((one) => one.field === field),
  };
}

function WholeField({ typed, faults }: SectionProps): VNode {
  return (
    <Field
      id={idOf("whole")}
      name="whole"
      label="事项标准（JSON）"
      error={faults.whole}
      control={{ kind: "long-text", value: String(typed.whole ?? ""), rows: 30 }}
    />
  );
}

function FlowFields(props: SectionProps): VNode {
  const { kept, faults, simple } = props;
  const { item, document } = kept;
  const [steps] = stepsSection.specs;
  const shown = shownOf(props, "flow");
  return (
    <>
      {simple && steps?.kind === "rows" ? (
        <ListField spec={steps} shown={shown} />
      ) : (
        <div>
          <Notice
            tone="plain"
            title="这个流程比步骤表能写的多"
            acts={<a href={`${draftHref(item.id, "flow")}?simple=true`}>换成简单的步骤表</a>}
          >
            <p>有分支、并联或特别的退回。改它请下载 BPMN，在画图工具里改好再传上来。</p>
          </Notice>
          <BesideField findings={shown.findings} />
          {document.flow ? <FlowChartFold flow={document.flow} /> : null}
        </div>
      )}
      <div>
        {document.flow ? (
          <p>
            <a href={`${keptHref(item.id)}/flow.bpmn`}>下载现在的流程（BPMN 2.0）</a>
          </p>
        ) : null}
        <Field
          id={idOf("bpmn")}
          name="bpmn"
          label="用 BPMN 文件换掉流程"
          optional
          error={faults.bpmn}
          control={{ kind: "file", accept: ".bpmn,.xml", limit: "BPMN 2.0，2 MB 以内；选了文件，上面的步骤表不算" }}
        />
      </div>
    </>
  );
}
