import type { VNode } from "preact";
import type { Hit, Phrase } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, CardTable, ConsolePage, DeskHead, ErrorSummary, Field, Form, SearchBox, Tag } from "../../ui/index.ts";
import { draftHref, keptHref, phraseHref, phrasesPath, searchesPath } from "./paths.ts";
import type { TypedPhrase } from "./phrases-page.tsx";
import type { Surround } from "./surround.ts";

export interface PhrasesProps {
  surround: Surround;
  csrf: string;
  mayTeach: boolean;
  typed: TypedPhrase;
  /** The phrase as it is taught now. */
  known: Phrase | undefined;
  /** What was tried, in which hall, and what a visitor finds by it. */
  tried: string;
  hall: string;
  hits: readonly Hit[];
  isVague: boolean;
  /** What the list was looked through for. */
  words: string;
  phrases: readonly Phrase[];
  names: (actor: string) => string;
}

const labels: Readonly<Record<string, string>> = { said: "说法", means: "规范用语", reason: "原因" };

/** What people say, what is meant, and what they find by it. */
export function PhrasesView(props: PhrasesProps): VNode {
  const { surround, typed, mayTeach, phrases, words } = props;
  const faults = Object.entries(typed.faults).map(([name, text]) => ({
    id: `phrase-${name}`,
    label: labels[name] ?? name,
    text,
  }));
  return (
    <ConsolePage {...surround} title={faults.length > 0 ? "错误：说法和规范用语" : "说法和规范用语"} current="phrases">
      <ErrorSummary faults={faults} />
      <DeskHead
        title="说法和规范用语"
        note="百姓怎么说、目录里怎么写。配好后下一次检索就认，所有大厅都有效。"
        acts={<a href={searchesPath}>没搜到的说法</a>}
      />
      <div class="review-grid">
        <div class="stack-l">
          <Trial {...props} />
          <section aria-labelledby="phrases">
            <h2 id="phrases">{words === "" ? "编辑配过、停用的" : `含“${words}”的`}</h2>
            <div class="above">
              <SearchBox
                id="phrase-q"
                label="查已有的说法"
                action={phrasesPath}
                value={words}
                placeholder="说法或规范用语"
                landmark={false}
                button="查"
                buttonLook="words"
              />
            </div>
            <Phrases phrases={phrases} names={props.names} />
          </section>
        </div>
        {mayTeach ? (
          <Teach {...props} />
        ) : (
          <section class="decide" aria-labelledby="teach">
            <h2 id="teach">配规范用语</h2>
            <p>由管整个目录的编制员配。您可以给自己部门的事项加别名。</p>
          </section>
        )}
      </div>
    </ConsolePage>
  );
}

/** What a visitor finds by the words, and the way to make one of it the answer. */
function Trial({ tried, hall, hits, isVague, typed }: PhrasesProps): VNode {
  return (
    <section aria-labelledby="trial">
      <h2 id="trial">{tried === "" ? "先试搜" : `搜“${tried}”，${hall}的人现在看到`}</h2>
      {tried === "" ? null : (
        <p class="small quiet">{hits.length === 0 || isVague ? "没有正好相符的事项。" : `前 ${hits.length} 个：`}</p>
      )}
      {hits.length > 0 ? (
        <CardTable
          caption={`搜“${tried}”看到的`}
          captionHidden
          dense
          rows={hits}
          rowKey={({ itemId }) => itemId}
          columns={[
            {
              head: "事项",
              role: "name",
              cell: (hit) => (
                <>
                  <a href={keptHref(hit.itemId)}>{hit.name}</a>
                  <span class="sub">{hit.department}</span>
                </>
              ),
            },
            { head: "为什么", cell: ({ reason }) => reason },
            {
              head: "加别名",
              headHidden: true,
              role: "act",
              cell: (hit) =>
                typed.said === "" ? null : (
                  <a href={aliasHref(hit.itemId, typed.said)}>
                    给它加别名<span class="sr">：{hit.name}</span>
                  </a>
                ),
            },
          ]}
        />
      ) : null}
      <form class="toolbar above" action={phrasesPath}>
        {typed.said === "" ? null : <input type="hidden" name="said" value={typed.said} />}
        <div>
          <label for="phrase-try">用规范用语试搜</label>
          <input class="input" id="phrase-try" name="try" value={tried} autocomplete="off" />
        </div>
        <Button kind="line" size="small">
          试搜
        </Button>
      </form>
    </section>
  );
}

function aliasHref(item: string, said: string): string {
  const [path = "", at] = draftHref(item, "basic", "f-alias").split("#");
  return `${path}?${new URLSearchParams({ alias: said }).toString()}#${at}`;
}

function Teach({ typed, known, csrf }: PhrasesProps): VNode {
  const { faults } = typed;
  return (
    <section class="decide" aria-labelledby="teach">
      <h2 id="teach">{known ? "改规范用语" : "配规范用语"}</h2>
      {known ? (
        <p class="small">
          现在：{known.means.join("、")}
          {known.origin === "shipped" ? "（出厂的）" : ""}
        </p>
      ) : null}
      <Form action={phrasesPath} csrf={csrf} otherButtons>
        <Field
          id="phrase-said"
          name="said"
          label="说法"
          hint="2 到 12 个字，不要写进姓名、号码"
          error={faults.said}
          control={{ kind: "text", value: typed.said, maxLength: 40 }}
        />
        <Field
          id="phrase-means"
          name="means"
          label="规范用语"
          hint="一行一个，最可能的在前；写“食品经营许可”，不写某一个事项的全名"
          error={faults.means}
          control={{ kind: "long-text", value: typed.means, rows: 4, maxLength: 400 }}
        />
        <Field
          id="phrase-reason"
          name="reason"
          label="原因"
          hint="会留下记录"
          error={faults.reason}
          control={{ kind: "long-text", value: typed.reason, rows: 2, maxLength: 500 }}
        />
        <p class="row">
          <Button name="act" value="teach">
            配上
          </Button>
          {known ? (
            <Button kind="line" name="act" value="retire">
              停用
            </Button>
          ) : null}
        </p>
      </Form>
    </section>
  );
}

function Phrases({ phrases, names }: Pick<PhrasesProps, "phrases" | "names">): VNode {
  return (
    <CardTable
      caption="说法，新配的在前"
      captionHidden
      dense
      rows={phrases}
      rowKey={({ said }) => said}
      empty="没有。"
      columns={[
        { head: "说法", role: "name", cell: ({ said }) => <a href={phraseHref(said)}>{said}</a> },
        { head: "规范用语", cell: ({ means }) => means.join("、") },
        { head: "状态", cell: ({ retired }) => (retired ? <Tag tone="off">停用</Tag> : <Tag tone="brand">在用</Tag>) },
        {
          head: "谁配的",
          cell: ({ taughtBy, taughtAt, reason }) => (
            <>
              {taughtBy === undefined ? "出厂" : names(taughtBy)}
              {taughtAt ? <span class="sub">{formatInstant(taughtAt)}</span> : null}
              {reason ? <span class="sub">{reason}</span> : null}
            </>
          ),
        },
      ]}
    />
  );
}
