import type { VNode } from "preact";
import type { MaterialNeed } from "../../../catalogue/index.ts";
import type { Fault, ShownPage } from "../../../form/index.ts";
import type { PersonFacts } from "../../../identity/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import { Button, ConsolePage, DeskHead, ErrorSummary, FieldError, Form, Notice } from "../../../ui/index.ts";
import { hintOf, QuestionView, type Sheet, shownFaults } from "../../apply/index.ts";
import type { Surround } from "../console.ts";
import { counterPath } from "../paths.ts";
import type { Counter } from "./open-counter.ts";

export interface ApplyProps {
  surround: Surround;
  counter: Counter;
  visitor: PersonFacts;
  csrf: string;
  codes: Codes;
  sheets: readonly { page: ShownPage; sheet: Sheet }[];
  materials: readonly MaterialNeed[];
  /** The note that travels with the form. */
  begun: string;
  faults: readonly Fault[];
  papers: readonly string[];
  missing: readonly string[];
  appeared: number;
}

/** The whole application of somebody at the counter: questions, papers, one button. */
export function ApplyView(props: ApplyProps): VNode {
  const { surround, counter, visitor, csrf, sheets, materials, begun, faults, papers, missing, appeared } = props;
  const { item, who } = counter;
  const asked = sheets.flatMap(({ page }) => page.questions.map(({ field }) => field.key)).join(" ");
  const all = [
    ...shownFaults(faults),
    ...materials
      .filter(({ material }) => missing.includes(material.key))
      .map(({ material }) => ({ id: `p-${material.key}`, label: material.materialName, text: "必须提交，收到后打勾" })),
  ];
  return (
    <ConsolePage {...surround.page} title={`${all.length > 0 ? "错误：" : ""}代办 ${item.name}`} current="counter">
      <div class="stack">
        <ErrorSummary faults={all} />
        <DeskHead title={item.name} note={`申请人 ${visitor.name}，窗口代办，第 ${item.version} 版事项`} />
      </div>
      {appeared > 0 && all.length === 0 ? (
        <Notice title={`按填的内容，还要填 ${appeared} 项`}>
          <p>新的问题在下面，请接着填。</p>
        </Notice>
      ) : null}
      <div class="measure above">
        <Form action={`${counterPath}/apply?item=${item.id}&who=${who}`} csrf={csrf} files otherButtons>
          <input type="hidden" name="begun" value={begun} />
          <input type="hidden" name="asked" value={asked} />
          {sheets.map(({ page, sheet }) => (
            <section class="part" key={page.key} aria-labelledby={`page-${page.key}`}>
              <h2 id={`page-${page.key}`}>{page.title}</h2>
              {page.intro ? <p class="quiet">{page.intro}</p> : null}
              {page.questions.map((question) => (
                <QuestionView key={question.field.key} sheet={sheet} asked={question} />
              ))}
            </section>
          ))}
          <Papers materials={materials} papers={papers} missing={missing} codes={props.codes} />
          <div class="row">
            <Button>提交申请</Button>
            <a href={`${counterPath}/items?who=${who}`}>换一个事项</a>
          </div>
          <p class="small quiet">提交以后打印回执，请申请人核对。</p>
        </Form>
      </div>
    </ConsolePage>
  );
}

function Papers(props: Pick<ApplyProps, "materials" | "papers" | "missing" | "codes">): VNode | null {
  const { materials, papers, missing, codes } = props;
  const taken = materials.filter(({ need }) => need !== "fetched");
  if (taken.length === 0) return null;
  return (
    <section class="part" aria-labelledby="papers">
      <h2 id="papers">
        纸质材料 <small>收到的打勾</small>
      </h2>
      {taken.map(({ material }) => {
        const { key, materialName } = material;
        const hint = hintOf(material, codes);
        const isMissing = missing.includes(key);
        return (
          <div key={key} class={isMissing ? "field has-error" : "field"}>
            <FieldError id={`p-${key}-error`} text={isMissing ? "必须提交，收到后打勾" : undefined} />
            <div class="option">
              <input
                type="checkbox"
                id={`p-${key}`}
                name="papers"
                value={key}
                checked={papers.includes(key)}
                aria-describedby={
                  [hint ? `p-${key}-hint` : "", isMissing ? `p-${key}-error` : ""].filter(Boolean).join(" ") ||
                  undefined
                }
              />
              <label for={`p-${key}`}>
                {materialName}
                {material.isNeed === undefined || material.isNeed === "1" ? null : (
                  <span class="optional">（选交）</span>
                )}
              </label>
            </div>
            {hint ? (
              <p class="hint" id={`p-${key}-hint`}>
                {hint}
              </p>
            ) : null}
          </div>
        );
      })}
    </section>
  );
}
