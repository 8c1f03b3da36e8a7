import type { Clock } from "../kernel/clock/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { type Db, readStatement } from "../kernel/db/index.ts";
import { type Id, lowestIdAt } from "../kernel/ids/index.ts";

/** What became of the cases of one item in the last ninety days; counts only, nothing of whom. */
export interface CasesLately {
  readonly item: Id;
  /** Cases accepted and decided. */
  readonly decided: number;
  readonly approved: number;
  /** Half of them took at most so many calendar days from acceptance to decision. */
  readonly middleDays: number;
}

const days = 90;

/**
 * How the cases of a hall went of late, item by item: real limits and odds for guides. One statement over the cases begun in that
 * time (an id holds its instant, so the primary key carries it); callers keep the answer for some minutes.
 *
 * @source capabilities A9 (及时呈现办事全貌)
 */
export async function casesLately(
  house: { readonly db: Db; readonly clock: Clock },
  hall: HallCode,
): Promise<CasesLately[]> {
  const since = new Date(house.clock.now().getTime() - days * 86_400_000);
  return await readStatement<CasesLately>(
    house.db,
    `select item, count(*)::integer as decided,
            (count(*) filter (where (facts -> 'decision' ->> 'approved')::boolean))::integer as approved,
            (percentile_disc(0.5) within group
              (order by greatest(0, (decided_at at time zone 'Asia/Shanghai')::date - accepted_on)))::integer as "middleDays"
       from application.application
      where hall = $1 and id >= $2 and decided_at is not null and accepted_on is not null
      group by item`,
    [hall, lowestIdAt(since)],
    { name: "application_cases_lately" },
  );
}
