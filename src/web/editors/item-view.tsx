import type { ComponentChildren, VNode } from "preact";
import type { Depth, historyOf, Item, ReviewPoint, StandardScore, VersionLine } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import {
  ButtonLink,
  CardTable,
  ConsolePage,
  DeskHead,
  ErrorSummary,
  type Fact,
  Facts,
  Fold,
  Journal,
  Notice,
  Tag,
} from "../../ui/index.ts";
import { depthWords, limitWords } from "../guide/index.ts";
import type { ActKey } from "./acts.ts";
import { FindingList } from "./finding-list.tsx";
import { ItemActs, ItemPowers } from "./item-acts.tsx";
import type { RefusedAct } from "./item-page.tsx";
import type { Kept } from "./kept.ts";
import { compareHref, draftHref, editorsPath, keptHref } from "./paths.ts";
import type { Surround } from "./surround.ts";
import { changeNames, draftNames, stateTag } from "./words.ts";

export interface ItemProps {
  surround: Surround;
  csrf: string;
  kept: Kept;
  acts: readonly ActKey[];
  versions: readonly VersionLine[];
  history: Awaited<ReturnType<typeof historyOf>>;
  /** The seals of the history fit. */
  isWhole: boolean;
  upper: Item | undefined;
  /** Who stands for it now, when it was cancelled. */
  successors: readonly Item[];
  laws: number;
  score: StandardScore;
  depth: Depth;
  points: readonly ReviewPoint[];
  names: (actor: string) => string;
  refused: RefusedAct | undefined;
}

/** One item before its editors and reviewers. */
export function ItemView(props: ItemProps): VNode {
  const { surround, kept, refused } = props;
  const { item, draft, document } = kept;
  const { words, tone } = stateTag(item.state);
  const faults = Object.entries(refused?.fields ?? {}).map(([name, text]) => ({
    id: `act-${name}`,
    label: name === "reason" ? "原因" : "办理",
    text,
  }));
  return (
    <ConsolePage {...surround} title={faults.length > 0 ? `错误：${item.name}` : item.name} current="items">
      <ErrorSummary faults={faults} />
      <p class="small">
        <a href={editorsPath}>事项</a>
      </p>
      <DeskHead
        title={document.taskName}
        note={`${item.code} · ${item.deptName ?? "没有写部门"}`}
        acts={<Ways {...props} />}
      />
      <p class="row">
        <Tag tone={tone}>{words}</Tag>
        {item.version > 0 ? <Tag>{`第 ${item.version} 版`}</Tag> : null}
        {draft ? <Tag tone="brand">{`草稿：${draftNames[draft.state]}`}</Tag> : null}
        <Tag>{`标准化程度 ${props.score.score}`}</Tag>
      </p>
      <div class="review-grid above">
        <div>
          {draft?.state === "returned" && draft.opinion ? (
            <Notice tone="warn" title={`${props.names(draft.reviewedBy ?? "")}退回了草稿`}>
              <p>{draft.opinion}</p>
            </Notice>
          ) : null}
          <Part id="findings" title="机器查出的" note={countWords(props)}>
            <FindingList findings={kept.findings} item={item.id} edits={kept.isOpen} />
          </Part>
          <Part id="facts" title="概况">
            <Facts tight facts={factsOf(props)} />
          </Part>
          <Part id="versions" title="版本">
            <Versions {...props} />
          </Part>
          <Part id="manual" title="业务手册" note="审查人员的核对单">
            <Manual points={props.points} />
          </Part>
        </div>
        <div class="stack-l">
          <ItemActs {...props} />
          <ItemPowers kept={kept} />
          <section aria-labelledby="history">
            <h2 id="history">变更史</h2>
            <p class="small quiet">
              {props.isWhole ? "每一步的摘要与上一步相扣，核对过，没有改动。" : "摘要对不上：变更史被改过，请报告。"}
            </p>
            <Journal
              steps={[...props.history].reverse().map((line) => ({
                at: line.happened_at,
                title: changeNames[line.kind],
                text: [line.reason, line.document].filter(Boolean).join("；"),
                who: props.names(line.actor),
                mark: { digest: line.hash, number: line.number },
              }))}
            />
          </section>
        </div>
      </div>
    </ConsolePage>
  );
}

function Part(props: { id: string; title: string; note?: string; children: ComponentChildren }): VNode {
  return (
    <section class="part" aria-labelledby={props.id}>
      <h2 id={props.id}>
        {props.title}
        {props.note ? <small class="small">{props.note}</small> : null}
      </h2>
      {props.children}
    </section>
  );
}

