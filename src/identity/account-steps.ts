import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { newId } from "../kernel/ids/index.ts";
import type { AccountStepKind } from "./tables.ts";

/** Adds to what happened to an account. @param step.facts no personal data. */
export async function addAccountStep(
  house: Pick<House, "clock">,
  tx: Tx,
  step: { account: string; kind: AccountStepKind; by: string | null; facts?: Record<string, unknown> },
): Promise<void> {
  await tx
    .insertInto("identity.account_step")
    .values({
      account_id: step.account,
      id: newId(house.clock),
      kind: step.kind,
      by_account: step.by,
      facts: JSON.stringify(step.facts ?? {}),
      happened_at: house.clock.now(),
    })
    .execute();
}
