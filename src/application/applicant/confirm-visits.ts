import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "../act.ts";
import { isApplicant, notFound } from "../rights.ts";
import type { Move } from "../write-move.ts";

export interface ConfirmVisitsCommand extends CaseCommand {
  /** How often the applicant says he was there; a whole number from 0 to 99. */
  readonly visits: number;
}

/**
 * The applicant says how often he really had to come (确认到现场次数), once, after the decision or the end. What the hall has counted
 * stays beside it; a difference is what supervision looks at.
 *
 * @throws HallError `application/visits-confirmed`, `application/visits-too-early` (conflict), `application/bad-visits` (invalid);
 *   `application/not-found` to everybody else, officers too: it is the applicant's own word.
 * @source capabilities C21
 */
export async function confirmVisits(house: House, actor: Actor, command: ConfirmVisitsCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideConfirmVisits(scene, command.visits));
}

export function decideConfirmVisits(
  { actor, hall, state }: Pick<Scene, "actor" | "hall" | "state">,
  visits: number,
): Move {
  if (!isApplicant(actor, hall, state)) throw notFound();
  if (!Number.isInteger(visits) || visits < 0 || visits > 99) {
    const words = "填 0 到 99 的整数";
    throw new HallError("invalid", "application/bad-visits", words, { fields: { visits: words } });
  }
  if (!state.decision && !state.flow.outcome) {
    throw new HallError("conflict", "application/visits-too-early", "作出决定以后再确认到现场的次数");
  }
  if (state.visitsConfirmed !== undefined) {
    throw new HallError("conflict", "application/visits-confirmed", "到现场的次数已经确认过了");
  }
  return { kind: "confirmVisits", facts: { visitsConfirmed: visits } };
}
