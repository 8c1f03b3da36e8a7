import type { ComponentChildren, VNode } from "preact";
import { type ListedDraft, type OwnCaseLine, type OwnCases, rulerOf } from "../../application/index.ts";
import type { Message } from "../../notification/index.ts";
import {
  ButtonLink,
  CardTable,
  dayWord,
  Empty,
  instantWords,
  Links,
  MiniLimit,
  type PageFrame,
  PageHead,
  Pager,
  PortalPage,
  Split,
  Tag,
} from "../../ui/index.ts";
import { draftHref, draftsPath } from "../apply/index.ts";
import { caseHref, casesPath, progressPath } from "./paths.ts";
import { type Ground, holderOf, holderWords, presentClock, sayStanding } from "./standing.ts";

export interface ListProps {
  frame: PageFrame;
  listed: OwnCases;
  /** Whose cases; absent: all. */
  of: string | undefined;
  ground: Ground;
  hallOf: (hall: string) => string;
  drafts: readonly ListedDraft[];
  moreDrafts: number;
  messages: readonly Message[];
  unread: number;
}

/** 我的办件: what waits for oneself is said at the top, then everything open, then what has ended. */
export function ListView(props: ListProps): VNode {
  const { frame, listed, ground, of } = props;
  const { cases, open, total, page, pages } = listed;
  const mine = cases.filter((one) => sayStanding(one, ground).turn === "you").length;
  const running = cases.filter(({ phase }) => phase !== "finished");
  const ended = cases.filter(({ phase }) => phase === "finished");
  return (
    <PortalPage frame={frame} title="我的办件" crumbs={[{ href: frame.hall.href, title: "首页" }]} noindex>
      <PageHead
        title={mine > 0 ? `有 ${mine} 件轮到您` : "我的办件"}
        lead={
          total === 0 ? "您的申请办到哪里、轮到谁、到哪天，都在这里。" : `在办 ${open} 件，办结 ${total - open} 件。`
        }
        below={<Whose {...props} />}
      />
      <Split sideLabel="草稿与消息" side={<Beside {...props} />}>
        {cases.length === 0 ? <NoCases frame={frame} of={of} /> : null}
        {running.length > 0 ? <Running {...props} cases={running} /> : null}
        {ended.length > 0 ? <Ended {...props} cases={ended} /> : null}
        <Pager page={page} pages={pages} href={(wanted) => hrefOf(of, wanted)} />
      </Split>
    </PortalPage>
  );
}

function hrefOf(of: string | undefined, page = 1): string {
  const query = new URLSearchParams({ ...(of !== undefined && { of }), ...(page > 1 && { page: `${page}` }) });
  return query.size === 0 ? casesPath : `${casesPath}?${query.toString()}`;
}

/** Only who may act for a company has to choose. */
function Whose({ listed: { companies }, of }: ListProps): VNode | null {
  if (companies.length === 0) return null;
  const choices = [
    { of: undefined, name: "全部" },
    { of: "self", name: "我自己的" },
    ...companies.map(({ id, name }) => ({ of: String(id), name })),
  ];
  return (
    <>
      {choices.map((one) =>
        one.of === of ? (
          <b key={one.name} aria-current="true">
            {one.name}
          </b>
        ) : (
          <a key={one.name} href={hrefOf(one.of)}>
            {one.name}
          </a>
        ),
      )}
    </>
  );
}

function Running({ cases, ground, hallOf }: ListProps & { cases: readonly OwnCaseLine[] }): VNode {
  return (
    <CardTable
      caption="在办"
      rows={cases}
      rowKey={({ application }) => application}
      columns={[
        { head: "事项", role: "name", cell: (one) => <Item one={one} hallOf={hallOf} /> },
        { head: "办到哪里", cell: (one) => <State one={one} ground={ground} /> },
        { head: "在谁手里", cell: (one) => <Holder one={one} ground={ground} /> },
        { head: "到哪天", cell: (one) => <Due one={one} ground={ground} /> },
      ]}
    />
  );
}

