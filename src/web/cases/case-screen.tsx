import type { VNode } from "preact";
import type { Ask, CaseDocument, GivenMaterial, JournalLine } from "../../application/index.ts";
import type { Answers, Context, Form as Questions } from "../../form/index.ts";
import type { StoredFile } from "../../material/index.ts";
import { Button, ButtonLink, CasePage, Facts, Field, Form, Journal, Links, Notice, WhoHolds } from "../../ui/index.ts";
import { GivenView } from "./given-view.tsx";
import { askNames, journalSteps } from "./journal-steps.ts";
import { LimitsView } from "./limits-view.tsx";
import type { CaseRoom } from "./open-case.ts";
import { OpinionsView } from "./opinions-view.tsx";
import { againHref, checkHref, correctionHref, documentHref, visitsHref, withdrawHref } from "./paths.ts";
import { holderOf, isToCollect, type Standing, sayStanding, stepsToCome } from "./standing.ts";

/** What the page of a case says besides the case. */
export interface CaseTold {
  /** What has just been done. */
  readonly done?: "corrected" | "withdrawn" | "visits" | undefined;
  /** What was wrong with the number of visits, and what was typed. */
  readonly visits?: { readonly fault: string; readonly typed: string } | undefined;
}

export interface CaseScreenProps {
  room: CaseRoom;
  form: Questions;
  contents: { readonly answers: Answers; readonly materials: readonly GivenMaterial[] };
  context: Context;
  files: ReadonlyMap<string, StoredFile>;
  journal: readonly JournalLine[];
  documents: readonly CaseDocument[];
  /** For applying again: one press, one draft. */
  intent: string;
  told: CaseTold;
}

/** One case: the answer first, then what to do, until when, what happened, what was given. */
export function CaseScreen(props: CaseScreenProps): VNode {
  const { room, form, journal, documents, contents, context, files, told } = props;
  const { frame, own, view, standing, ground } = room;
  const { document } = view.version;
  const words = sayStanding(standing, ground);
  const askName = askNames(form, document);
  const { application } = own;
  const steps = journalSteps(journal, { nameOf: ground.nameOf, applicant: "您", askName, documents, application });
  return (
    <CasePage
      frame={frame}
      number={view.number}
      itemName={document.taskName}
      outcome={words.title}
      outcomeText={words.title}
      lead={`${pauseWords(standing, journal)}${words.lead}`}
      side={<Side {...props} />}
    >
      <Told told={told} />
      <Turn {...props} askName={askName} />
      <Result {...props} />
      <LimitsView standing={standing} ground={ground} version={view.version} />
      <OpinionsView standing={standing} ground={ground} journal={journal} />
      <section aria-labelledby="journal">
        <h2 id="journal">办理经过</h2>
        <div class="above">
          <Journal steps={steps} next={stepsToCome(standing, ground)} today={ground.today} />
        </div>
      </section>
      <Visits {...props} />
      <GivenView
        application={application}
        form={form}
        answers={contents.answers}
        context={context}
        materials={document.materials ?? []}
        given={contents.materials}
        files={files}
      />
    </CasePage>
  );
}

/** How long the pause is expected to last: the first thing one asks of it. */
function pauseWords({ phase }: Standing, journal: readonly JournalLine[]): string {
  if (phase !== "paused") return "";
  const days = journal.findLast(({ kind }) => kind === "pause")?.words?.days;
  return days === undefined ? "" : `预计 ${days} 个工作日。`;
}

const doneWords = {
  corrected: "补正已经提交",
  withdrawn: "申请已经撤回",
  visits: "到现场的次数已经记下，谢谢",
} as const;

function Told({ told }: { told: CaseTold }): VNode | null {
  return told.done ? <Notice icon="check" title={doneWords[told.done]} /> : null;
}

/** What the applicant has to do now; nothing when it is not his turn. */
function Turn({ room, journal, askName }: CaseScreenProps & { askName: (ask: Ask) => string }): VNode | null {
  const { standing, own, view } = room;
  if (standing.phase === "correcting") {
    const notice = view.state.corrections.at(-1);
    const said = journal.find(({ seq }) => seq === notice?.seq)?.words;
    return (
      <>
        <Notice
          tone="warn"
          id="correction"
          title={notice?.override ? "再次告知补正" : "一次告知的全部内容"}
          acts={<ButtonLink href={correctionHref(own.application)}>去补正</ButtonLink>}
        >
          <p>{notice?.override ? `窗口再次要求补正，原因：${said?.override ?? ""}` : "照下面逐项改好，一次交齐。"}</p>
        </Notice>
        <AskList asks={said?.asks ?? []} askName={askName} note={said?.note} />
      </>
    );
  }
  if (!isToCollect(standing)) return null;
  const { transactAddr = [], transactTime } = view.version.document;
  const [place] = transactAddr;
  return (
    <Notice icon="calendar" id="collect" title="到窗口领取">
      <p>
        {place ? `地点：${place.address}。` : `地点：${room.hallName}政务服务窗口。`}
        {transactTime ? `时间：${transactTime}。` : ""}请带身份证件和办件编号。
      </p>
    </Notice>
  );
}

