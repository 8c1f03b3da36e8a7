import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { CaseCommand, Moved, Scene } from "./act.ts";
import { checkedFacts } from "./checklist.ts";
import { notOffered, optionalText, refuseAfterSilence, requireTask } from "./checks.ts";
import { type NotAcceptCommand, notAccept } from "./not-accept.ts";
import { type CorrectionCommand, requestCorrection } from "./request-correction.ts";
import { runBeforeAcceptance } from "./silence.ts";
import type { Move } from "./write-move.ts";

/** 预审: everything is complete, or one notice of what is missing, or it will not be accepted. */
export type PreReviewCommand =
  | (CaseCommand & {
      readonly outcome: "complete";
      readonly note?: string | undefined;
      readonly checked?: readonly string[] | undefined;
    })
  | (CorrectionCommand & { readonly outcome: "correction" })
  | (NotAcceptCommand & { readonly outcome: "notAccept" });

/**
 * Says what the officer's look at a new case came to (预审). `complete` only notes it and tells the applicant: both limits
 * start with acceptance. The machine's own look is in the step of the submission.
 *
 * @throws HallError as the act that the outcome stands for; `application/not-offered` (conflict) when it is complete already.
 * @source capabilities C4
 */
export async function preReview(house: House, actor: Actor, command: PreReviewCommand): Promise<Moved> {
  if (command.outcome === "correction") return await requestCorrection(house, actor, command);
  if (command.outcome === "notAccept") return await notAccept(house, actor, command);
  return await runBeforeAcceptance(house, actor, command, (scene) => decideComplete(scene, command));
}

function decideComplete(
  scene: Scene,
  { note, checked }: { readonly note?: string | undefined; readonly checked?: readonly string[] | undefined },
): Move {
  const { task } = requireTask(scene, undefined, ["accept"]);
  refuseAfterSilence(scene);
  const { completeAt, receivedAt, flow } = scene.state;
  if (flow.hold || (completeAt !== null && completeAt >= receivedAt)) throw notOffered();
  return {
    kind: "preReview",
    facts: { complete: true, token: task.token, ...checkedFacts(scene, checked) },
    words: { note: optionalText(note, "note", 500) },
  };
}
