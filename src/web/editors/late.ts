import type { LapsedCall, PageAnswer } from "../../kernel/http/index.ts";
import { hold } from "../apply/late.tsx";

/**
 * A form of the editors that came after its session: the page holds on to what was typed until its officer has signed in again. Nothing
 * is written meanwhile, so that nobody else's sitting down at the machine saves anything.
 */
export function heldUntilSignedIn(call: LapsedCall): Promise<PageAnswer> {
  return hold(call, call.request.path);
}
