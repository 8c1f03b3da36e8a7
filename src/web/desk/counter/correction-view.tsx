import type { VNode } from "preact";
import type { Material } from "../../../catalogue/index.ts";
import type { Fault, Question } from "../../../form/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import type { StoredFile } from "../../../material/index.ts";
import { Button, ConsolePage, DeskHead, ErrorSummary, Form } from "../../../ui/index.ts";
import { QuestionView, type Sheet, shownFaults } from "../../apply/index.ts";
import { takeCorrection } from "../acts/after-correction.ts";
import { labelOf } from "../case/journal-words.ts";
import type { Surround } from "../console.ts";
import { actHref, caseHref } from "../paths.ts";
import { Way } from "../way.tsx";
import { isScanFault, type PapersTaken, scanFaults } from "./papers.ts";
import { Papers } from "./papers-view.tsx";
import type { TakenCorrection } from "./taken-correction.ts";

export interface CorrectionViewProps {
  surround: Surround;
  taken: TakenCorrection;
  csrf: string;
  codes: Codes;
  questions: readonly Question[];
  sheet: Sheet;
  materials: readonly Material[];
  papers: PapersTaken;
  files: Readonly<Record<string, readonly Id[]>>;
  stored: ReadonlyMap<string, StoredFile>;
  faults: readonly Fault[];
  missing: readonly string[];
  /** The note that travels with the form. */
  begun: string;
}

/** 代收补正: what was asked, why, and the place to put it right; answers are typed for the applicant. */
export function CorrectionView(props: CorrectionViewProps): VNode {
  const { surround, taken, questions, sheet, materials } = props;
  const { desk } = taken;
  const { view } = desk;
  const paperFaults: Record<string, string> = {
    ...Object.fromEntries(props.missing.map((key) => [key, "必须补交，收到后打勾"])),
    ...scanFaults(props.faults),
  };
  const all = [
    ...shownFaults(props.faults.filter((fault) => !isScanFault(fault))),
    ...materials.flatMap(({ key, materialName: label }) =>
      paperFaults[key] === undefined ? [] : [{ id: `p-${key}`, label, text: paperFaults[key] }],
    ),
  ];
  const reasons = desk.journal.find(({ seq }) => seq === taken.notice.seq)?.words?.asks ?? [];
  return (
    <ConsolePage {...surround.page} title={`${all.length > 0 ? "错误：" : ""}代收补正 ${view.number}`} current="queue">
      <Way steps={[{ href: caseHref(view), title: view.number }]} here="代收补正" />
      <div class="stack above">
        <ErrorSummary faults={all} />
        <DeskHead title="代收补正" note={`${view.version.document.taskName} · ${view.applicantLabel}`} />
      </div>
      <div class="measure above">
        {reasons.length > 0 ? (
          <section class="part" aria-labelledby="asks">
            <h2 id="asks">告知书要补正的 {reasons.length} 项</h2>
            <ul class="bullets">
              {reasons.map(({ kind, key, reason }) => (
                <li key={`${kind} ${key}`}>
                  {labelOf(desk, kind, key)}：{reason}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Form action={actHref(view, takeCorrection.key)} csrf={props.csrf} files otherButtons>
          <input type="hidden" name="begun" value={props.begun} />
          <input type="hidden" name="asked" value={questions.map(({ field }) => field.key).join(" ")} />
          {questions.length > 0 ? (
            <section class="part" aria-labelledby="answers">
              <h2 id="answers">
                填写内容 <small>照申请人说的改，请他核对</small>
              </h2>
              {questions.map((question) => (
                <QuestionView key={question.field.key} sheet={sheet} asked={question} />
              ))}
            </section>
          ) : null}
          <Papers
            materials={materials}
            papers={props.papers}
            files={props.files}
            stored={props.stored}
            faults={paperFaults}
            codes={props.codes}
          />
          <div class="row">
            <Button>提交补正</Button>
            <a href={caseHref(view)}>不收了，回到办件</a>
          </div>
        </Form>
      </div>
    </ConsolePage>
  );
}
