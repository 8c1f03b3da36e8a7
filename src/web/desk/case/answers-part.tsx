import type { VNode } from "preact";
import { summaryOf } from "../../../form/index.ts";
import { Button, Facts } from "../../../ui/index.ts";
import { caseFileHref, caseHref } from "../paths.ts";
import type { DeskCase } from "./load.ts";
import { hidesAnything, maskAnswers } from "./mask-answers.ts";
import { type Purpose, purposes } from "./personal.ts";

export interface AnswersProps {
  desk: DeskCase;
  /** What was opened of the applicant, and what for. */
  personal: readonly { term: string; value: string }[] | undefined;
  purpose: Purpose | undefined;
}

/** 申请人和申请表. Numbers, names and addresses of people stay hidden until the officer says what he needs them for. */
export function AnswersPart(props: AnswersProps): VNode {
  const { desk, personal, purpose } = props;
  const { view, form, answers, context } = desk;
  const shown = purpose ? answers : maskAnswers(form, answers);
  const rows = summaryOf(form, shown, context);
  const facts = rows.map(({ key, label, lines }) => ({
    term: label,
    value: linesWith(desk, key, lines),
  }));
  const half = Math.ceil(facts.length / 2);
  return (
    <>
      <section class="part" aria-labelledby="applicant">
        <h2 id="applicant">
          申请人 <small>{channelWords[view.state.channel]}</small>
        </h2>
        <Facts tight facts={personal ? [...personal, ...alwaysFacts(desk, false)] : alwaysFacts(desk, true)} />
        {purpose ? (
          <p class="small quiet">
            已为“{purposes[purpose]}”打开个人信息，申请人能看到这次查阅。<a href={caseHref(view)}>收起</a>
          </p>
        ) : (
          <Reveal desk={desk} />
        )}
      </section>
      <section class="part" aria-labelledby="form">
        <h2 id="form">
          申请表 <small>第 {view.state.version} 版事项</small>
        </h2>
        {facts.length === 0 ? (
          <p class="quiet">这个事项没有要填的内容。</p>
        ) : facts.length > 6 ? (
          <div class="halves halves-list">
            <Facts tight facts={facts.slice(0, half)} />
            <Facts tight facts={facts.slice(half)} />
          </div>
        ) : (
          <Facts tight facts={facts} />
        )}
      </section>
    </>
  );
}

const channelWords = { web: "网上申请", counter: "窗口代办", api: "部门系统报送" } as const;

function alwaysFacts({ view, applicant }: DeskCase, withName: boolean) {
  const legal = applicant?.kind === "legal";
  return [
    ...(withName ? [{ term: legal ? "单位" : "姓名", value: view.applicantLabel }] : []),
    ...(applicant?.uscc ? [{ term: "统一社会信用代码", value: <span class="code">{applicant.uscc}</span> }] : []),
    { term: "身份核验", value: assuranceWords[applicant?.assurance ?? 0] },
    ...(view.state.agent ? [{ term: "经办", value: "由代理人或法定代表人办理" }] : []),
  ];
}

const assuranceWords = ["没有核验", "手机号", "已实名", "窗口当面核验"] as const;

function linesWith({ view, form, answers, files }: DeskCase, key: string, lines: readonly string[]) {
  const field = form.pages.flatMap(({ fields }) => fields).find((one) => one.key === key);
  const answer = answers[key];
  if (field?.kind === "file" && Array.isArray(answer)) {
    return answer.map((id) => {
      const file = typeof id === "string" ? files.get(id) : undefined;
      return file ? (
        <a key={file.id} href={caseFileHref(view, file.id)}>
          {file.name}
        </a>
      ) : null;
    });
  }
  if (lines.length === 0) return <span class="quiet">没有填</span>;
  return lines.map((line, at) => (
    <span key={at}>
      {at > 0 ? <br /> : null}
      {line}
    </span>
  ));
}

/** What for? The answer is what the applicant will read. */
function Reveal({ desk }: { desk: DeskCase }): VNode {
  const { view, form, answers } = desk;
  return (
    <form class="toolbar above noprint" action={caseHref(view)}>
      <div>
        <label for="show">{hidesAnything(form, answers) ? "个人信息已隐去" : "登记信息已隐去"}，查看用于</label>
        <select class="input" id="show" name="show">
          {Object.entries(purposes).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Button kind="line" size="small">
        查看完整信息
      </Button>
    </form>
  );
}
