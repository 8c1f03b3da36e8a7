import type { VNode } from "preact";
import { Button, ConsolePage, DeskHead, ErrorSummary, Field, Form, Notice, Rows } from "../../ui/index.ts";
import type { Kept } from "./kept.ts";
import { keptHref, powerHref } from "./paths.ts";
import { type Candidate, type PowerKey, powers, type TypedPower } from "./powers.ts";
import type { Surround } from "./surround.ts";

export interface PowersProps {
  surround: Surround;
  csrf: string;
  kept: Kept;
  act: PowerKey;
  candidates: readonly Candidate[];
  typed: TypedPower;
  faults: Readonly<Record<string, string>>;
  mostParts: number;
}

const outcomes: Readonly<Record<PowerKey, string>> = {
  transfer: "事项还是它，下一版写新部门、新编码；链接、在办的都不变，在办的按原来的版本办完。",
  devolve: "承接部门的清单当场可用，内容与这里相同，地点、时间、电话由它们自己补；这里的取消，来问的人被指过去。",
  delegate: "承接部门的清单当场可用，挂在这个事项下面；这里的照常办理。",
  split: "每一部分当场可用，内容与原来相同，再各自编写；原来的取消，指向各部分，在办的按原来的版本办完。",
  merge: "合成的事项以这一个的内容为底；原来的都取消，指向它，在办的按原来的版本办完。",
};

const labels: Readonly<Record<string, string>> = {
  to: "接收的部门",
  codes: "和哪些事项合并",
  name: "合成的事项名称",
  code: "合成的事项编码",
  reason: "原因",
  document: "依据的文件",
};

const codeHint = "31 位实施编码；没有的写地方编码";

/** One act that moves a power or cuts an item: who takes it, what becomes of it, why. */
export function PowersView(props: PowersProps): VNode {
  const { surround, csrf, kept, act, candidates, typed, faults } = props;
  const { item, draft } = kept;
  const moves = act === "transfer" || act === "devolve" || act === "delegate";
  const { label, does } = powers[act];
  const shown = Object.entries(faults).map(([name, text]) => ({ id: idOf(name), label: labelOf(name), text }));
  const title = `${label}：${item.name}`;
  return (
    <ConsolePage {...surround} title={shown.length > 0 ? `错误：${title}` : title} current="items">
      <ErrorSummary faults={shown} />
      <p class="small">
        <a href={keptHref(item.id)}>{item.name}</a>
      </p>
      <DeskHead title={label} note={outcomes[act]} />
      {draft && act !== "transfer" && act !== "delegate" ? (
        <Notice tone="warn" title="这个事项还有没发布的草稿">
          <p>办理后草稿随之放弃。要用草稿里写的，请先发布。</p>
        </Notice>
      ) : null}
      <Form action={powerHref(item.id, act)} csrf={csrf} otherButtons>
        {act === "split" ? <Parts {...props} /> : null}
        {act === "merge" ? <Merged {...props} /> : null}
        {moves ? <Receivers {...props} /> : null}
        <Field
          id={idOf("reason")}
          name="reason"
          label="原因"
          hint="写进变更史，公开，不能改"
          error={faults.reason}
          control={{ kind: "long-text", value: typed.reason, maxLength: 500, rows: 3 }}
        />
        <Field
          id={idOf("document")}
          name="document"
          label="依据的文件"
          optional
          hint="名称和文号"
          error={faults.document}
          control={{ kind: "text", value: typed.document, maxLength: 300 }}
        />
        <p class="row">
          {moves && candidates.length === 0 ? null : <Button>{does}</Button>}
          <a href={keptHref(item.id)}>不办了，回到事项</a>
        </p>
      </Form>
    </ConsolePage>
  );
}

function idOf(name: string): string {
  return `power-${name.replaceAll(".", "-")}`;
}

function labelOf(name: string): string {
  const [, at, column] = /^parts\.(\d+)\.(name|code)$/.exec(name) ?? [];
  if (at !== undefined) return `第 ${Number(at) + 1} 部分的${column === "name" ? "名称" : "编码"}`;
  return labels[name] ?? name;
}

function Receivers({ act, candidates, typed, faults }: PowersProps): VNode {
  if (candidates.length === 0) {
    return (
      <Notice tone="plain" title="没有可以承接的部门">
        <p>下级大厅的机构里还没有同类的部门，请管理机构的人先登记。</p>
      </Notice>
    );
  }
  const choices = candidates.map(({ value, label }) => ({ value, label }));
  return (
    <Field
      id={idOf("to")}
      name="to"
      label={act === "transfer" ? "接收的部门" : "承接的部门"}
      hint={act === "transfer" ? "同一个地方的部门" : "下级大厅里同类的部门，可以选几个"}
      error={faults.to}
      control={
        act === "transfer"
          ? { kind: "select", width: "full", value: typed.to[0], choices }
          : { kind: "any-of", values: typed.to, choices }
      }
    />
  );
}

function Parts({ typed, faults, mostParts }: PowersProps): VNode {
  return (
    <Rows
      id="power-parts"
      name="parts"
      label="分成哪几个"
      hint="先写名称和编码，内容与原来相同，办理后各自再改"
      unit="部分"
      max={mostParts}
      rows={typed.parts.map(({ name, code }, at) => (
        <>
          <Field
            id={idOf(`parts.${at}.name`)}
            name={`parts.${at}.name`}
            label="名称"
            error={faults[`parts.${at}.name`]}
            control={{ kind: "text", value: name }}
          />
          <Field
            id={idOf(`parts.${at}.code`)}
            name={`parts.${at}.code`}
            label="编码"
            hint={codeHint}
            error={faults[`parts.${at}.code`]}
            control={{ kind: "text", value: code }}
          />
        </>
      ))}
    />
  );
}

function Merged({ typed, faults }: PowersProps): VNode {
  return (
    <>
      <Field
        id={idOf("codes")}
        name="codes"
        label="和哪些事项合并"
        hint="它们的编码，一行一个，不写这一个的"
        error={faults.codes}
        control={{ kind: "long-text", value: typed.codes, rows: 3 }}
      />
      <Field
        id={idOf("name")}
        name="name"
        label="合成的事项名称"
        error={faults.name}
        control={{ kind: "text", value: typed.name }}
      />
      <Field
        id={idOf("code")}
        name="code"
        label="合成的事项编码"
        hint={codeHint}
        error={faults.code}
        control={{ kind: "text", value: typed.code }}
      />
    </>
  );
}
