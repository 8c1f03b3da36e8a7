import type { VNode } from "preact";
import type { EditionDifference, EditionEntry, EditionWork } from "../../catalogue/index.ts";
import type { Codes } from "../../kernel/codes/index.ts";
import { CardTable, ConsolePage, DeskHead, Fold, Tag, type TagTone } from "../../ui/index.ts";
import { compareEditionsHref, editionsPath } from "./paths.ts";
import type { Surround } from "./surround.ts";

/** A place that follows an edition. */
export interface Follower {
  readonly division: string;
  readonly name: string;
  readonly code: string;
}

export interface CompareEditionsProps {
  surround: Surround;
  codes: Codes;
  from: string;
  to: string;
  difference: EditionDifference;
  followers: readonly Follower[];
  work: readonly EditionWork[];
  /** Whose list is shown line by line. */
  shown: Follower | undefined;
}

const works: Readonly<Record<EditionWork["work"], { words: string; tone: TagTone }>> = {
  add: { words: "新增", tone: "brand" },
  change: { words: "变更", tone: "warn" },
  cancel: { words: "取消", tone: "stop" },
};

/** What is different between two editions, and what each place has to do because of it. */
export function CompareEditionsView(props: CompareEditionsProps): VNode {
  const { surround, from, to, difference, followers, work, shown } = props;
  const { added, changed, cancelled } = difference;
  const lines = work.filter(({ division }) => division === shown?.division);
  return (
    <ConsolePage {...surround} title={`通用目录：${from} → ${to}`} current="editions">
      <p class="small">
        <a href={editionsPath}>通用目录</a>
      </p>
      <DeskHead
        title={`${from} → ${to}`}
        note={`新增 ${added.length} 项，变更 ${changed.length} 项，取消 ${cancelled.length} 项`}
      />
      <div class="stack-l">
        <section class="part" aria-labelledby="work">
          <h2 id="work">各地要做的</h2>
          <CardTable
            caption="各地的工作清单，按现有的清单判断"
            captionHidden
            dense
            rows={followers}
            rowKey={({ division }) => division}
            columns={[
              {
                head: "地方",
                role: "name",
                cell: (place) => <a href={`${compareEditionsHref(from, to, place.division)}#lines`}>{place.name}</a>,
              },
              ...(Object.keys(works) as EditionWork["work"][]).map((kind) => ({
                head: works[kind].words,
                role: "end" as const,
                cell: ({ division }: Follower) =>
                  work.filter((one) => one.division === division && one.work === kind).length,
              })),
            ]}
          />
        </section>
        {shown ? (
          <section class="part" aria-labelledby="lines">
            <h2 id="lines">
              {shown.name}的清单
              <small class="small">{`${lines.length} 条`}</small>
            </h2>
            <Work lines={lines} />
          </section>
        ) : null}
        <section class="part" aria-labelledby="difference">
          <h2 id="difference">两版的差别</h2>
          <Entries title="新增" entries={added} codes={props.codes} />
          <Entries title="取消" entries={cancelled} codes={props.codes} />
          {changed.length > 0 ? (
            <Fold title={`变更 ${changed.length} 项`} open={changed.length <= 20}>
              <CardTable
                caption="变更的"
                captionHidden
                dense
                rows={changed}
                rowKey={({ to: one }) => one.baseCode}
                columns={[
                  { head: "编码", role: "name", cell: ({ to: one }) => <span class="code">{one.baseCode}</span> },
                  { head: `${from}`, cell: ({ from: one }) => entryWords(props.codes, one) },
                  { head: `${to}`, cell: ({ to: one }) => entryWords(props.codes, one) },
                ]}
              />
            </Fold>
          ) : null}
        </section>
      </div>
    </ConsolePage>
  );
}

function Work({ lines }: { lines: readonly EditionWork[] }): VNode {
  return (
    <CardTable
      caption="要做的，一行一件"
      captionHidden
      dense
      rows={lines}
      rowKey={({ work, baseCode }) => `${work} ${baseCode}`}
      empty="没有要做的。"
      columns={[
        {
          head: "事项",
          role: "name",
          cell: ({ name, baseCode }) => (
            <>
              {name}
              <span class="sub code">{baseCode}</span>
            </>
          ),
        },
        { head: "要做", cell: ({ work }) => <Tag tone={works[work].tone}>{works[work].words}</Tag> },
        {
          head: "现有的清单",
          cell: ({ items }) =>
            items.length === 0
              ? "没有，要编"
              : items.map((code) => (
                  <a key={code} class="code" href={`/items/${encodeURIComponent(code)}`}>
                    {code}
                  </a>
                )),
        },
      ]}
    />
  );
}

function Entries(props: { title: string; entries: readonly EditionEntry[]; codes: Codes }): VNode | null {
  const { title, entries, codes } = props;
  if (entries.length === 0) return null;
  return (
    <Fold title={`${title} ${entries.length} 项`} open={entries.length <= 20}>
      <ul class="stack">
        {entries.map((entry) => (
          <li key={entry.baseCode}>
            <span class="code">{entry.baseCode}</span> {entryWords(codes, entry)}
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function entryWords(codes: Codes, { name, taskType }: EditionEntry): string {
  return taskType === undefined ? name : `${name}（${codes.label("item_type", taskType)}）`;
}
