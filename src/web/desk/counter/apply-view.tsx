import type { VNode } from "preact";
import type { MaterialNeed } from "../../../catalogue/index.ts";
import type { Fault, ShownPage } from "../../../form/index.ts";
import type { PersonFacts } from "../../../identity/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import type { StoredFile } from "../../../material/index.ts";
import { Button, ConsolePage, DeskHead, ErrorSummary, Form, Notice } from "../../../ui/index.ts";
import { QuestionView, type Sheet, shownFaults } from "../../apply/index.ts";
import type { Surround } from "../console.ts";
import { counterPath } from "../paths.ts";
import type { Counter } from "./open-counter.ts";
import { isScanFault, type PapersTaken, scanFaults } from "./papers.ts";
import { Papers } from "./papers-view.tsx";

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
  papers: PapersTaken;
  files: Readonly<Record<string, readonly Id[]>>;
  stored: ReadonlyMap<string, StoredFile>;
  missing: readonly string[];
  appeared: number;
}

/** The whole application of somebody at the counter: questions, papers, one button. */
export function ApplyView(props: ApplyProps): VNode {
  const { surround, counter, visitor, csrf, sheets, materials, begun, faults, papers, missing, appeared } = props;
  const { item, who } = counter;
  const asked = sheets.flatMap(({ page }) => page.questions.map(({ field }) => field.key)).join(" ");
  const paperFaults: Record<string, string> = {
    ...Object.fromEntries(missing.map((key) => [key, "必须提交，收到后打勾"])),
    ...scanFaults(faults),
  };
  const all = [
    ...shownFaults(faults.filter((fault) => !isScanFault(fault))),
    ...materials.flatMap(({ material: { key, materialName: label } }) =>
      paperFaults[key] === undefined ? [] : [{ id: `p-${key}`, label, text: paperFaults[key] }],
    ),
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
          <Papers
            materials={materials.flatMap(({ material, need }) => (need === "fetched" ? [] : material))}
            papers={papers}
            files={props.files}
            stored={props.stored}
            faults={paperFaults}
            codes={props.codes}
          />
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
