import { accept, complete, refuseAcceptance } from "./acceptance.ts";
import type { ActScene, DeskAct } from "./act.ts";
import { expire, takeCorrection } from "./after-correction.ts";
import { extending, pausing, resuming } from "./clock.ts";
import { correction } from "./correction.tsx";
import { decision, opinion, returning } from "./decision.ts";
import { collecting, delivering, issuing, visiting, voiding } from "./delivery.ts";
import { forwarding, terminating, transferring, turningBack } from "./elsewhere.ts";
import { claim, release } from "./task.ts";

/** What brings a case on: the first that is offered stands open beside it. */
const mainActs: readonly DeskAct[] = [resuming, accept, opinion, decision, issuing, delivering, collecting];

/** Everything that can be done at the desk, in the order in which it is offered. */
export const deskActs: readonly DeskAct[] = [
  ...mainActs,
  claim,
  expire,
  correction,
  complete,
  refuseAcceptance,
  turningBack,
  returning,
  transferring,
  pausing,
  extending,
  release,
  visiting,
  forwarding,
  terminating,
  voiding,
];

export function findAct(key: string): DeskAct | undefined {
  return deskActs.find((act) => act.key === key);
}

/** What is said of something done: also of what has a page of its own. */
export function doneBy(key: string): Pick<DeskAct, "done"> | undefined {
  return key === takeCorrection.key ? takeCorrection : findAct(key);
}

/** What is offered now: the one that brings the case on, and the others. */
export function offeredActs(scene: ActScene): { main: DeskAct | undefined; others: readonly DeskAct[] } {
  const offered = deskActs.filter((act) => act.isOffered(scene));
  const main = offered.find((act) => mainActs.includes(act));
  return { main, others: offered.filter((act) => act !== main) };
}
