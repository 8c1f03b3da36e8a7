import type { VNode } from "preact";
import { type Ask, askedMaterials, type CorrectionDesk, freshMaterials } from "../../application/index.ts";
import type { Draft, Fault, Question } from "../../form/index.ts";
import type { StoredFile } from "../../material/index.ts";
import {
  Button,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PortalPage,
  type Fault as ShownFault,
} from "../../ui/index.ts";
import { heldFile, MaterialField, QuestionView, type Sheet, shownFaults } from "../apply/index.ts";
import { askNames } from "./journal-steps.ts";
import type { CaseCall } from "./open-case.ts";
import { caseFileHref, caseHref, casesPath, correctionHref, uploadsHref } from "./paths.ts";

export interface CorrectionProps {
  call: Pick<CaseCall, "csrfToken">;
  frame: PageFrame;
  desk: CorrectionDesk;
  sheet: Sheet;
  questions: { asked: readonly Question[]; appeared: readonly Question[] };
  files: ReadonlyMap<string, StoredFile>;
  /** Mark of what is stored: tells the next save whether another device was there in between. */
  seen: string;
  shown: {
    readonly draft: Draft;
    readonly faults: readonly Fault[];
    readonly materialFaults?: Readonly<Record<string, string>> | undefined;
    readonly more?: number | undefined;
    readonly added?: number | undefined;
    readonly isLate?: boolean | undefined;
  };
}

/** The notice, thing by thing, each with its reason and the place to put it right. */
export function CorrectionView(props: CorrectionProps): VNode {
  const { call, frame, desk, sheet, questions, seen } = props;
  const { view, asks, words, application } = desk;
  const faults = faultsOf(props);
  const kinds = [...questions.asked, ...questions.appeared].map(({ field }) => field.kind);
  const fresh = freshMaterials(desk);
  const hasMaterials = askedMaterials(desk).length > 0;
  return (
    <PortalPage
      frame={frame}
      title={faults.length > 0 ? "错误：补正" : "补正"}
      crumbs={[
        { href: casesPath, title: "我的办件" },
        { href: caseHref(application), title: view.number },
      ]}
      here="补正"
      noindex
    >
      <div class="page-head stack">
        <ErrorSummary faults={faults} />
        <p class="small quiet">{view.version.document.taskName}</p>
        <h1>补正 {asks.length} 项</h1>
        <p class="lead">照原因逐项改好，一次交齐。没有列出的内容不用动，也不会变。</p>
      </div>
      <div class="stack-l">
        <Told {...props} />
        {words.note ? <p>{words.note}</p> : null}
        <Form
          action={correctionHref(application)}
          csrf={call.csrfToken()}
          files={hasMaterials || kinds.includes("file")}
          otherButtons
        >
          {asks.map((ask, at) => (
            <AskField key={`${ask.kind} ${ask.key}`} props={props} ask={ask} at={at + 1} />
          ))}
          {questions.appeared.length > 0 ? (
            <section aria-labelledby="appeared" class="stack">
              <h2 id="appeared">按您改的内容，还要填</h2>
              {questions.appeared.map((asked) => (
                <QuestionView key={asked.field.key} sheet={sheet} asked={asked} />
              ))}
            </section>
          ) : null}
          {fresh.length > 0 ? (
            <section aria-labelledby="fresh" class="stack">
              <h2 id="fresh">按您改的内容，还要交</h2>
              {fresh.map(({ key }) => (
                <Material key={key} props={props} of={key} />
              ))}
            </section>
          ) : null}
          <input type="hidden" name="seen" value={seen} />
          <p class="row">
            <Button>保存并核对</Button>
            <button class="button button-plain" type="submit" name="later" value="yes">
              先存着，以后再交
            </button>
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}

/** Where the place of a material stands on the page. */
export function materialFieldId(key: string): string {
  return `m-${key}`;
}

function faultsOf({ desk, shown }: CorrectionProps): ShownFault[] {
  const name = askNames(desk.form.form, desk.document);
  const materials = Object.entries(shown.materialFaults ?? {}).map(([key, text]) => ({
    id: materialFieldId(key),
    label: name({ kind: "material", key }),
    text,
  }));
  return [...shownFaults(shown.faults), ...materials];
}

function Told({ shown, desk }: CorrectionProps): VNode | null {
  if (shown.isLate) {
    return (
      <Notice tone="warn" title="登录过期前填的内容都在，还没有保存">
        <p>请核对后按“保存并核对”；当时选的文件要重新选。</p>
      </Notice>
    );
  }
  if (shown.more) {
    return (
      <Notice title={`已保存。按您的回答，还要填 ${shown.more} 项`}>
        <p>新的问题在下面，请接着填。</p>
      </Notice>
    );
  }
  if (shown.added) return <Notice title={`收到 ${shown.added} 个文件`} />;
  if (!desk.notice.override) return null;
  return (
    <Notice tone="warn" title="这是再次告知">
      <p>窗口写明的原因：{desk.words.override}</p>
    </Notice>
  );
}

function AskField({ props, ask, at }: { props: CorrectionProps; ask: Ask; at: number }): VNode {
  const { desk } = props;
  const name = askNames(desk.form.form, desk.document)(ask);
  const id = `ask-${at}`;
  return (
    <section aria-labelledby={id} class="stack">
      <div>
        <h2 id={id}>
          {at}. {ask.kind === "material" ? "补交" : "修改"}：{name}
        </h2>
        <p class="quiet">原因：{ask.reason}</p>
      </div>
      {ask.kind === "material" ? <Material props={props} of={ask.key} /> : <Asked props={props} ask={ask} />}
    </section>
  );
}

function Asked({ props: { questions, sheet }, ask }: { props: CorrectionProps; ask: Ask }): VNode {
  const asked = questions.asked.find(({ field }) => field.key === ask.key);
  return asked ? <QuestionView sheet={sheet} asked={asked} /> : <p>按您改的内容，这一项不用再填。</p>;
}

function Material({ props, of }: { props: CorrectionProps; of: string }): VNode | null {
  const { desk, files, shown } = props;
  const { application, prepared } = desk;
  const material = askedMaterials(desk).find(({ key }) => key === of);
  if (!material) return null;
  const { key } = material;
  const given = prepared.materials.find((one) => one.key === key);
  const held = (given?.files ?? []).flatMap((id) => {
    const file = files.get(id);
    return file ? [heldFile(caseFileHref(application, id), file, `${key}:${id}`)] : [];
  });
  return (
    <MaterialField
      id={materialFieldId(key)}
      material={material}
      hint={oldWords(desk, key)}
      error={shown.materialFaults?.[key]}
      held={held}
      isOnPaper={given?.way === "paper"}
      uploadsHref={uploadsHref(application, key)}
    />
  );
}

/** What was given before is replaced as a whole: whoever has only one page to add must know it. */
function oldWords({ before }: CorrectionDesk, key: string): string | undefined {
  const old = before.materials.find((one) => one.key === key);
  return old && old.files.length > 0 ? `原来交的 ${old.files.length} 个文件由这次交的整份代替` : undefined;
}
