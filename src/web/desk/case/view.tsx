import type { VNode } from "preact";
import { correctionEnd, outcomeNames, phaseOf } from "../../../application/index.ts";
import { type Day, dayOf } from "../../../kernel/calendar/index.ts";
import { ButtonLink, CaseBar, ConsolePage, dayWord, KeyHints, Notice, type ShownLimit } from "../../../ui/index.ts";
import type { ActScene, DeskAct } from "../acts/act.ts";
import { ActForm, AtOnce, formIdOf } from "../acts/act-form.tsx";
import { takeCorrection } from "../acts/after-correction.ts";
import { offeredActs } from "../acts/index.ts";
import type { Surround } from "../console.ts";
import { deskLimits } from "../limits.ts";
import { deskNames } from "../officer.ts";
import { actHref, caseHref, deskPath } from "../paths.ts";
import { Way } from "../way.tsx";
import { AnswersPart, type AnswersProps } from "./answers-part.tsx";
import { BranchesPart } from "./branches-part.tsx";
import { JournalPart } from "./journal-part.tsx";
import { MaterialsPart } from "./materials-part.tsx";
import type { CaseNames } from "./names.ts";

export interface CaseViewProps extends Pick<AnswersProps, "personal" | "purpose"> {
  surround: Surround;
  scene: ActScene;
  names: CaseNames;
  csrf: string;
  /** The act that was just done. */
  done: Pick<DeskAct, "done"> | undefined;
}

/** One case on the desk: form, materials, journal, and beside them what can be done now. */
export function CaseView(props: CaseViewProps): VNode {
  const { surround, scene, names, csrf, done } = props;
  const { desk, house } = scene;
  const { view } = desk;
  const now = house.clock.now();
  const { main, others } = offeredActs(scene);
  return (
    <ConsolePage {...surround.page} title={`${view.version.document.taskName} ${view.number}`} current="queue" narrow>
      <Way here={view.number} />
      {done ? <Done act={done} /> : null}
      <Bar scene={scene} names={names} />
      <div class="review-grid">
        <div>
          <AnswersPart desk={desk} personal={props.personal} purpose={props.purpose} />
          <MaterialsPart desk={desk} form={main?.checks && !main.view ? formIdOf(main) : undefined} />
          <BranchesPart desk={desk} names={names} now={now} />
          <JournalPart desk={desk} names={names} now={now} />
        </div>
        <div class="stack noprint" id="acts">
          <Standing scene={scene} names={names} />
          {main && !main.view ? <ActForm scene={scene} act={main} csrf={csrf} checksBeside /> : null}
          <Others scene={scene} acts={others} csrf={csrf} />
        </div>
      </div>
      <KeyHints
        hints={[
          ...(main?.checks ? [{ keys: ["C"], does: "下一个没勾的要点" }] : []),
          { keys: ["A"], does: "到办理" },
          { keys: ["U"], does: "回待办" },
        ]}
      />
    </ConsolePage>
  );
}

function Done({ act }: { act: Pick<DeskAct, "done"> }): VNode {
  return (
    <div class="above" role="status">
      <Notice
        icon="check"
        title={act.done}
        acts={
          <>
            <ButtonLink kind="line" size="small" href={`${deskPath}/next`}>
              办理下一件
            </ButtonLink>
            <a href={deskPath}>回待办</a>
          </>
        }
      />
    </div>
  );
}

function Bar({ scene, names }: { scene: ActScene; names: CaseNames }): VNode {
  const { desk, house } = scene;
  const { view, task } = desk;
  const { state, version } = view;
  const limits = deskLimits(house, state, version.document, task?.token);
  const { acceptance } = state;
  const begun = acceptance
    ? { on: dayOf(new Date(acceptance.at)), word: acceptance.deemed ? "视为受理" : "受理" }
    : { on: dayOf(new Date(state.submittedAt)), word: "收件" };
  const { outcome } = state.flow;
  return (
    <div class="above">
      <CaseBar
        item={version.document.taskName}
        applicant={view.applicantLabel}
        begun={begun}
        node={outcome ? `办结（${outcomeNames[outcome]}）` : (task?.name ?? "等待")}
        holder={holderOf(scene, names)}
        {...heldSince(scene)}
        limits={[limits.now, limits.legal].filter((limit): limit is ShownLimit => limit !== undefined)}
      />
    </div>
  );
}

