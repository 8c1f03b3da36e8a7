import { sql } from "kysely";
import type { Tx } from "../kernel/db/index.ts";
import { lowestIdAt } from "../kernel/ids/index.ts";
import type { SendingHouse } from "./plan-message.ts";

const keptDays = 180;
const mostAtOnce = 10_000;

/**
 * Deletes records of sending that are older than half a year and settled; at most 10,000 a night for each call.
 *
 * @returns how many went.
 */
export async function sweepSendings(house: Pick<SendingHouse, "clock">, tx: Tx): Promise<number> {
  const before = lowestIdAt(new Date(house.clock.now().getTime() - keptDays * 86_400_000));
  const { rows } = await sql<{ id: string }>`
    /* scatter: old records of all halls go in one night */
    delete from notification.sending where (hall, id) in (
      select hall, id from notification.sending where id < ${before} and state <> 'waiting' limit ${mostAtOnce})
    returning id`.execute(tx);
  return rows.length;
}
