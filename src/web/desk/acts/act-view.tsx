import type { VNode } from "preact";
import type { JournalLine } from "../../../application/index.ts";
import { dayOf } from "../../../kernel/calendar/index.ts";
import { ButtonLink, ConsolePage, ErrorSummary, type Fault, Journal, Notice } from "../../../ui/index.ts";
import { stepOf } from "../case/journal-part.tsx";
import type { CaseNames } from "../case/names.ts";
import type { Surround } from "../console.ts";
import { caseHref } from "../paths.ts";
import { Way } from "../way.tsx";
import type { ActScene, DeskAct, Typed } from "./act.ts";
import { ActForm, faultsOf } from "./act-form.tsx";

export interface ActViewProps {
  surround: Surround;
  scene: ActScene;
  act: DeskAct;
  csrf: string;
  typed?: Typed | undefined;
  fields?: Readonly<Record<string, string>> | undefined;
  /** A refusal that belongs to no field. */
  refusal?: string | undefined;
}

/** One act on a page of its own. */
export function ActView(props: ActViewProps): VNode {
  const { surround, scene, act, csrf, typed = {}, fields = {}, refusal } = props;
  const { view } = scene.desk;
  const faults = faultsOf(scene, act, fields);
  const isOffered = act.isOffered(scene);
  return (
    <ConsolePage
      {...surround.page}
      title={titleOf(faults, act, view.number)}
      current="queue"
      narrow={act.view !== undefined}
    >
      <Way steps={[{ href: caseHref(view), title: view.number }]} here={act.title} />
      {faults.length > 0 ? (
        <div class="above">
          <ErrorSummary faults={faults} />
        </div>
      ) : null}
      <div class="desk-head above">
        <div>
          <h1>{act.title}</h1>
          <p class="quiet small">
            {view.version.document.taskName} · {view.applicantLabel} · <span class="code">{view.number}</span>
          </p>
        </div>
      </div>
      <div class="stack-l measure">
        {refusal && faults.length === 0 ? (
          <div role="alert">
            <Notice tone="stop" title={refusal} />
          </div>
        ) : null}
        {act.lead ? <p>{act.lead}</p> : null}
      </div>
      <div class={act.view ? "above" : "above measure"}>
        {isOffered ? (
          <ActForm scene={scene} act={act} csrf={csrf} typed={typed} fields={fields} level={0} />
        ) : (
          <NotNow scene={scene} />
        )}
      </div>
      <p class="above">
        <a href={caseHref(view)}>不办了，回到办件</a>
      </p>
    </ConsolePage>
  );
}

function titleOf(faults: readonly Fault[], act: DeskAct, number: string): string {
  return `${faults.length > 0 ? "错误：" : ""}${act.title} ${number}`;
}

function NotNow({ scene }: { scene: ActScene }): VNode {
  return (
    <Notice
      tone="plain"
      title="现在不能这样办"
      acts={
        <ButtonLink kind="line" size="small" href={caseHref(scene.desk.view)}>
          看办件现在的情况
        </ButtonLink>
      }
    >
      <p>这个环节可能已经办完，或者不归您的岗位。</p>
    </Notice>
  );
}

export interface StaleViewProps extends ActViewProps {
  /** What happened since the page was made. */
  newer: readonly JournalLine[];
  names: CaseNames;
}

/** Somebody was quicker: what he did, and what was typed, to be done all the same or left. */
export function StaleView(props: StaleViewProps): VNode {
  const { surround, scene, act, csrf, typed = {}, newer, names } = props;
  const { desk, house, officer } = scene;
  const { view } = desk;
  const isOwn = newer.every(({ by }) => by.id === officer.id);
  const title = isOwn ? "您刚刚办过这个办件" : "刚刚有人办过";
  return (
    <ConsolePage {...surround.page} title={`${title} ${view.number}`} current="queue">
      <Way steps={[{ href: caseHref(view), title: view.number }]} here={title} />
      <div class="desk-head above">
        <div>
          <h1>{title}</h1>
          <p class="quiet small">
            {view.version.document.taskName} · {view.applicantLabel} · <span class="code">{view.number}</span>
          </p>
        </div>
        <p class="row">
          <ButtonLink size="small" href={caseHref(view)}>
            看办件现在的情况
          </ButtonLink>
        </p>
      </div>
      <div class="review-grid">
        <section class="part" aria-labelledby="newer">
          <h2 id="newer">您打开页面以后</h2>
          <p class="quiet">您的“{act.label}”没有写进去，办件里只有下面这些变化。</p>
          <div class="above">
            <Journal
              steps={[...newer].reverse().map((line) => stepOf(desk, names, line))}
              today={dayOf(house.clock.now())}
            />
          </div>
        </section>
        {act.isOffered(scene) && !act.atOnce ? <ActForm scene={scene} act={act} csrf={csrf} typed={typed} /> : null}
      </div>
    </ConsolePage>
  );
}