/** What one came for, at the top: on a phone the list of documents stands below everything that was handed in. */
function Result({ room, documents }: CaseScreenProps): VNode | null {
  const [newest] = documents.filter(({ kind, size }) => shownToOthers.has(kind) && size !== undefined).reverse();
  if (!newest || room.view.phase !== "finished") return null;
  return (
    <p class="row">
      <ButtonLink href={documentHref(room.own.application, newest.id)}>打开{newest.name}（PDF）</ButtonLink>
    </p>
  );
}

/** The notice, one thing after the other, each with its reason. */
export function AskList(props: {
  asks: readonly Ask[];
  askName: (ask: Ask) => string;
  note?: string | undefined;
}): VNode {
  return (
    <section aria-labelledby="asks">
      <h2 id="asks">要补正的 {props.asks.length} 项</h2>
      <Facts
        facts={props.asks.map((ask) => ({
          term: `${ask.kind === "material" ? "补交" : "修改"}：${props.askName(ask)}`,
          value: ask.reason,
        }))}
      />
      {props.note ? <p>{props.note}</p> : null}
    </section>
  );
}

/** C21: how often one really had to come, asked of the applicant himself once it is decided. */
function Visits({ room, told }: CaseScreenProps): VNode | null {
  const { view, own, call } = room;
  const { state, version } = view;
  const { limitSceneNum } = version.document;
  const promised = limitSceneNum === undefined ? "" : `，事项标准写的是 ${limitSceneNum} 次`;
  if (!state.decision && !state.flow.outcome) return null;
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">到现场的次数</h2>
      {state.visitsConfirmed === undefined ? (
        <Form action={visitsHref(own.application)} csrf={call.csrfToken()}>
          <p>
            大厅登记您到现场 {state.visits} 次{promised}。实际是不是这样？请您确认。
          </p>
          <Field
            id="visits-count"
            name="visits"
            label="实际到现场"
            error={told.visits?.fault}
            control={{
              kind: "text",
              inputmode: "numeric",
              width: "s",
              unit: "次",
              value: told.visits?.typed ?? String(state.visits),
            }}
          />
          <p class="row">
            <Button kind="line">确认次数</Button>
          </p>
        </Form>
      ) : (
        <p>
          大厅登记 {state.visits} 次，您确认 {state.visitsConfirmed} 次{promised}。
        </p>
      )}
    </section>
  );
}

function Side(props: CaseScreenProps): VNode {
  const { room, documents, intent } = props;
  const { standing, ground, own, view, hallName, call } = room;
  const { document } = view.version;
  const holder = holderOf(standing, ground);
  const phone = document.linkWay?.phone;
  const isOpen = view.phase !== "finished";
  return (
    <>
      {holder ? (
        <section>
          <h2>谁在办</h2>
          <WhoHolds
            holder={{ ...holder, ...(phone ? { phone: { number: phone, label: "咨询" } } : {}) }}
            today={ground.today}
          />
        </section>
      ) : null}
      <section>
        <h2>文书</h2>
        <Documents documents={documents} application={own.application} />
      </section>
      <section>
        <h2>这个办件</h2>
        <Facts
          tight
          facts={[
            { term: "申请人", value: own.actor.actingFor === null ? "您本人" : view.applicantLabel },
            { term: "受理大厅", value: hallName },
            { term: "部门", value: ground.nameOf(view.state.department) },
            { term: "事项", value: <a href={`/items/${view.state.item}`}>办事指南</a> },
          ]}
        />
      </section>
      <div class="row noprint">
        {isOpen && !view.state.decision ? (
          <ButtonLink kind="line" size="small" href={withdrawHref(own.application)}>
            撤回申请
          </ButtonLink>
        ) : null}
        <Form action={againHref(own.application)} csrf={call.csrfToken()}>
          <Button kind={isOpen ? "plain" : "line"} size="small">
            再次申请
          </Button>
          <input type="hidden" name="intent" value={intent} />
        </Form>
      </div>
    </>
  );
}

function Documents(props: { documents: readonly CaseDocument[]; application: string }): VNode {
  const { documents, application } = props;
  const made = documents.filter(({ size }) => size !== undefined);
  const making = documents.length - made.length;
  if (documents.length === 0) return <p class="quiet">还没有文书。</p>;
  return (
    <>
      <Links
        links={[...made].reverse().map(({ id, name, on }) => ({
          href: documentHref(application, id),
          title: `${name}（PDF）`,
          meta: on.slice(5),
          day: on,
        }))}
      />
      {making > 0 ? <p class="quiet">还有 {making} 份正在生成，稍后刷新就能看到。</p> : null}
      <Checks documents={made} />
    </>
  );
}

/** Documents that one shows to others. */
const shownToOthers: ReadonlySet<CaseDocument["kind"]> = new Set(["grant", "refusal", "result"]);

/** A way for whoever is shown a decision to check that it is ours. */
function Checks({ documents }: { documents: readonly CaseDocument[] }): VNode | null {
  const shown = documents.filter(({ kind }) => shownToOthers.has(kind));
  if (shown.length === 0) return null;
  return (
    <>
      <p class="small quiet">要给别人看，把下面的查验地址发给对方，或请对方扫文书上的二维码：</p>
      <ul class="small">
        {shown.map(({ id, name, check }) => (
          <li key={id}>
            <a href={checkHref(check)}>查验{name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
