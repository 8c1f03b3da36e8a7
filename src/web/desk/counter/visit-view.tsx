import type { VNode } from "preact";
import type { Item } from "../../../catalogue/index.ts";
import type { PersonFacts } from "../../../identity/index.ts";
import {
  Button,
  ButtonLink,
  CardTable,
  ConsolePage,
  DeskHead,
  Empty,
  ErrorSummary,
  Field,
  Fold,
  Form,
} from "../../../ui/index.ts";
import type { Surround } from "../console.ts";
import { counterPath } from "../paths.ts";
import type { ElsewhereItem } from "./items.ts";

export interface VisitProps {
  surround: Surround;
  /** Where the officer stands at a counter. */
  halls: readonly string[];
  csrf: string;
  typed: Readonly<Record<string, string | readonly string[]>>;
  fields: Readonly<Record<string, string>>;
}

const labels = {
  name: "姓名",
  idNumber: "身份证号",
  phone: "手机号",
  uscc: "统一社会信用代码",
  company: "单位名称",
  role: "来人是",
  authority: "授权委托书",
  legalName: "法定代表人姓名",
  legalId: "法定代表人身份证号",
} as const;

/** Who stands there, by the document the officer has in his hand. */
export function VisitView({ surround, halls, csrf, typed, fields }: VisitProps): VNode {
  const said = (name: string) => {
    const text = typed[name];
    return typeof text === "string" ? text : undefined;
  };
  const faults = Object.entries(labels).flatMap(([id, label]) => (fields[id] ? [{ id, label, text: fields[id] }] : []));
  return (
    <ConsolePage {...surround.page} title={faults.length > 0 ? "错误：窗口代办" : "窗口代办"} current="counter">
      <div class="stack">
        <ErrorSummary faults={faults} />
        <DeskHead title="窗口代办" note="为没有手机或不会上网的人办理。先当面核对证件原件，再登记。" />
      </div>
      <div class="measure">
        <Form action={counterPath} csrf={csrf}>
          {halls.length > 1 ? (
            <Field
              id="hall"
              name="hall"
              label="大厅"
              control={{
                kind: "select",
                choices: halls.map((hall) => ({ value: hall, label: hall })),
                value: said("hall") ?? halls[0],
              }}
            />
          ) : (
            <input type="hidden" name="hall" value={halls[0] ?? ""} />
          )}
          <Field
            id="name"
            name="name"
            label={labels.name}
            hint="照证件填写"
            error={fields.name}
            control={{ kind: "text", value: said("name"), width: "m" }}
          />
          <Field
            id="idNumber"
            name="idNumber"
            label={labels.idNumber}
            hint="18 位，末位是 X 的填 X"
            error={fields.idNumber}
            control={{ kind: "text", value: said("idNumber"), width: "m" }}
          />
          <Field
            id="phone"
            name="phone"
            label={labels.phone}
            optional
            hint="没有手机的不填；有手机的会收到办件的短信"
            error={fields.phone}
            control={{ kind: "text", type: "tel", inputmode: "tel", value: said("phone"), width: "m" }}
          />
          <Company said={said} fields={fields} />
          <div class="row">
            <Button>证件已核对，下一步</Button>
          </div>
          <p class="small quiet">登记和查看都会留下记录，本人以后能看到。</p>
        </Form>
      </div>
    </ConsolePage>
  );
}

/** For a company: its code, and in what capacity he came. Folded away while nothing of it is typed or wrong. */
function Company(props: {
  said: (name: string) => string | undefined;
  fields: Readonly<Record<string, string>>;
}): VNode {
  const { said, fields } = props;
  const names = ["uscc", "company", "role", "authority", "legalName", "legalId"] as const;
  const text = (name: (typeof names)[number], hint: string, width: "m" | "full" = "m") => (
    <Field
      id={name}
      name={name}
      label={labels[name]}
      hint={hint}
      optional={name !== "uscc"}
      error={fields[name]}
      control={{ kind: "text", value: said(name), width }}
    />
  );
  return (
    <Fold title="替单位来办" open={names.some((name) => said(name) !== undefined || fields[name] !== undefined)}>
      <div class="stack">
        {text("uscc", "照营业执照填写，18 位")}
        {text("company", "照营业执照填写；登记过的单位不用填", "full")}
        <Field
          id="role"
          name="role"
          label={labels.role}
          error={fields.role}
          control={{
            kind: "one-of",
            choices: [
              { value: "representative", label: "法定代表人本人", hint: "营业执照上的法定代表人就是来人" },
              { value: "agent", label: "代理人", hint: "带授权委托书" },
            ],
            value: said("role"),
          }}
        />
        <Field
          id="authority"
          name="authority"
          label={labels.authority}
          error={fields.authority}
          control={{
            kind: "any-of",
            choices: [{ value: "seen", label: "代理人的授权委托书已当面看过" }],
            values: said("authority") ? ["seen"] : [],
          }}
        />
        {text("legalName", "代理人来办、单位没有登记过的才填")}
        {text("legalId", "照法定代表人证件的复印件填写")}
      </div>
    </Fold>
  );
}

