import type { HallCode } from "../kernel/codes/index.ts";
import { readStatement } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { isCaseNumber, parseCaseNumber } from "./numbers.ts";
import { entryOf, type QueueEntry, type QueueFilter, type QueueRow, queuesOf, type SeatPlace } from "./queue.ts";
import { readStanding } from "./read-case.ts";
import { mayRead } from "./rights.ts";

/** How much waits at a seat; each number goes up to `most` and then stays there. */
export interface QueueCount extends SeatPlace {
  readonly all: number;
  readonly mine: number;
  readonly free: number;
}

/** Beyond this a list says “999+”: nobody plans his day by the difference, and counting further costs. */
const most = 999;

/** How much waits at each seat of an officer. One statement for each; index task_queue, at most `most` rows. */
export async function countQueue(house: House, actor: Actor): Promise<QueueCount[]> {
  return await Promise.all(
    queuesOf(actor).map(async (seat) => {
      const [row] = await readStatement<{ all: number; mine: number; free: number }>(
        house.db,
        `select count(*)::integer as "all", (count(*) filter (where claimed_by = $4))::integer as mine,
                (count(*) filter (where claimed_by is null))::integer as free
           from (select claimed_by from application.task
                  where hall = $1 and department = $2 and duty = $3 limit ${most}) as open`,
        [seat.hall, seat.department, seat.duty, actor.id],
        { name: "application_queue_count" },
      );
      return { ...seat, all: row?.all ?? 0, mine: row?.mine ?? 0, free: row?.free ?? 0 };
    }),
  );
}

/** What is looked through when a list is put in order of due days, which are computed and stored nowhere. */
const window = 300;

/**
 * The tasks that have waited longest, for lists in another order than that of time.
 *
 * @returns at most 300 of each seat; `isCut` says that there are more.
 * @throws HallError `application/not-your-duty` (forbidden) for a seat that is not his.
 */
export async function longestWaiting(
  house: House,
  actor: Actor,
  filter: Pick<QueueFilter, "seat" | "claimed"> = {},
): Promise<{ entries: QueueEntry[]; isCut: boolean }> {
  const pages = await Promise.all(
    queuesOf(actor, filter.seat).map((seat) => longestOfSeat(house, actor, seat, filter)),
  );
  const isCut = pages.some(({ length }) => length > window);
  return { entries: pages.flatMap((page) => page.slice(0, window)), isCut };
}

const conditions = {
  all: { name: "application_waiting", text: "and $5::text is not null" },
  mine: { name: "application_waiting_mine", text: "and t.claimed_by = $5::text" },
  free: { name: "application_waiting_free", text: "and t.claimed_by is null and $5::text is not null" },
} as const;

/** Index task_queue, forwards; the cases by primary key. */
async function longestOfSeat(
  house: House,
  actor: Actor,
  seat: SeatPlace,
  { claimed }: Pick<QueueFilter, "claimed">,
): Promise<QueueEntry[]> {
  const { name, text } = conditions[claimed ?? "all"];
  const rows = await readStatement<QueueRow>(
    house.db,
    `select t.application_id, t.token, t.node, t.opened_at, t.claimed_by,
            a.number, a.item, a.item_version, a.applicant_label, a.revision, a.state, a.submitted_at,
            a.facts::text as facts
       from application.task t
       join application.application a on a.hall = t.hall and a.id = t.application_id
      where t.hall = $1 and t.department = $2 and t.duty = $3 ${text}
      order by t.opened_at, t.application_id, t.token
      limit $4`,
    [seat.hall, seat.department, seat.duty, window + 1, actor.id],
    { name },
  );
  return rows.map((row) => entryOf(seat, row));
}

/** The case of a number as typed, when the officer may read it; one mistyped, unknown or foreign leads nowhere. Index application_number. */
export async function findByNumber(
  house: House,
  actor: Actor,
  typed: string,
): Promise<{ hall: HallCode; application: Id } | undefined> {
  const text = typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (!isCaseNumber(text)) return undefined;
  const { number, hall } = parseCaseNumber(text);
  const row = await house.db
    .selectFrom("application.application")
    .select("id")
    .where("hall", "=", hall)
    .where("number", "=", number)
    .executeTakeFirst();
  const standing = row && (await readStanding(house.db, hall, row.id));
  return standing && mayRead(actor, hall, standing.state) ? { hall, application: standing.id } : undefined;
}
