import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { deemAccepted, watchman } from "./deem-accepted.ts";
import type { Move } from "./write-move.ts";

/**
 * Runs an act that belongs before acceptance. When the five days are over it is refused, and what silence has decided is
 * written down at once instead of at the next round of the watch: the officer sees the case as it is.
 */
export async function runBeforeAcceptance(
  house: House,
  actor: Actor,
  command: CaseCommand,
  decide: (scene: Scene) => Move,
): Promise<Moved> {
  try {
    return await runAct(house, actor, command, decide);
  } catch (error) {
    if (!(error instanceof HallError) || error.code !== "application/deemed-accepted") throw error;
    const { hall, application } = command;
    await deemAccepted(house, watchman, { hall, application }).catch((late: unknown) => {
      // Somebody else has just written it, or the state that was shown was not the case's: the refusal stands.
      if (!(late instanceof HallError)) throw late;
    });
    throw error;
  }
}