function countWords({ kept: { findings, draft } }: ItemProps): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const of = draft ? "草稿" : "在用的一版";
  return errors > 0
    ? `${of}有 ${errors} 处要改，共 ${findings.length} 处`
    : `${of}没有要改的，共 ${findings.length} 处`;
}

/** Where one can go from here; writing is the first for who may. */
function Ways({ kept, versions }: ItemProps): VNode {
  const { item, draft, isOpen } = kept;
  const from = item.version > 0 ? item.version : undefined;
  return (
    <>
      {draft && from !== undefined ? (
        <ButtonLink kind="plain" size="small" href={compareHref(item.id, from, "draft")}>
          草稿改了什么
        </ButtonLink>
      ) : null}
      <ButtonLink kind="line" size="small" href={`${keptHref(item.id)}/preview`}>
        预览指南
      </ButtonLink>
      {isOpen ? (
        <ButtonLink size="small" href={draftHref(item.id, "basic")}>
          {draft ? "接着写" : versions.length > 0 ? "编下一版" : "开始写"}
        </ButtonLink>
      ) : null}
    </>
  );
}

function factsOf({ kept, upper, successors, laws, depth, score }: ItemProps): readonly Fact[] {
  const { item, department, document } = kept;
  const missing = score.missing.map(({ name }) => name);
  return [
    {
      term: "部门",
      value: department ? department.name : "机构里没有这个部门，本大厅的编制员都能改",
      ...(department && department.name !== item.deptName && item.deptName && { note: `事项里写作“${item.deptName}”` }),
    },
    { term: "网办深度", value: depthWords[`${depth}`] ?? "没有", note: "从内容量出，不看申报" },
    { term: "承诺时限", value: item.promise ? limitWords(item.promise) : "没有写" },
    { term: "法定时限", value: item.legal ? limitWords(item.legal) : "没有写" },
    {
      term: "设定依据",
      value: `${document.byLaw?.length ?? 0} 部`,
      note: laws > 0 ? `在用的一版对上了 ${laws} 部` : undefined,
    },
    {
      term: "上级事项",
      value: upper ? (
        <>
          {upper.name}第 {upper.version} 版 <a href={compareHref(item.id, "upper", "draft")}>看本地差别</a>
        </>
      ) : (
        "没有，单独编写"
      ),
    },
    ...(successors.length > 0
      ? [
          {
            term: "去向",
            value: (
              <ul>
                {successors.map((one) => (
                  <li key={one.id}>
                    <a href={`/items/${one.id}`}>{one.name}</a> <span class="quiet">{one.deptName}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    {
      term: "标准化程度",
      value: `${score.score} 分`,
      note: missing.length > 0 ? `还缺：${missing.join("、")}` : "要素齐全",
    },
  ].map(({ note, ...fact }) => ({ ...fact, ...(note !== undefined && { note }) }));
}

function Versions({ kept: { item }, versions, names }: ItemProps): VNode {
  return (
    <CardTable
      caption="各版本，新的在前"
      captionHidden
      dense
      rows={versions}
      rowKey={({ version }) => `${version}`}
      empty="还没有发布过。"
      columns={[
        {
          head: "版本",
          role: "name",
          cell: ({ version }) => (
            <>
              第 {version} 版{version === item.version ? "（在用）" : ""}
            </>
          ),
        },
        { head: "写下", cell: ({ writtenAt }) => formatInstant(writtenAt, { year: true }) },
        { head: "谁", cell: ({ writtenBy, origin }) => (origin === "import" ? "导入" : names(writtenBy)) },
        { head: "摘要", cell: ({ sha256 }) => <span class="code">{sha256.slice(0, 8)}</span> },
        {
          head: "比较",
          headHidden: true,
          role: "act",
          cell: ({ version }) =>
            version > 1 ? <a href={compareHref(item.id, version - 1, version)}>与上一版比</a> : null,
        },
      ]}
    />
  );
}

function Manual({ points }: { points: readonly ReviewPoint[] }): VNode {
  if (points.length === 0) return <p class="quiet">还没有审查要点：写在材料和“问答与业务手册”里。</p>;
  return (
    <Fold title={`${points.length} 条`}>
      <ul class="stack">
        {points.map(({ material, point }) => (
          <li key={`${material} ${point}`}>
            {material ? `${material}：` : ""}
            {point}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
