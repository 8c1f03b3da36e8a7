import type { Answers } from "../form/index.ts";
import { recordMaterialRead } from "../identity/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { GivenMaterial } from "./content.ts";
import { readContent, readStanding } from "./read-case.ts";
import { notFound, requireReader } from "./rights.ts";

/**
 * Answers and materials of a case as they are, for whoever asks by a programme. The pages hide what is personal until an officer says
 * what he needs it for, and write that down; here nothing is hidden, so every read of an officer is written down before he has it,
 * where the applicant sees it (谁看过我的信息).
 *
 * @throws HallError `application/not-found` (not-found), also to whoever may not know of it: that leaves no entry.
 */
export async function contentsOverJson(
  house: House,
  actor: Actor,
  hall: HallCode,
  application: Id,
): Promise<{ answers: Answers; materials: readonly (GivenMaterial & { readonly revision: number })[] }> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  const { state } = standing;
  requireReader(actor, hall, state);
  if (actor.kind === "staff") {
    await inTransaction(house.db, (tx) =>
      recordMaterialRead(house, tx, actor, {
        person: state.person,
        purpose: `从接口查看填写的内容和材料（办件 ${state.number}）`,
        // Who took it in for another hall has his seat elsewhere.
        hall: actor.seats.some((seat) => seat.hall === hall) ? hall : undefined,
        application,
      }),
    );
  }
  return await readContent(house, hall, application);
}