function Ended({ cases, ground, hallOf }: ListProps & { cases: readonly OwnCaseLine[] }): VNode {
  return (
    <CardTable
      caption="办结"
      rows={cases}
      rowKey={({ application }) => application}
      columns={[
        { head: "事项", role: "name", cell: (one) => <Item one={one} hallOf={hallOf} /> },
        { head: "结果", cell: (one) => <State one={one} ground={ground} /> },
        { head: "提交", cell: ({ state }) => <On at={state.submittedAt} ground={ground} /> },
        { head: "办结", cell: ({ state }) => (state.finishedAt ? <On at={state.finishedAt} ground={ground} /> : null) },
      ]}
    />
  );
}

function Item({ one, hallOf }: { one: OwnCaseLine; hallOf: ListProps["hallOf"] }): VNode {
  return (
    <>
      <a href={caseHref(one.application)}>{one.itemName}</a>
      <span class="material-note">
        {[hallOf(one.hall), one.company].filter((part) => part !== undefined).join(" · ")}
        <br />
        <span class="code">{one.number}</span>
      </span>
    </>
  );
}

function State({ one, ground }: { one: OwnCaseLine; ground: Ground }): VNode {
  const { tag, tone } = sayStanding(one, ground);
  return <Tag tone={tone}>{tag}</Tag>;
}

function Holder({ one, ground }: { one: OwnCaseLine; ground: Ground }): VNode {
  const holder = holderOf(one, ground);
  return (
    <>
      {holderWords(one, ground)}
      {holder ? (
        <span class="material-note">
          {dayWord(instantWords(holder.since).day, ground.today)}起
          {holder.heldWorkdays > 0 ? `，${holder.heldWorkdays} 个工作日` : ""}
        </span>
      ) : null}
    </>
  );
}

function Due({ one, ground }: { one: OwnCaseLine; ground: Ground }): ComponentChildren {
  const clock = presentClock(one);
  const limit = clock && rulerOf(clock, ground.now);
  if (!limit) return <span class="quiet">{sayStanding(one, ground).turn === "you" ? "不计时" : "没有写"}</span>;
  const name = limit.name ?? (limit.kind === "promised" ? "承诺" : "法定");
  return (
    <>
      <MiniLimit limit={limit} />
      <span class="sr">（{name}）</span>
    </>
  );
}

function On({ at, ground }: { at: string; ground: Ground }): VNode {
  const { day, datetime } = instantWords(new Date(at));
  return <time dateTime={datetime}>{dayWord(day, ground.today)}</time>;
}

function NoCases({ frame, of }: { frame: PageFrame; of: string | undefined }): VNode {
  if (of !== undefined) {
    return <Empty level={2} title="这里没有办件" text="换一个申请人看看。" act={<a href={casesPath}>看全部</a>} />;
  }
  const find = ["/search", "/services"].find((href) => frame.has(href));
  return (
    <Empty
      level={2}
      title="还没有办件"
      text="从办事指南点“在线办理”，提交以后就在这里看进度。刚提交的，过一会儿刷新。"
      act={
        find ? (
          <ButtonLink kind="line" href={find}>
            找一件事办
          </ButtonLink>
        ) : null
      }
    />
  );
}

function Beside({ frame, drafts, moreDrafts, messages, unread, ground }: ListProps): VNode {
  return (
    <>
      <section>
        <h2>草稿</h2>
        {drafts.length === 0 ? (
          <p class="quiet">没有草稿。</p>
        ) : (
          <Links
            links={drafts.map(({ id, itemName, updatedAt }) => {
              const { day } = instantWords(updatedAt);
              return { href: draftHref(id), title: itemName, meta: day.slice(5), day };
            })}
          />
        )}
        {moreDrafts > 0 ? <a href={draftsPath}>还有 {moreDrafts} 份草稿</a> : null}
      </section>
      {frame.has("/inbox") ? (
        <section>
          <h2>未读消息</h2>
          {messages.length === 0 ? (
            <p class="quiet">没有新消息。</p>
          ) : (
            <Links
              links={messages.map(({ id, title, at }) => {
                const { day } = instantWords(at);
                return { href: `/inbox/${id}`, title, meta: dayWord(day, ground.today), day };
              })}
            />
          )}
          <p class="above">
            <a href="/inbox">{unread > messages.length ? `还有 ${unread - messages.length} 条` : "全部消息"}</a>
          </p>
        </section>
      ) : null}
      <section>
        <h2>别处的办件</h2>
        <p class="quiet">
          窗口代办的、别人名下的，凭编号和查询密码<a href={progressPath}>查进度</a>。
        </p>
      </section>
    </>
  );
}
