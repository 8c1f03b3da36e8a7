import type { VNode } from "preact";
import type { DraftState, Item, KeptView } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, ButtonLink, CardTable, ConsolePage, DeskHead, Empty, Pager, Tag, Views } from "../../ui/index.ts";
import { limitWords } from "../guide/index.ts";
import { editorsPath, keptHref, newItemPath } from "./paths.ts";
import type { Surround } from "./surround.ts";
import { draftNames, stateTag, viewNames } from "./words.ts";

/** One item of the list. */
export interface KeptLine {
  readonly item: Item;
  readonly draft: { readonly state: DraftState; readonly savedAt: Date; readonly by: string } | undefined;
  readonly errors: number;
  readonly others: number;
}

export interface ListProps {
  surround: Surround;
  lines: readonly KeptLine[];
  counts: Readonly<Record<KeptView, number>>;
  view: KeptView;
  views: readonly KeptView[];
  page: number;
  pages: number;
  words: string;
  dept: string;
  departments: readonly { value: string; label: string }[];
}

export function ListView(props: ListProps): VNode {
  const { surround, counts, view, lines, page, pages } = props;
  const href = (wanted: { view?: KeptView; page?: number }) => addressOf({ ...props, page: 1, ...wanted });
  const mayWrite = surround.nav.some(({ links }) => links.some(({ key }) => key === "new"));
  return (
    <ConsolePage {...surround} title="事项" current="items" searched={props.words}>
      <DeskHead
        title={`事项 ${counts.all.toLocaleString("zh-CN")} 个`}
        note={`在写 ${counts.writing} 个，待审查 ${counts.submitted} 个，待发布 ${counts.approved} 个`}
        acts={
          mayWrite ? (
            <ButtonLink size="small" href={newItemPath} icon="plus">
              新编事项
            </ButtonLink>
          ) : null
        }
      />
      <Views
        current={view}
        views={props.views.map((key) => ({ key, href: href({ view: key }), name: viewNames[key], count: counts[key] }))}
      />
      <form class="toolbar" action={editorsPath}>
        <input type="hidden" name="view" value={view} />
        <div>
          <label for="words">名称或编码</label>
          <input class="input" id="words" name="q" value={props.words} autocomplete="off" />
        </div>
        <div>
          <label for="dept">部门</label>
          <select class="input" id="dept" name="dept">
            {props.departments.map(({ value, label }) => (
              <option key={value} value={value} selected={value === props.dept}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <Button kind="line" size="small">
          筛选
        </Button>
      </form>
      {lines.length === 0 ? (
        <Empty
          level={2}
          title="没有这样的事项"
          text="换一个视图、部门或名称再找。"
          act={<a href={editorsPath}>看全部</a>}
        />
      ) : (
        <div class="stack">
          <Lines lines={lines} />
          <Pager page={page} pages={pages} href={(wanted) => href({ page: wanted })} />
        </div>
      )}
    </ConsolePage>
  );
}

function addressOf({ view, words, dept, page }: Pick<ListProps, "view" | "words" | "dept" | "page">): string {
  const query = new URLSearchParams({ view, dept });
  if (words !== "") query.set("q", words);
  if (page > 1) query.set("page", `${page}`);
  return `${editorsPath}?${query.toString()}`;
}

function Lines(props: { lines: readonly KeptLine[] }): VNode {
  return (
    <CardTable
      caption="事项，最近变动的在前"
      captionHidden
      dense
      rows={props.lines}
      rowKey={({ item }) => item.id}
      columns={[
        { head: "事项", role: "name", cell: (line) => <Name line={line} /> },
        { head: "状态", cell: ({ item }) => <State item={item} /> },
        { head: "草稿", cell: (line) => <Draft line={line} /> },
        { head: "时限", cell: ({ item }) => <Limits item={item} /> },
        { head: "标准化程度", role: "end", cell: ({ item }) => (item.version === 0 ? "—" : <b>{item.score}</b>) },
        { head: "机器查出", cell: (line) => <Found line={line} /> },
      ]}
    />
  );
}

function Name({ line: { item } }: { line: KeptLine }): VNode {
  return (
    <>
      <a href={keptHref(item.id)}>{item.name}</a>
      <span class="sub">
        <span class="code">{item.code}</span> {item.deptName ?? "没有写部门"}
      </span>
    </>
  );
}

function State({ item }: { item: Item }): VNode {
  const { words, tone } = stateTag(item.state);
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {item.version > 0 ? <span class="sub">第 {item.version} 版</span> : null}
    </>
  );
}

function Draft({ line: { draft } }: { line: KeptLine }): VNode {
  if (!draft) return <span class="quiet">没有</span>;
  return (
    <>
      {draftNames[draft.state]}
      <span class="sub">
        {draft.by} {formatInstant(draft.savedAt)}
      </span>
    </>
  );
}

function Limits({ item }: { item: Item }): VNode {
  return (
    <>
      {item.promise ? `承诺 ${limitWords(item.promise)}` : "承诺没有写"}
      <span class="sub">{item.legal ? `法定 ${limitWords(item.legal)}` : "法定没有写"}</span>
    </>
  );
}

function Found({ line: { errors, others } }: { line: KeptLine }): VNode {
  if (errors + others === 0) return <span class="quiet">没有</span>;
  return (
    <>
      {errors > 0 ? <Tag tone="stop">{`要改 ${errors}`}</Tag> : null} {others > 0 ? `请看 ${others}` : null}
    </>
  );
}
