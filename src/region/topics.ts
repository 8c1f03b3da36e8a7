import { Type } from "typebox";
import type { Day } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { topic } from "../kernel/outbox/index.ts";

/** News: the tree of divisions or the list of halls is different. `divisions` are codes of today, the first hundred of them. */
export const regionChanged = topic(
  "region.changed",
  Type.Object({
    change: Type.String(),
    kind: Type.String(),
    on: Type.String(),
    divisions: Type.Array(Type.String(), { maxItems: 100 }),
  }),
);

/** Publishes `region.changed` at the hall of this installation: the register is one for all its halls. */
export async function announce(
  house: Pick<House, "outbox" | "config">,
  tx: Tx,
  news: { change: bigint; kind: string; on: Day; divisions: readonly string[] },
): Promise<void> {
  await house.outbox.publish(tx, {
    hall: parseHallCode(house.config.hall),
    topic: regionChanged,
    payload: {
      change: `${news.change}`,
      kind: news.kind,
      on: news.on,
      divisions: [...news.divisions].sort().slice(0, 100),
    },
  });
}
