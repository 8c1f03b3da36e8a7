import type { VNode } from "preact";
import type { Edition } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { Button, CardTable, ConsolePage, DeskHead, ErrorSummary, Field, Form } from "../../ui/index.ts";
import { compareEditionsHref, editionsPath } from "./paths.ts";
import type { Surround } from "./surround.ts";

/** What was typed of an edition. */
export interface TypedEdition {
  readonly name: string;
  readonly title: string;
  readonly document: string;
  readonly content: string;
  readonly faults: Readonly<Record<string, string>>;
}

const labels: Readonly<Record<string, string>> = { name: "版名", title: "全称", document: "文件", content: "事项" };

export interface EditionsProps {
  surround: Surround;
  csrf: string;
  editions: readonly Edition[];
  names: (actor: string) => string;
  mayEnter: boolean;
  typed: TypedEdition;
}

/** The editions that were entered, two of them to compare, and a new one. */
export function EditionsView(props: EditionsProps): VNode {
  const { surround, editions, names, typed, mayEnter } = props;
  const faults = Object.entries(typed.faults).map(([name, text]) => ({
    id: `edition-${name}`,
    label: labels[name] ?? name,
    text,
  }));
  return (
    <ConsolePage {...surround} title={faults.length > 0 ? "错误：通用目录" : "通用目录"} current="editions">
      <ErrorSummary faults={faults} />
      <DeskHead title="通用目录" note="国家、省统一公布的事项目录，一版一版录入；两版一比，就知道各地要做什么。" />
      <div class="review-grid">
        <div class="stack-l">
          <CardTable
            caption="录入的各版，新的在前"
            captionHidden
            dense
            rows={editions}
            rowKey={({ name }) => name}
            empty="还没有录入。"
            columns={[
              {
                head: "版",
                role: "name",
                cell: ({ name, title, document }) => (
                  <>
                    {name}
                    <span class="sub">{[title, document].filter(Boolean).join("，")}</span>
                  </>
                ),
              },
              { head: "事项", role: "end", cell: ({ entries }) => entries.toLocaleString("zh-CN") },
              {
                head: "录入",
                cell: ({ enteredBy, enteredAt }) => (
                  <>
                    {names(enteredBy)}
                    <span class="sub">{formatInstant(enteredAt, { year: true })}</span>
                  </>
                ),
              },
              {
                head: "比较",
                headHidden: true,
                role: "act",
                cell: ({ name }) => {
                  const before = editions[editions.findIndex((one) => one.name === name) + 1];
                  return before ? <a href={compareEditionsHref(before.name, name)}>与“{before.name}”比</a> : null;
                },
              },
            ]}
          />
          {editions.length > 2 ? <Compare editions={editions} /> : null}
        </div>
        {mayEnter ? <Enter {...props} /> : null}
      </div>
    </ConsolePage>
  );
}

function Compare({ editions }: { editions: readonly Edition[] }): VNode {
  const [latest, before] = editions;
  const side = (name: "from" | "to", label: string, chosen: string | undefined) => (
    <div>
      <label for={`edition-${name}`}>{label}</label>
      <select class="input" id={`edition-${name}`} name={name}>
        {editions.map((one) => (
          <option key={one.name} value={one.name} selected={one.name === chosen}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form class="toolbar" action={`${editionsPath}/compare`}>
      {side("from", "从", before?.name)}
      {side("to", "到", latest?.name)}
      <Button kind="line" size="small">
        比较
      </Button>
    </form>
  );
}

function Enter({ csrf, typed }: EditionsProps): VNode {
  const { faults } = typed;
  return (
    <section class="decide" aria-labelledby="enter">
      <h2 id="enter">录入一版</h2>
      <Form action={editionsPath} csrf={csrf}>
        <Field
          id="edition-name"
          name="name"
          label="版名"
          hint="短，例如 2017"
          error={faults.name}
          control={{ kind: "text", value: typed.name, width: "s" }}
        />
        <Field
          id="edition-title"
          name="title"
          label="全称"
          error={faults.title}
          control={{ kind: "text", value: typed.title }}
        />
        <Field
          id="edition-document"
          name="document"
          label="公布的文件"
          optional
          hint="名称和文号"
          error={faults.document}
          control={{ kind: "text", value: typed.document }}
        />
        <Field
          id="edition-content"
          name="content"
          label="事项"
          hint="从表格里复制三列贴进来：基本编码、名称、类型（可以不写）"
          error={faults.content}
          control={{ kind: "long-text", value: typed.content, rows: 8 }}
        />
        <p>
          <Button>录入</Button>
        </p>
      </Form>
    </section>
  );
}