function heldSince({ desk }: ActScene): { heldSince?: Day } {
  const { task, view } = desk;
  const asked = phaseOf(view.state) === "correcting" ? view.state.corrections.at(-1)?.requestedAt : undefined;
  const since = asked ?? task?.since;
  return since === undefined ? {} : { heldSince: dayOf(new Date(since)) };
}

function holderOf({ desk, officer }: ActScene, names: CaseNames): string | undefined {
  const { task, view } = desk;
  if (phaseOf(view.state) === "correcting") return "申请人（补正）";
  if (!task) return view.state.flow.outcome ? undefined : "系统";
  if (task.claimedBy === officer.id) return "您";
  const unit = `${names.department(task.department)}${deskNames[task.duty] ?? ""}`;
  return task.claimedBy === null ? unit : `${unit} ${names.officer(task.claimedBy)}`.trim();
}

/** Why nothing, or not everything, can be done now. */
function Standing({ scene, names }: { scene: ActScene; names: CaseNames }): VNode | null {
  const { desk, officer, house } = scene;
  const { view, task } = desk;
  const { hold, outcome } = view.state.flow;
  if (outcome) return <Notice tone="plain" icon="check" title={`已办结：${outcomeNames[outcome]}`} />;
  if (hold?.kind === "correction") {
    return <Waits scene={scene} />;
  }
  if (hold?.kind === "pause") {
    const reason = house.codes.label("special_reason", hold.reason);
    return <Notice tone="warn" icon="pause" title={`暂停计时：${reason}`} />;
  }
  if (task && task.claimedBy !== null && task.claimedBy !== officer.id) {
    const who = names.officer(task.claimedBy) || "同事";
    return <Notice tone="plain" icon="user-round" title={`“${task.name}”由${who}认领，正在办理`} />;
  }
  if (task && !task.mine) {
    return <Notice tone="plain" icon="user-round" title={`“${task.name}”不归您的岗位`} />;
  }
  return null;
}

/** Until when the applicant has, and when the case ends if he never comes. */
function Waits({ scene }: { scene: ActScene }): VNode {
  const { desk, house } = scene;
  const notice = desk.view.state.corrections.at(-1);
  if (!notice) return <Notice tone="warn" title="等申请人补正" />;
  const { by, closesOn } = correctionEnd(notice, house.calendar);
  return (
    <Notice tone="warn" title={`等申请人补正，到${dayWord(by.on)}`}>
      <p>过期可以办结；到{dayWord(closesOn)}还没有补正，自动办结。</p>
    </Notice>
  );
}

function Others(props: { scene: ActScene; acts: readonly DeskAct[]; csrf: string }): VNode | null {
  const { scene, acts, csrf } = props;
  const { view, task } = scene.desk;
  const more = view.tasks.filter((one) => one.mine && one.token !== task?.token);
  const isTaking = takeCorrection.isOffered(scene);
  if (acts.length === 0 && more.length === 0 && !isTaking) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">还可以</h2>
      <div class="row above">
        {isTaking ? (
          <ButtonLink size="small" kind="line" href={actHref(view, takeCorrection.key)}>
            {takeCorrection.label}
          </ButtonLink>
        ) : null}
        {acts.map((act) =>
          act.atOnce ? (
            <AtOnce key={act.key} scene={scene} act={act} csrf={csrf} />
          ) : (
            <ButtonLink
              key={act.key}
              size="small"
              kind={act.stops ? "stop" : "line"}
              href={actHref(view, act.key, task?.token)}
            >
              {act.label}
            </ButtonLink>
          ),
        )}
      </div>
      {more.map((one) => (
        <p key={one.token}>
          <a href={caseHref(view, { token: `${one.token}` })}>另一个环节“{one.name}”也归您</a>
        </p>
      ))}
    </section>
  );
}
