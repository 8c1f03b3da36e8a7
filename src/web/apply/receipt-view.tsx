import type { VNode } from "preact";
import type { OpenedDraft } from "../../application/index.ts";
import { type CaseLimit, clocksOf, rulerOf } from "../../application/index.ts";
import type { ItemDocument } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import {
  ButtonLink,
  Facts,
  LimitRuler,
  type PageFrame,
  PageHead,
  Panel,
  PortalPage,
  Split,
  Steps,
} from "../../ui/index.ts";
import { dayWords } from "../day-words.ts";
import { instantWords } from "./instant-words.ts";
import { draftsPath } from "./paths.ts";

export interface ReceiptProps {
  house: House;
  frame: PageFrame;
  opened: OpenedDraft & { readonly number: string; readonly submittedAt: Date };
  document: ItemDocument;
  deptName: string | undefined;
  /** Undefined when its half hour is over. */
  password: string | undefined;
}

/** What one keeps after submitting; made to be printed. */
export function ReceiptView(props: ReceiptProps): VNode {
  const { frame, opened, deptName, house, document } = props;
  const facts = { submittedAt: opened.submittedAt, ...limitsOf(document) };
  const clocks = clocksOf(facts, house.calendar, house.clock.now());
  const answerBy = clocks.answer.dueOn;
  return (
    <PortalPage
      frame={{ ...frame, column: "cases" }}
      title={`已提交：${opened.itemName}`}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        { href: `/items/${opened.item}`, title: opened.itemName },
      ]}
      here="回执"
      noindex
    >
      <PageHead
        above={<span class="small quiet">{opened.itemName}</span>}
        title="已提交，等待受理"
        lead={`${deptName ?? "受理部门"}${answerBy ? `最晚 ${dayWords(answerBy)}` : "会"}答复您是否受理。`}
      />
      <Split sideLabel="时限" side={<Limits clocks={clocks} now={house.clock.now()} />}>
        <Panel tone="brand" labelledBy="number">
          <h2 id="number">请记下这两样</h2>
          <Facts
            facts={[
              {
                term: "办件编号",
                value: (
                  <span class="code" data-copy>
                    {opened.number}
                  </span>
                ),
              },
              {
                term: "查询密码",
                value: props.password ? <span class="code">{props.password}</span> : "已经不再显示",
                note: props.password
                  ? "只在提交后半小时内显示，请抄下、打印或拍照。不登录也能凭编号和密码查进度，请不要告诉别人。"
                  : "登录后在“我的办件”里看进度，不用密码。",
              },
              { term: "提交时间", value: instantWords(opened.submittedAt) },
              { term: "受理部门", value: deptName ?? "还没有公布" },
            ]}
          />
        </Panel>
        <section class="stack" aria-labelledby="next">
          <h2 id="next">接下来</h2>
          <Steps steps={stepsOf(props, answerBy)} />
        </section>
        <p class="row noprint">
          {frame.has("/cases") ? <ButtonLink href="/cases">我的办件</ButtonLink> : null}
          <ButtonLink kind="line" href={`/items/${opened.item}`}>
            看办事指南
          </ButtonLink>
          {frame.has("/progress") ? <a href={`/progress?number=${opened.number}`}>不登录查进度</a> : null}
          <ButtonLink kind="plain" href={draftsPath}>
            我的草稿
          </ButtonLink>
        </p>
        <p class="small quiet noprint">按 Ctrl+P 可以打印这张回执，手机上用“分享”里的“打印”。</p>
      </Split>
    </PortalPage>
  );
}

/** The limits as the version says them; they begin with the acceptance. */
function limitsOf({ legalDays, legalUnit, promiseDays, promiseUnit }: ItemDocument) {
  const limit = (amount: number | undefined, unit: CaseLimit["unit"] | undefined) =>
    amount === undefined ? undefined : { amount, unit: unit ?? ("wd" as const) };
  const legal = limit(legalDays, legalUnit);
  const promised = limit(promiseDays, promiseUnit);
  return { ...(legal ? { legal } : {}), ...(promised ? { promised } : {}) };
}

function Limits({ clocks, now }: { clocks: ReturnType<typeof clocksOf>; now: Date }): VNode {
  const shown = [clocks.answer, clocks.promised, clocks.joint ?? clocks.legal].flatMap((clock) => {
    const ruler = clock && rulerOf(clock, now);
    return ruler ? [ruler] : [];
  });
  return (
    <section class="stack-l" aria-labelledby="limits">
      <h2 id="limits">时限</h2>
      {shown.map((limit) => (
        <LimitRuler key={`${limit.kind} ${limit.name ?? ""}`} limit={limit} />
      ))}
    </section>
  );
}

function stepsOf({ deptName, opened }: ReceiptProps, answerBy: string | undefined) {
  const until = answerBy ? `最晚 ${dayWords(answerBy)}` : "5 个工作日内";
  const paper = opened.materials.some(({ way }) => way === "paper");
  return [
    ...(paper ? [{ name: "交纸质材料", note: "您选了到窗口交纸质的材料，请带上办件编号尽快交到窗口。" }] : []),
    {
      name: "答复是否受理",
      note: `${until}，由${deptName ?? "受理部门"}答复。材料不齐的，一次告诉您全部要补的；到期没有答复，就算已经受理。`,
    },
    { name: "审查和决定", note: "受理后开始计时，要您做什么会发消息给您。" },
    { name: "送达结果", note: "决定作出后 10 个工作日内，按您选的方式送到。" },
  ];
}
