import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { requireText } from "./checks.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

/** The eight procedures that stop the limits of every permit (听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审). */
export const pauseReasons = [
  "hearing",
  "tender",
  "auction",
  "inspection",
  "testing",
  "quarantine",
  "appraisal",
  "expert-review",
] as const;

/** Who may stop and start the limits of a case of his department. */
export const pausingDuties = ["window-officer", "first-examiner", "reviewer", "inspector", "approver"] as const;

export interface PauseCommand extends CaseCommand {
  /** One of `pauseReasons`, or another that the item version names (公示, 现场核查). */
  readonly reason: string;
  /** 启动依据: on what ground; the applicant reads it. */
  readonly ground: string;
  /** Working days it will take, told to the applicant in writing. */
  readonly days?: number | undefined;
}

/**
 * Stops the limits of an accepted case for a special procedure (特别程序). Nothing else can be done until it is resumed.
 *
 * @throws HallError `application/not-accepted-yet`, `application/already-decided`, `process/on-hold`, `process/ended` (conflict);
 *   `application/bad-reason`, `application/text-missing` (invalid); `application/not-your-duty` (forbidden).
 * @source 行政许可法 art. 45
 */
export async function pause(house: House, actor: Actor, command: PauseCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decidePause(scene, command));
}

export function decidePause(scene: Scene, { reason, ground, days }: Omit<PauseCommand, keyof CaseCommand>): Move {
  const { actor, hall, state, version } = scene;
  requireRuler(actor, hall, state, pausingDuties);
  const allowed: readonly string[] = [...pauseReasons, ...(version.document.specialProcedure ?? [])];
  if (!allowed.includes(reason)) {
    throw new HallError("invalid", "application/bad-reason", "这个事项没有这种特别程序", {
      fields: { reason: "请选择一种特别程序" },
    });
  }
  const why = requireText(ground, "ground", "请写明依据");
  const { change } = flowMove(scene, state.flow, [{ kind: "pause", reason }]);
  refuseOutside(scene);
  return { kind: "pause", facts: { flow: change }, words: { ground: why, days } };
}

export interface ResumeCommand extends CaseCommand {
  /** What the procedure came to. */
  readonly result: string;
}

/** Lets the limits run again (恢复计时). @throws HallError `process/not-on-hold` (conflict), `application/text-missing` (invalid), `application/not-your-duty` (forbidden). */
export async function resume(house: House, actor: Actor, command: ResumeCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideResume(scene, command.result));
}

export function decideResume(scene: Scene, result: string): Move {
  const { actor, hall, state } = scene;
  requireRuler(actor, hall, state, pausingDuties);
  const { change } = flowMove(scene, state.flow, [{ kind: "resume" }]);
  return { kind: "resume", facts: { flow: change }, words: { result: requireText(result, "result", "请写明结果") } };
}

/** Limits run from acceptance to decision: outside there is nothing to stop. */
function refuseOutside({ state }: Scene): void {
  if (!state.acceptance) throw new HallError("conflict", "application/not-accepted-yet", "还没有受理，时限没有开始");
  if (state.decision) throw new HallError("conflict", "application/already-decided", "已经作出决定，审批时限已经结束");
}
