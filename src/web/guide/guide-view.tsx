import type { VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import type { Hall } from "../../region/index.ts";
import { Notice, type PageFrame, PageHead, PortalPage, Split, StartBar, Tag, Toc } from "../../ui/index.ts";
import { BasisBlock } from "./basis-block.tsx";
import { ElsewhereBlock } from "./elsewhere-block.tsx";
import { guideParts } from "./guide-parts.tsx";
import { applyHref, depthWords, limitWords, visitWords } from "./item-words.ts";
import type { Guide } from "./load-guide.ts";
import type { Elsewhere } from "./places.ts";
import { Side } from "./side.tsx";

export interface GuideProps {
  house: House;
  frame: PageFrame;
  guide: Guide;
  /** The hall whose item it is. */
  home: Hall | undefined;
  others: readonly Elsewhere[];
  /** Said under the title: that it is only a preview. */
  notice?: VNode;
}

/** The guide of one item, all of it on one page. */
export function GuideView(props: GuideProps): VNode {
  const { house, frame, guide, others } = props;
  const { item, document } = guide;
  const start = startOf(props);
  const keep = item.hall === frame.hall.code ? {} : { hall: frame.hall.code };
  const parts = guideParts({ house, guide, others, home: props.home, keep });
  const limit = item.promise ?? item.legal;
  return (
    <PortalPage
      frame={{ ...frame, column: "services" }}
      title={item.name}
      description={descriptionOf(guide)}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        ...(frame.has("/search") ? [{ href: `/search?hall=${frame.hall.code}`, title: "找事项" }] : []),
      ]}
      after={
        <StartBar
          {...start}
          days={limit ? limitWords(limit) : "时限没有写"}
          note={[visitWords(item.visits), document.isFee === false ? "不收费" : undefined].filter(Boolean).join(" · ")}
        />
      }
    >
      <PageHead title={item.name} lead={document.plain} below={<Tags house={house} guide={guide} />} />
      {props.notice}
      {item.state === "suspended" ? (
        <Notice tone="warn" title="这个事项暂停办理">
          {guide.stopped ? <p>原因：{guide.stopped}</p> : null}
        </Notice>
      ) : null}
      <Split
        kind="guide"
        sideLabel="办理"
        side={
          <>
            <Side guide={guide} start={start} />
            {parts.sideFoot}
          </>
        }
      >
        <Toc entries={chaptersOf(props)} />
        {parts.beforeBasis}
        <BasisBlock frame={frame} guide={guide} />
        {parts.afterBasis}
        <ElsewhereBlock guide={guide} others={others} />
        {parts.facts}
      </Split>
      {parts.data}
    </PortalPage>
  );
}

/** Where the one button leads: to the application where it may be made here, else to how it is made today. */
function startOf({ frame, guide }: GuideProps): { href: string; words: string } {
  const href = applyHref(guide.item);
  const online = guide.item.appliable && guide.item.state === "published" && frame.has(href);
  return online ? { href, words: "在线办理" } : { href: "#handle", words: "怎么办" };
}

function Tags(props: { house: House; guide: Guide }): VNode {
  const { codes } = props.house;
  const { item, document } = props.guide;
  return (
    <>
      <Tag tone={item.depth === 4 ? "brand" : "plain"}>{depthWords[`${item.depth}`] ?? ""}</Tag>
      {item.taskType ? <Tag>{codes.label("item_type", item.taskType)}</Tag> : null}
      {document.projectType ? <Tag>{codes.label("case_type", document.projectType)}</Tag> : null}
      {item.aliases.length > 0 ? <span class="small quiet">也叫：{item.aliases.slice(0, 6).join("、")}</span> : null}
    </>
  );
}

function descriptionOf({ item }: Guide): string {
  const limit = item.promise ?? item.legal;
  const says = [limit && limitWords(limit), visitWords(item.visits), item.deptName].filter(Boolean).join("，");
  return `${item.name}的条件、材料、步骤、时限、费用和依据${says === "" ? "" : `：${says}`}。`;
}

function chaptersOf({ guide, others }: GuideProps) {
  return [
    { id: "conditions", title: "条件" },
    { id: "materials", title: "材料" },
    { id: "steps", title: "步骤与时限" },
    { id: "handle", title: "怎么办" },
    { id: "fee", title: "费用" },
    { id: "result", title: "结果" },
    { id: "basis", title: "法律依据" },
    { id: "questions", title: "常见问题" },
    { id: "help", title: "咨询和投诉" },
    ...(guide.differences.length > 0 ? [{ id: "differences", title: "本地差异" }] : []),
    ...(others.length > 0 ? [{ id: "elsewhere", title: "别处办理" }] : []),
    { id: "facts", title: "基本信息" },
  ];
}