export interface ItemsProps {
  surround: Surround;
  /** Whoever applies. */
  visitor: PersonFacts;
  /** Who came for the company. */
  agent: PersonFacts | undefined;
  who: string;
  items: readonly Item[];
  /** What other halls handle, found by the words. */
  elsewhere: readonly ElsewhereItem[];
  words: string;
  /** Nothing is taken in at this counter at all. */
  isEmpty: boolean;
}

/** What does he want? */
export function ItemsView(props: ItemsProps): VNode {
  const { surround, visitor, agent, who, items, words, isEmpty } = props;
  return (
    <ConsolePage {...surround.page} title={`${visitor.name}：选事项`} current="counter">
      <DeskHead
        title="办哪件事"
        note={agent ? `单位 ${visitor.name}，来人 ${agent.name}，证件已核对` : `来人 ${visitor.name}，证件已核对`}
        acts={
          <ButtonLink kind="line" size="small" href={counterPath}>
            换一个人
          </ButtonLink>
        }
      />
      {isEmpty && words === "" ? (
        <Empty
          level={2}
          title="您的窗口没有能代办的事项"
          text="能代办的是本部门已发布、来人能申请的事项；别的大厅实行通办的，可以查找。"
        />
      ) : null}
      <form class="toolbar" action={`${counterPath}/items`}>
        <input type="hidden" name="who" value={who} />
        <div>
          <label for="q">事项名称</label>
          <input class="input" id="q" name="q" value={words} />
        </div>
        <Button kind="line" size="small">
          查找
        </Button>
      </form>
      <div class="above">
        <CardTable
          caption="本窗口能代办的事项"
          captionHidden
          dense
          rows={items}
          rowKey={({ id }) => id}
          empty={`没有名称里带“${words}”的事项。`}
          columns={[
            {
              head: "事项",
              role: "name",
              cell: ({ id, name, plain }) => (
                <>
                  <a href={`${counterPath}/apply?item=${id}&who=${who}`} data-row>
                    {name}
                  </a>
                  {plain ? <span class="sub">{plain}</span> : null}
                </>
              ),
            },
            { head: "部门", cell: ({ deptName }) => deptName ?? "" },
            {
              head: "承诺",
              cell: ({ promise }) => promiseWords(promise),
            },
          ]}
        />
      </div>
      <Elsewhere {...props} />
    </ConsolePage>
  );
}

/** 异地收件: what other halls handle; those handled everywhere are taken in here, for the others one has to go there. */
function Elsewhere({ elsewhere, who, words }: ItemsProps): VNode | null {
  if (elsewhere.length === 0) return null;
  return (
    <section class="part" aria-labelledby="elsewhere">
      <h2 id="elsewhere">
        别的大厅的“{words}” <small>实行通办的可以在这里收件</small>
      </h2>
      <CardTable
        caption="别的大厅的事项"
        captionHidden
        dense
        rows={elsewhere}
        rowKey={({ id }) => id}
        columns={[
          {
            head: "事项",
            role: "name",
            cell: ({ id, name, mayTakeIn }) =>
              mayTakeIn ? <a href={`${counterPath}/apply?item=${id}&who=${who}`}>{name}</a> : name,
          },
          { head: "部门", cell: ({ department }) => department },
          {
            head: "大厅",
            cell: ({ hallName, hallHref, mayTakeIn }) => (
              <>
                <a href={hallHref}>{hallName}</a>
                <span class="sub">{mayTakeIn ? "通办，可以代收" : "没有实行通办，请到这个大厅办"}</span>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function promiseWords(promise: Item["promise"]): string {
  if (!promise) return "没有写";
  return promise.days === 0 ? "当场办结" : `${promise.days} ${unitWord(promise.unit)}`;
}

function unitWord(unit: string): string {
  return unit === "wd" ? "个工作日" : unit === "cd" ? "个自然日" : unit === "h" ? "小时" : "个月";
}
