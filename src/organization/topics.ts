import { Type } from "typebox";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { topic } from "../kernel/outbox/index.ts";
import type { Change, OrganizationHouse } from "./write.ts";

/** News: departments were founded, renamed, merged or closed. */
export const organizationChanged = topic(
  "organization.changed",
  Type.Object({ change: Type.String(), departments: Type.Array(Type.String(), { maxItems: 100 }) }),
);

/** News: a post is no more; who sat on it sits there no longer. */
export const postClosed = topic(
  "organization.post-closed",
  Type.Object({ hall: Type.String(), post: Type.String(), department: Type.String() }),
);

/** Publishes `organization.changed` at the hall of this installation: the register is one for all its halls. */
export async function announce(
  house: OrganizationHouse,
  tx: Tx,
  change: Change,
  departments: readonly string[],
): Promise<void> {
  await house.outbox.publish(tx, {
    hall: parseHallCode(house.config.hall),
    topic: organizationChanged,
    payload: { change: `${change.number}`, departments: departments.slice(0, 100) },
  });
}
