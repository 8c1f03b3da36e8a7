import type { ItemVersion } from "../../catalogue/index.ts";
import type { Calendar } from "../../kernel/calendar/index.ts";
import { fixedClock } from "../../kernel/clock/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { decideAccept } from "../accept.ts";
import { byOf, type Scene } from "../act.ts";
import { type Checked, type Draft, isGiven } from "../check-before-submit.ts";
import type { GivenMaterial } from "../content.ts";
import { decideDecision } from "../decide.ts";
import { decideDeliver } from "../deliver.ts";
import type { Desks } from "../desks.ts";
import { taskOf } from "../flow-change.ts";
import { decideOpinion } from "../give-opinion.ts";
import { decideIssue } from "../issue-result.ts";
import { genesisOf, hashOf } from "../journal.ts";
import { decideCorrection } from "../request-correction.ts";
import type { CaseState, OpenTask, Step } from "../state.ts";
import { beginning } from "../submit.ts";
import { type Move, workOut } from "../write-move.ts";

/** Where a made case stops: handed in, asked to correct, accepted, ready to be decided, finished. */
export type LoadStage = "submitted" | "correcting" | "accepted" | "examined" | "finished";

/** What all cases of one item have in common. */
export interface LoadGround {
  readonly hall: HallCode;
  readonly version: ItemVersion;
  readonly desks: Desks;
  readonly checked: Checked;
  readonly draft: Draft;
  readonly calendar: Calendar;
}

/** One line of the journal with everything that was written beside it. */
export interface MadeStep {
  readonly step: Step;
  readonly body: string;
  readonly hash: Buffer;
  readonly words: Buffer | undefined;
  readonly content: Buffer | undefined;
  readonly materials: readonly GivenMaterial[];
}

/** A case as its acts would have left it. */
export interface MadeCase {
  readonly hall: HallCode;
  readonly id: Id;
  readonly label: string;
  readonly state: CaseState;
  readonly steps: readonly MadeStep[];
}

/** Who does everything: rights are the acts' own, and a system of the hall may do all of it. */
const loader: Actor = { kind: "system", id: "load", assurance: 3, posts: [] };
/** More steps than any flow has. */
const mostSteps = 40;

/**
 * Makes one case by the decisions of the real acts, one after the other, without a database: what comes out is what they would have
 * written.
 *
 * @param told.at the instant of a step, counted from 0.
 */
export function makeCase(
  house: Pick<House, "seal">,
  ground: LoadGround,
  told: { stage: LoadStage; number: string; person: Id; label: string; at(step: number): Date },
): MadeCase {
  const { hall, version, desks, checked, calendar } = ground;
  const { flow } = version.document;
  if (!flow) throw new RangeError("a version without a flow is never applied for");
  const steps: MadeStep[] = [];
  let state: CaseState | undefined;
  const start = fixedClock(told.at(0));
  const application = newId(start);

  const write = (move: Move, now: Date): CaseState => {
    const id = newId(fixedClock(now));
    const made = workOut(house, { hall, application, revision: steps.length, state, by: byOf(loader), now, id }, move);
    const previous = steps.at(-1)?.hash ?? genesisOf(hall, application);
    const { step, body, words, content } = made;
    const materials = move.content?.materials ?? [];
    steps.push({ step, body, hash: hashOf(previous, body), words: words?.sealed, content: content?.sealed, materials });
    state = made.state;
    return made.state;
  };

  const draft = { ...ground.draft, id: application, person: told.person, applicantName: told.label };
  const materials = checked.materials.map(({ given }) => given).filter(isGiven);
  const facts = beginning({ clock: start }, draft, version, { number: told.number, desks, checked });
  let present = write({ kind: "submit", facts, content: { answers: checked.answers, materials } }, told.at(0));
  while (steps.length < mostSteps) {
    const [task] = present.tasks;
    if (!task || isThere(told.stage, present, taskOf(flow, task.node)?.act)) break;
    const now = told.at(steps.length);
    const scene: Scene = {
      hall,
      application,
      state: present,
      version,
      flow,
      desks,
      actor: loader,
      now,
      calendar,
      facts: {},
    };
    present = write(nextMove(scene, told.stage, task), now);
  }
  return { hall, id: application, label: told.label, state: present, steps };
}

function isThere(stage: LoadStage, { acceptance, flow }: CaseState, act: string | undefined): boolean {
  if (stage === "submitted") return true;
  if (stage === "correcting") return flow.hold !== null;
  if (stage === "accepted") return acceptance !== null;
  return stage === "examined" && act === "decide";
}

function nextMove(scene: Scene, stage: LoadStage, { token, node }: OpenTask): Move {
  const act = taskOf(scene.flow, node)?.act;
  if (act === "accept" && stage === "correcting") {
    const [material] = scene.version.document.materials ?? [];
    const asks = material ? [{ kind: "material" as const, key: material.key, reason: "看不清，请重新提交" }] : [];
    return decideCorrection(scene, { asks, days: 10 });
  }
  if (act === "accept") return decideAccept(scene);
  if (act === "decide") return decideDecision(scene, { token, approve: true });
  if (act === "issue") return decideIssue(scene, { token });
  if (act === "deliver") return decideDeliver(scene, { token, way: "online" });
  const facts = Object.fromEntries(scene.flow.facts.map(({ key }) => [key, false]));
  return decideOpinion(scene, { token, opinion: "agree", ...(scene.flow.facts.length > 0 && { facts }) });
}
