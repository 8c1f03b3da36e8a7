import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { lowestIdAt } from "../kernel/ids/index.ts";
import { addAccess, type PersonalDataRequest } from "./read-personal-data.ts";
import { rights } from "./rights.ts";

/** Pages of one file are fetched piece by piece: within so many minutes the same officer looks at it once. */
const onceIn = 10 * 60_000;

/**
 * Writes down that an officer opened a material of somebody's case (查看申请材料), where the person can see it. Whether he may touch
 * this very case is asked by the caller before. The applicant's own reads leave no entry.
 *
 * @param read.purpose names the material and the case, at most 200 characters.
 * @throws HallError `identity/not-yours` (forbidden).
 */
export async function recordMaterialRead(
  house: Pick<House, "clock">,
  tx: Tx,
  actor: Actor,
  read: Omit<PersonalDataRequest, "fields">,
): Promise<void> {
  if (rights.ownData.may(actor, read)) return;
  if (!rights.readPersonalData.may(actor, { hall: read.hall })) {
    throw new HallError("forbidden", "identity/not-yours", "您不能查看这个人的信息");
  }
  const purpose = read.purpose.slice(0, 200);
  const known = await tx
    .selectFrom("identity.access_log")
    .select("id")
    .where("person_id", "=", read.person)
    .where("id", ">=", lowestIdAt(new Date(house.clock.now().getTime() - onceIn)))
    .where("account_id", "=", actor.kind === "staff" ? actor.id : "")
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  if (!known) await addAccess(house, tx, actor, { ...read, purpose, fields: ["material"] });
}
