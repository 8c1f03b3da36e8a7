import type { VNode } from "preact";
import { Type } from "typebox";
import { type Progress, parseCaseNumber, progressOf } from "../../application/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, type PageCall, page, show } from "../../kernel/http/index.ts";
import {
  Button,
  ErrorSummary,
  Facts,
  Field,
  Form,
  Journal,
  type PageFrame,
  PageHead,
  PortalPage,
  renderDocument,
  Split,
  WhoHolds,
} from "../../ui/index.ts";
import { instantWords } from "../apply/index.ts";
import { type Asked, ownFrame } from "../own-frame.ts";
import { groundOf } from "./ground.ts";
import { journalSteps } from "./journal-steps.ts";
import { LimitsView } from "./limits-view.tsx";
import { hallNameOf } from "./open-case.ts";
import { OpinionsView } from "./opinions-view.tsx";
import { progressPath } from "./paths.ts";
import { type Ground, holderOf, sayStanding, stepsToCome } from "./standing.ts";

/** More than anybody types by honest mistake. */
const mostTyped = 60;
const labels = { number: "办件编号", password: "查询密码" } as const;

/** `/progress`: number and query password, no account. The number may stand in the address, the password never. */
const askPage = page({
  method: "GET",
  path: progressPath,
  role: "anyone",
  summary: "查进度：填办件编号和查询密码，不用登录",
  query: Type.Object({ number: Type.Optional(Type.String({ maxLength: mostTyped })) }),
  async handle(call) {
    const frame = await ownFrame(call);
    return show(renderDocument(<AskView frame={frame} csrf={call.csrfToken()} number={call.query.number ?? ""} />));
  },
});

const showPage = page({
  method: "POST",
  path: progressPath,
  role: "anyone",
  rate: "strict",
  summary: "查进度：凭办件编号和查询密码看一个办件",
  body: Type.Object({
    number: Type.String({ title: labels.number, minLength: 1, maxLength: mostTyped }),
    password: Type.String({ title: labels.password, minLength: 1, maxLength: mostTyped }),
  }),
  async refused(call) {
    const number = typeof call.form.number === "string" ? call.form.number : "";
    return await ask(call, number, call.fields);
  },
  async handle(call) {
    const { house, body } = call;
    const found = await find(house, body);
    if (!found) {
      // The same for a number that does not exist and for a wrong password, in words and in what is shown.
      return await ask(call, body.number, { password: "编号和查询密码对不上，请照回执再填一次" });
    }
    const { hall } = parseCaseNumber(found.number);
    const hallName = await hallNameOf(call, hall);
    const frame = await ownFrame(call, { hall });
    const ground = await groundOf(house, [found]);
    return show(renderDocument(<ProgressView frame={frame} found={found} ground={ground} hallName={hallName} />));
  },
});

/** Asking and answering. */
export const progressPages: readonly Page[] = [askPage, showPage];

/** @returns undefined for a number that does not exist and for a wrong password. @throws HallError `application/bad-number` (invalid). */
async function find(house: House, typed: { number: string; password: string }): Promise<Progress | undefined> {
  try {
    return await progressOf(house, typed.number, typed.password);
  } catch (error) {
    if (error instanceof HallError && error.code === "application/no-progress") return undefined;
    throw error;
  }
}

async function ask(
  call: Asked & Pick<PageCall, "csrfToken">,
  number: string,
  faults: Readonly<Record<string, string>>,
) {
  const frame = await ownFrame(call);
  const view = <AskView frame={frame} csrf={call.csrfToken()} number={number} faults={faults} />;
  return show(renderDocument(view), { status: 422 });
}

function AskView(props: {
  frame: PageFrame;
  csrf: string;
  number: string;
  faults?: Readonly<Record<string, string>>;
}): VNode {
  const { frame, csrf, number, faults = {} } = props;
  const summary = Object.entries(labels).flatMap(([id, label]) =>
    faults[id] ? [{ id, label, text: faults[id] }] : [],
  );
  return (
    <PortalPage
      frame={frame}
      title={summary.length > 0 ? "错误：查办件进度" : "查办件进度"}
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      here="查办件进度"
      noindex
    >
      <div class="page-head stack">
        <ErrorSummary faults={summary} />
        <h1>查办件进度</h1>
        <p class="lead">不用登录。编号和查询密码都在回执上。</p>
      </div>
      <div class="measure">
        <Form action={progressPath} csrf={csrf}>
          <Field
            id="number"
            name="number"
            label="办件编号"
            hint="28 位数字和字母，空格、连字符可以不管"
            error={faults.number}
            control={{ kind: "text", value: number, autocomplete: "off", maxLength: 60 }}
          />
          <Field
            id="password"
            name="password"
            label="查询密码"
            hint="8 位字母和数字，不分大小写"
            error={faults.password}
            control={{ kind: "text", value: "", autocomplete: "off", maxLength: 60, width: "m" }}
          />
          <p class="row">
            <Button>查进度</Button>
            {frame.person || !frame.has("/sign-in") ? null : <a href="/sign-in?to=%2Fcases">登录看我的全部办件</a>}
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}

/** Where a case is; nothing of who applied and what was given. Made to be printed. */
function ProgressView(props: { frame: PageFrame; found: Progress; ground: Ground; hallName: string }): VNode {
  const { frame, found, ground, hallName } = props;
  const words = sayStanding(found, ground);
  const holder = holderOf(found, ground);
  const steps = journalSteps(found.journal, { nameOf: ground.nameOf, applicant: "申请人" });
  return (
    <PortalPage
      frame={frame}
      title={`${words.title} · 办件进度`}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        { href: progressPath, title: "查办件进度" },
      ]}
      here={found.number}
      noindex
    >
      <PageHead
        above={
          <>
            <span class="small quiet">
              办件 <b class="code">{found.number}</b>
            </span>
            <span class="small quiet">{found.itemName}</span>
          </>
        }
        title={words.title}
        lead={words.lead}
      />
      <Split
        sideLabel="谁在办"
        side={
          <>
            {holder ? (
              <section>
                <h2>谁在办</h2>
                <WhoHolds holder={holder} today={ground.today} />
              </section>
            ) : null}
            <section>
              <h2>这个办件</h2>
              <Facts
                tight
                facts={[
                  { term: "受理大厅", value: hallName },
                  { term: "部门", value: ground.nameOf(found.state.department) },
                  { term: "查询时间", value: instantWords(ground.now) },
                ]}
              />
            </section>
            <p class="small quiet noprint">
              这里不显示申请人和材料。要补正、撤回、下载文书，请<a href="/cases">登录</a>。按 Ctrl+P
              可以打印，手机上用“分享”里的“打印”。
            </p>
          </>
        }
      >
        <LimitsView standing={found} ground={ground} />
        <OpinionsView standing={found} ground={ground} journal={found.journal} />
        <section aria-labelledby="journal">
          <h2 id="journal">办理经过</h2>
          <div class="above">
            <Journal steps={steps} next={stepsToCome(found, ground)} today={ground.today} />
          </div>
        </section>
      </Split>
    </PortalPage>
  );
}
