import type { ComponentChildren, VNode } from "preact";
import { situationPage } from "../../application/index.ts";
import { type Fault, pagesOf, sayFault, type WrittenInputs } from "../../form/index.ts";
import {
  Bullets,
  Button,
  ButtonLink,
  ErrorSummary,
  Facts,
  Field,
  Form,
  type MaterialLine,
  Notice,
  PortalPage,
} from "../../ui/index.ts";
import { limitWords, materialLists, visitWords } from "../guide/index.ts";
import { instantWords } from "./instant-words.ts";
import { draftHref, signInHref, startHref } from "./paths.ts";
import { idOf, shownFaults } from "./question-ids.ts";
import type { Ground } from "./start-page.tsx";

export interface StartProps {
  ground: Ground;
  /** Absent for visitors. */
  intent: string | undefined;
  inputs: WrittenInputs;
  faults: readonly Fault[];
  /** Who was chosen, and what was wrong with it. */
  chosen: string | undefined;
  whoFault: string | undefined;
}

/** What is needed, who applies, and the questions that shorten the rest. */
export function StartView(props: StartProps): VNode {
  const { ground, faults, whoFault } = props;
  const { item, frame } = ground;
  const title = `申请：${item.name}`;
  const shown = [
    ...(whoFault === undefined ? [] : [{ id: "who", label: "替谁申请", text: whoFault }]),
    ...shownFaults(faults),
  ];
  return (
    <PortalPage
      frame={frame}
      title={shown.length > 0 ? `错误：${title}` : title}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        { href: `/items/${item.id}`, title: item.name },
      ]}
      here="申请"
      noindex
    >
      <div class="page-head stack">
        <ErrorSummary faults={shown} />
        <h1>{title}</h1>
        <p class="lead">开始前看一眼要准备什么。填到一半可以停下，草稿留着，换台设备也能接着填。</p>
      </div>
      <div class="stack-l">
        <Standing ground={ground} />
        <section class="stack" aria-labelledby="need">
          <h2 id="need">要准备什么</h2>
          <Need ground={ground} />
        </section>
        <Beginning {...props} />
      </div>
    </PortalPage>
  );
}

/** One notice at most: a draft that is already there, or why one cannot begin. */
function Standing({ ground }: { ground: Ground }): VNode | null {
  const { barrier, drafts, applicants, call } = ground;
  if (barrier) {
    return (
      <Notice tone="warn" title={`这个事项要${barrierWords[barrier.needed] ?? ""}`}>
        <p>您现在的账号还没有达到。完成后回到这一页再开始；也可以带身份证到窗口，由工作人员当面核验。</p>
      </Notice>
    );
  }
  if (call.actor.kind === "citizen" && applicants.length === 0) {
    return (
      <Notice tone="warn" title="这个事项只受理企业和组织的申请">
        <p>请由单位的法定代表人登录，或者请法定代表人在网上委托您代办。</p>
      </Notice>
    );
  }
  const [last] = drafts;
  if (!last) return null;
  const others = drafts.length > 1 ? `（共 ${drafts.length} 份）` : "";
  return (
    <Notice
      title={`您有一份没有交的草稿${others}`}
      acts={
        <ButtonLink kind="line" size="small" href={draftHref(last.id)}>
          接着填
        </ButtonLink>
      }
    >
      <p>保存于 {instantWords(last.updatedAt)}。要另外申请一份，在下面开始。</p>
    </Notice>
  );
}

const barrierWords: Readonly<Record<number, string>> = { 1: "验证手机号", 2: "实名认证", 3: "当面核验过的身份" };

function Need({ ground: { item, document, call } }: { ground: Ground }): VNode {
  const { needed } = materialLists(document, [], call.house.codes);
  const limit = item.promise ?? item.legal;
  return (
    <>
      <Facts
        facts={[
          { term: "谁来受理", value: item.deptName ?? "还没有公布" },
          {
            term: "多久办好",
            value: limit ? limitWords(limit) : "还没有公布",
            ...(item.promise && item.legal ? { note: `受理后起算，法定 ${limitWords(item.legal)}` } : {}),
          },
          { term: "到现场", value: visitWords(item.visits) ?? "还没有公布" },
          { term: "费用", value: document.isFee === false ? "不收费" : "见办事指南" },
        ]}
      />
      {needed.length === 0 ? (
        <p>不用交材料。</p>
      ) : (
        <>
          <p>材料最多 {needed.length} 项，按您的情况会少一些：</p>
          <Bullets items={needed.map((line) => lineOf(line))} />
        </>
      )}
    </>
  );
}

function lineOf({ name, note, how }: MaterialLine): ComponentChildren {
  const free = how.kind === "free" ? "免提交" : undefined;
  const said = [free, note].filter((one) => one !== undefined).join("；");
  return (
    <>
      {name}
      {said === "" ? null : <span class="material-note">{said}</span>}
    </>
  );
}

function Beginning(props: StartProps): ComponentChildren {
  const { ground, intent, inputs, faults, chosen, whoFault } = props;
  const { item, applicants, barrier, call, itemForm } = ground;
  if (intent === undefined) {
    return (
      <section class="stack" aria-labelledby="begin">
        <h2 id="begin">开始</h2>
        <p>登录后开始填写，已经登记过的信息会自动带入。</p>
        <p class="row">
          <ButtonLink href={signInHref(startHref(item.id))}>登录并开始</ButtonLink>
        </p>
      </section>
    );
  }
  if (barrier || applicants.length === 0) return null;
  const questions = pagesOf(itemForm.form, {}).find(({ key }) => key === situationPage)?.questions ?? [];
  const only = applicants.length === 1 ? applicants[0]?.value : undefined;
  return (
    <section class="stack" aria-labelledby="begin">
      <h2 id="begin">{questions.length > 0 ? "您的情况" : "开始"}</h2>
      <Form action={startHref(item.id)} csrf={call.csrfToken()}>
        <input type="hidden" name="intent" value={intent} />
        <Field
          id="who"
          name="who"
          label="替谁申请"
          error={whoFault}
          control={{ kind: "one-of", choices: applicants, value: chosen ?? only }}
        />
        {questions.map(({ field }) => {
          const fault = faults.find(({ name }) => name === field.key);
          const given = inputs[field.key];
          const value = typeof given === "string" ? given : undefined;
          const choices =
            field.kind === "choice"
              ? field.options
              : [
                  { value: "true", label: "是" },
                  { value: "false", label: "否" },
                ];
          const isText = field.kind === "text" || field.kind === "integer";
          return (
            <Field
              key={field.key}
              id={idOf(field.key)}
              name={field.key}
              label={field.label}
              hint={field.hint}
              error={fault && sayFault(fault)}
              control={
                isText
                  ? { kind: "text", value, width: "m" }
                  : { kind: "one-of", value, choices, across: field.kind === "yesNo" }
              }
            />
          );
        })}
        <p class="row">
          <Button>开始填写</Button>
          <ButtonLink kind="plain" href={`/items/${item.id}`}>
            回到办事指南
          </ButtonLink>
        </p>
      </Form>
    </section>
  );
}
